"""From the costliest cause of effort to what is done about it, and the week after."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from commands.demo.planning import MENDED_AFTER, MISSING
from store.clock import now
from tests.browser.insights.pages import SINCE_MENDED, open_page
from tests.support.browser.site import Site

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def test_a_cause_is_read_and_something_is_done_about_it_and_the_next_week_shows_it(
    site: Site, page: Page
) -> None:
    open_page(page, site, ledger(MENDED_AFTER + SINCE_MENDED, SINCE_MENDED + 1))
    weak = causes(page).filter(has_text="was not the answer").first
    name = weak.get_by_role("rowheader").inner_text()
    costliest = causes(page).first
    contacts = costliest.get_by_role("cell").nth(2).inner_text()
    costliest.get_by_role("link", name=contacts, exact=True).last.click()
    page.get_by_role("heading", name=f"{contacts} conversations").wait_for()
    page.get_by_role("list", name="Conversations").get_by_role("link").first.wait_for()

    page.go_back()
    causes(page).get_by_role("link", name="Change the rule").first.click()
    page.wait_for_url("**/settings/*")
    page.get_by_role("main").get_by_role("heading").first.wait_for()

    page.go_back()
    causes(page).get_by_role("link", name="Try other thresholds").first.click()
    page.get_by_label("Answer from").fill("60")
    page.get_by_role("button", name="Try").click()
    assert answered_at_once(page, "Tried: 60 %") > answered_at_once(page, "In force")

    page.goto(f"{site.url}/insights{ledger(MENDED_AFTER + SINCE_MENDED, 1)}")
    causes(page).get_by_role("link", name="Open the gap").first.click()
    page.wait_for_url("**/console/gaps/*")
    page.get_by_text(MISSING[0][0]).first.wait_for()

    weeks = []
    for first in (SINCE_MENDED + 7, SINCE_MENDED):  # before the article was mended, and after it
        page.goto(f"{site.url}/insights{ledger(first, first - 6)}")
        row = causes(page).filter(has=page.get_by_role("rowheader", name=name, exact=True))
        weeks.append(int(row.get_by_role("cell").nth(2).inner_text()) if row.count() else 0)
    assert weeks[1] < weeks[0] / 2


def ledger(first: int, last: int) -> str:
    """The ledger from so many days ago to so many."""
    since, until = (now().date() - timedelta(days=each) for each in (first, last))
    return f"/ledger?since={since}&until={until}"


def causes(page: Page) -> Locator:
    return page.get_by_role("region", name="Causes of effort").locator("tbody tr")


def answered_at_once(page: Page, thresholds: str) -> float:
    row = page.get_by_role("row", name=thresholds)
    return float(row.get_by_role("cell").nth(1).inner_text().split("%")[0])
