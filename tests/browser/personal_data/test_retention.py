"""An admin sees what would go, and sets for how long it is kept, in a real browser."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.staff import Role
from tests.support.browser.accessibility import barriers
from tests.support.browser.site import PASSWORD, Site
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="module")
def ravi(site: Site) -> str:
    return site.add_staff("Ravi Menon", Role.ADMIN)


@pytest.mark.parametrize("width", [1440, 390])
def test_an_admin_sees_what_would_go_and_sets_the_days_of_a_kind(
    site: Site, ravi: str, new_page: Callable[..., Page], width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        found[name] = barriers(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        if shots := os.environ.get("EFFIE_SHOTS"):
            page.screenshot(path=Path(shots) / f"retention-{name}-{width}.png", full_page=True)

    page.goto(f"{site.url}/personal-data/retention")
    page.get_by_label("E-mail address").fill(ravi)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="What would go now").wait_for()
    look("page")
    page.get_by_role("link", name="Change it").click()
    page.get_by_label("Searches").fill(str(width))
    look("form")
    page.get_by_role("button", name="See what it changes").click()
    page.get_by_role("heading", name="Before it applies").wait_for()
    look("before")
    page.get_by_role("button", name="Apply").click()
    page.get_by_text("It applies now").wait_for()
    shown = page.get_by_role("row", name="Searches").get_by_role("cell", name=str(width))

    def is_shown() -> bool:
        page.goto(f"{site.url}/personal-data/retention")
        page.get_by_role("heading", name="What would go now").wait_for()
        return shown.count() > 0

    wait_until(is_shown)  # another web process may have kept it: it is read within two seconds
    look("set")
    assert {name: problems for name, problems in found.items() if problems} == {}
