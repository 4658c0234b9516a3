"""Keys for other systems in a real browser: made, seen once, revoked; and the API's description."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from core.staff import Role
from tests.support.browser.accessibility import check_looks
from tests.support.browser.site import PASSWORD, Site
from tests.support.waiting import PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def admins_page(site: Site, page: Page) -> Page:
    email = site.add_staff("Ravi Menon", Role.ADMIN)
    page.goto(f"{site.url}/login")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Staff", exact=True).wait_for()
    return page


def answer_to(site: Site, secret: str) -> int:
    given = {"Authorization": f"Bearer {secret}"}
    return httpx.get(f"{site.url}/api/v1/follow-ups", headers=given, timeout=PATIENCE).status_code


def test_a_key_is_made_seen_once_and_revoked(site: Site, admins_page: Page) -> None:
    page = admins_page
    page.goto(f"{site.url}/api-keys")
    page.get_by_label("What uses it").fill("Shop")
    page.get_by_label("follow-ups:read").check()
    page.get_by_role("button", name="Make the key").click()
    secret = page.locator(".secret").inner_text()
    assert secret.startswith("effie_")
    check_looks(page)
    assert answer_to(site, secret) == 200
    page.goto(f"{site.url}/api-keys")
    page.get_by_role("button", name="Revoke Shop").wait_for()
    assert secret not in page.content()
    page.get_by_role("button", name="Revoke Shop").click()
    page.get_by_text("The key is revoked").wait_for()
    assert answer_to(site, secret) == 401
    check_looks(page)
    page.get_by_role("link", name="What the API can do").click()
    page.get_by_text("Begin a conversation for a customer").first.wait_for()
    check_looks(page)
