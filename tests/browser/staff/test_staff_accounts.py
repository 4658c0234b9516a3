"""Staff accounts in a real browser: an admin adds an agent, who sets a password and signs in."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from core.staff import Role
from tests.support.browser.site import PASSWORD, Site

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

NEW_PASSWORD = "three words are enough"
STAFF = {
    "Ravi Menon": Role.ADMIN,
    "Kim Novak": Role.CONTENT_MANAGER,
    "Sam Whitaker": Role.AGENT,
}


@pytest.fixture(scope="module")
def web_url(site: Site) -> str:
    """The web process alone: accounts need neither the bot nor the action server."""
    for name, role in STAFF.items():
        site.add_staff(name, role)
    return site.url


def sign_in(page: Page, url: str, email: str, password: str) -> None:
    page.goto(url)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_an_agent_whom_an_admin_adds_sets_a_password_and_signs_in(
    web_url: str, page: Page, new_page: Callable[..., Page]
) -> None:
    sign_in(page, f"{web_url}/login", "ravi@tern.example", PASSWORD)
    page.get_by_label("Name", exact=True).fill("Lena Vogt")
    page.get_by_label("E-mail address").fill("lena@tern.example")
    page.get_by_label("Role").select_option("Agent")
    page.get_by_role("button", name="Add").click()
    link = page.get_by_label("The link").input_value()

    lena = new_page(viewport={"width": 390, "height": 800})
    lena.goto(link)
    lena.get_by_role("heading", name="Hello Lena, set your password").wait_for()
    lena.get_by_label("Password", exact=True).fill(NEW_PASSWORD)
    lena.get_by_label("Show what I type").check()
    assert lena.get_by_label("Password", exact=True).get_attribute("type") == "text"
    lena.keyboard.press("Enter")
    lena.wait_for_url(re.compile("/desk$"))

    lena.get_by_role("button", name="Sign out").click()
    sign_in(lena, f"{web_url}/login", "lena@tern.example", NEW_PASSWORD)
    lena.wait_for_url(re.compile("/desk$"))
    lena.get_by_role("link", name="Account").click()
    lena.get_by_role("heading", name="Your account").wait_for()
    assert lena.evaluate("document.documentElement.scrollWidth") <= 390

    page.goto(f"{web_url}/staff")
    page.get_by_role("link", name="Lena Vogt").click()
    page.get_by_text("Deactivate…").click()
    page.get_by_role("button", name="Deactivate Lena Vogt").click()
    page.get_by_text("deactivated and signed out everywhere").wait_for()
    lena.reload()
    lena.get_by_role("button", name="Sign in").wait_for()


def test_a_content_manager_who_opens_the_desk_begins_in_the_console(
    web_url: str, page: Page
) -> None:
    sign_in(page, f"{web_url}/desk", "kim@tern.example", PASSWORD)
    page.get_by_role("heading", name="Articles").wait_for()
    assert page.get_by_role("link", name="Desk").count() == 0


def test_accounts_can_be_managed_by_keyboard_alone(web_url: str, page: Page) -> None:
    sign_in(page, f"{web_url}/login", "ravi@tern.example", PASSWORD)
    press_until_focused(page, page.get_by_role("link", name="Sam Whitaker"))
    page.keyboard.press("Enter")
    reset = page.locator("summary", has_text="Reset the password…")
    reset.wait_for()
    press_until_focused(page, reset)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Send Sam this link").wait_for()


def press_until_focused(page: Page, wanted: Locator) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("Tab never gets there")
