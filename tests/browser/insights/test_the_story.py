"""From the costliest cause of effort to what is done about it, and the week after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from commands.demo import MISSING, go_on_with_history
from commands.demo.planning import MENDED_AFTER
from commands.demo_history import company_of
from core.staff import Role
from store.clock import now
from tests.browser.insights.conftest import put_into_gaps
from tests.browser.insights.pages import LAST_WEEK, SINCE_MENDED, open_page
from tests.support.articles import an_article, let_live
from tests.support.browser.site import Site
from tests.support.demo_history import roll_up

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ENDED = LAST_WEEK + 1  # days ago
TITLE = "Pay in over the counter"
MATTERS = ("post office", "student")  # of two gaps


def test_a_cause_is_read_and_something_is_done_about_it_and_the_next_week_shows_it(
    site: Site, page: Page, new_page: Callable[..., Page]
) -> None:
    supervisor = site.add_staff("Noor Haddad", Role.SUPERVISOR)
    open_page(page, site, ledger(MENDED_AFTER + SINCE_MENDED + LAST_WEEK, ENDED), supervisor)
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

    page.goto(f"{site.url}/insights{ledger(MENDED_AFTER + SINCE_MENDED + LAST_WEEK, ENDED)}")
    gap = causes(page).filter(has_text=MATTERS[0])
    gap.get_by_role("link", name="Open the gap").click()
    page.wait_for_url("**/console/gaps/*")
    page.get_by_text(MISSING[0][0]).first.wait_for()
    page.get_by_text("Content managers decide about it").wait_for()

    make_an_article(site, new_page(), page.url.removeprefix(site.url))
    let_a_week_pass(site)
    before, after = (week(page, site, first) for first in (ENDED + 6, LAST_WEEK))
    assert before[0] > 0
    assert after[0] == 0, "its article answers now"
    assert before[1] > 0 < after[1], "what nobody did anything about goes on"


def test_what_was_mended_in_an_article_shows_the_week_after(site: Site, page: Page) -> None:
    open_page(page, site, ledger(MENDED_AFTER + SINCE_MENDED + LAST_WEEK, ENDED))
    weak = causes(page).filter(has_text="was not the answer").first
    name = weak.get_by_role("rowheader").inner_text()
    mended = LAST_WEEK + SINCE_MENDED
    before, after = (contacts_of(page, site, name, first) for first in (mended + 7, mended))
    assert after < before / 2


def make_an_article(site: Site, page: Page, gap: str) -> None:
    """Have a content manager do it, and publish it."""
    open_page(page, site, "/ledger", site.add_staff("Kim Novak", Role.CONTENT_MANAGER))
    page.goto(site.url + gap)
    page.get_by_label("Title, as a button would say it").fill(TITLE)
    page.get_by_role("button", name="Make an article").click()
    page.wait_for_url("**/console/articles/*")
    slug = page.url.rpartition("/")[2]
    article = an_article(slug, TITLE, questions=MISSING[0], short="Any post office takes it.")
    let_live(site.database, article)  # its draft is there


def let_a_week_pass(site: Site) -> None:
    """Have customers come again for a week, and count it."""
    go_on_with_history(site.database, company_of(site.database))
    roll_up(site.database)
    put_into_gaps(site.database)
    roll_up(site.database)


def week(page: Page, site: Site, first: int) -> tuple[int, int]:
    """Of a week from so many days ago, the contacts that met the first gap and the second."""
    one, other = (contacts_of(page, site, matter, first) for matter in MATTERS)
    return one, other


def contacts_of(page: Page, site: Site, cause: str, first: int) -> int:
    """The contacts in which a cause was met, in a week from so many days ago."""
    page.goto(f"{site.url}/insights{ledger(first, first - 6)}")
    causes(page).first.wait_for()
    row = causes(page).filter(has=page.get_by_role("rowheader", name=cause))
    return int(row.get_by_role("cell").nth(2).inner_text()) if row.count() else 0


def ledger(first: int, last: int) -> str:
    """The ledger from so many days ago to so many."""
    since, until = (now().date() - timedelta(days=each) for each in (first, last))
    return f"/ledger?since={since}&until={until}"


def causes(page: Page) -> Locator:
    return page.get_by_role("region", name="Causes of effort").locator("tbody tr")


def answered_at_once(page: Page, thresholds: str) -> float:
    row = page.get_by_role("row", name=thresholds)
    return float(row.get_by_role("cell").nth(1).inner_text().split("%")[0])
