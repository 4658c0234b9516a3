"""Webhooks in a real browser: added, read, switched off and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.staff import Role
from store.webhooks import WebhookEndpoints
from tests.support.browser.accessibility import check_looks
from tests.support.browser.site import PASSWORD, Site

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_a_webhook_is_added_read_and_removed(site: Site, page: Page) -> None:
    email = site.add_staff("Ravi Menon", Role.ADMIN)
    page.goto(f"{site.url}/login")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Webhooks: what other systems are told").click()
    page.get_by_label("The receiver's address").fill("https://hooks.tern.invalid/" + "effie" * 20)
    page.get_by_label("conversation.opened").check()
    page.get_by_role("button", name="Add the webhook").click()
    page.get_by_text("Give its receiver the secret below").wait_for()
    page.get_by_text("Show the secret").click()
    assert page.locator(".secret").inner_text().startswith("whsec_")
    check_looks(page)
    page.get_by_role("button", name="Switch off").click()
    page.get_by_role("button", name="Switch on").wait_for()
    (endpoint,) = WebhookEndpoints(site.database).all()
    WebhookEndpoints(site.database).test(endpoint.id)  # it waits: nothing is sent while it is off
    page.goto(f"{site.url}/webhooks/{endpoint.id}")
    page.get_by_text("not tried yet").wait_for()
    check_looks(page)
    page.goto(f"{site.url}/webhooks")
    page.get_by_text("0 delivered, 1 waiting, 0 failed").wait_for()
    check_looks(page)
    page.get_by_role("link", name="hooks.tern.invalid").click()
    page.get_by_role("button", name="Remove").click()
    page.get_by_text("There is no webhook yet.").wait_for()
