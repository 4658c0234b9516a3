"""The pages of insights in a real browser, on the demo history."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.insights.pages import open_page
from tests.support.browser.accessibility import barriers
from tests.support.browser.site import Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGES = (
    *("", "/ledger", "/outcomes", "/conversations?which=waiting", "/thresholds?answer=60"),
    *("/articles/card_payment_not_recognised", "/drivers", "/comments", "/service", "/mine"),
    *("/content", "/refusals", "/refusals/1", "/week"),
)


@pytest.mark.parametrize(
    ("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]
)
def test_everybody_can_read_the_figures(
    site: Site, new_page: Callable[..., Page], width: int, scheme: str
) -> None:
    page = new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    open_page(page, site, PAGES[0])
    found = {}
    for place in PAGES:
        page.goto(f"{site.url}/insights{place}")
        if place in {"", "/outcomes", "/service"} or "articles" in place:
            page.locator(".chart canvas").first.wait_for()
        for summary in page.locator("summary").all():
            summary.click()
        found[place] = barriers(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place
    assert {place: problems for place, problems in found.items() if problems} == {}


def test_the_costliest_cause_leads_to_its_conversations(site: Site, page: Page) -> None:
    open_page(page, site, "/ledger")
    first = page.get_by_role("region", name="Causes of effort").locator("tbody tr").first
    cause = first.get_by_role("rowheader").inner_text()
    contacts = first.get_by_role("cell").nth(2).inner_text()
    first.get_by_role("link", name=contacts, exact=True).last.click()
    page.get_by_role("heading", name=f"{contacts} conversations").wait_for()
    assert cause in page.locator(".page-head").inner_text()
    page.get_by_role("list", name="Conversations").get_by_role("link").first.click()
    page.get_by_text("Demo customer").or_(page.get_by_text("Demo, not signed in")).first.wait_for()
