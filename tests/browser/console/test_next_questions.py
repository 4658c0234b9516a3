"""Next questions at the console: a cluster is found, looked at and decided about, by everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from core.staff import Role
from tests.browser.console.test_gaps import Manager
from tests.support.browser.accessibility import LOOKS, barriers
from tests.support.browser.site import PASSWORD, Site
from tests.support.clientele import populate

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="module")
def manager(site: Site) -> str:
    populate(site.database)
    return site.add_staff("Mia Manager", Role.CONTENT_MANAGER)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_cluster_is_found_looked_at_and_pinned_for_one_segment(
    site: Site, manager: str, new_page: Callable[..., Page], width: int, scheme: str
) -> None:
    mia = Manager(new_page(viewport={"width": width, "height": 900}, color_scheme=scheme))
    mia.sign_in(site.url, manager, PASSWORD, "/console/next-questions")
    page, found = mia.page, {}
    page.get_by_role("link", name="Experienced", exact=True).click()
    page.get_by_role("img", name="What it costs, then The exchange rate we use").wait_for()
    found["the list"] = barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="The exchange rate we use").click()
    page.get_by_role("button", name="Pin first").click()
    page.get_by_text("pinned", exact=True).wait_for()
    found["one of them"] = barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="New to Tern", exact=True).click()
    page.get_by_role("heading", name="What “New to Tern” customers do").wait_for()
    assert page.get_by_text("pinned", exact=True).count() == 0
    page.get_by_role("link", name="Experienced", exact=True).click()
    page.get_by_role("button", name="Leave it to what is learned").click()
    page.get_by_role("button", name="Pin first").and_(page.locator(":enabled")).wait_for()
    assert not any(found.values()), found
