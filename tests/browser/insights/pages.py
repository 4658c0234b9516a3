"""What the tests of insights do in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.browser.site import PASSWORD, Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

LAST_WEEK = 7  # days without a history, until a test goes on with it
SINCE_MENDED = 8  # days of the demo history, in which the weak article answers


def open_page(page: Page, site: Site, place: str, email: str = "ravi@tern.example") -> None:
    page.goto(f"{site.url}/insights{place}")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("navigation", name="Insights").wait_for()
