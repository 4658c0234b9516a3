"""Planning when an article goes live and until when, in a browser with a clock of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from typing import TYPE_CHECKING

import pytest

from core.staff import Role
from store.articles import Articles
from tests.support.browser.site import PASSWORD, Site
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Page

SLUG = "change_pin"
LATER = "Change it in the app from March on."
LIVE_AT = datetime(2041, 3, 1, 14, 0, tzinfo=timezone.utc)  # nine in the morning in New York


@pytest.fixture
def page(site: Site, new_page: Callable[..., Page]) -> Page:
    """A shipped article, in which a content manager in New York has written something new."""
    email = site.add_staff("Kim Novak", Role.CONTENT_MANAGER)
    articles = Articles(site.database)
    wait_until(lambda: SLUG in {article.slug for article in articles.live()[1]})
    page = new_page(timezone_id="America/New_York")
    page.goto(f"{site.url}/login?next=/console/articles/{SLUG}")
    page.fill("[name=email]", email)
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.get_by_label("Short answer", exact=True).fill(LATER)
    page.locator("#saved-state", has_text="Draft saved").wait_for()
    return page


def plan(page: Page, **moments: str) -> None:
    """Fill in the dialog; it opens first unless it is open still."""
    dialog = page.locator("dialog[open]")
    if not dialog.count():
        page.get_by_role("button", name="More…").click()
        page.get_by_role("button", name="Schedule…").click()
    for name, moment in moments.items():
        dialog.locator(f"[name={name}]").fill(moment)
    dialog.get_by_role("button", name="Plan it").click()


def test_a_draft_is_planned_for_a_morning_and_goes_live_in_that_ones_time_zone(
    site: Site, page: Page
) -> None:
    plan(page, publish_at="2021-03-01T09:00")
    page.get_by_text("That moment has passed").wait_for()
    plan(page, publish_at="2041-03-01T09:00", expire_at="2041-02-01T09:00")
    page.get_by_text("would expire before it is published").wait_for()
    plan(page, expire_at="2041-04-01T09:00")
    page.locator("#planned", has_text="goes live").wait_for()
    page.locator("#planned", has_text="is withdrawn").wait_for()

    articles = Articles(site.database)
    before = articles.get(SLUG)
    assert before.listed.publish_at == LIVE_AT
    page.goto(f"{site.url}/console?state=scheduled")
    page.get_by_role("link", name=before.listed.title).wait_for()

    assert before.live
    assert before.live.short != LATER
    articles.do_what_is_due(LIVE_AT)
    assert getattr(articles.get(SLUG).live, "short", "") == LATER
