"""Staff accounts in a real browser: an admin adds an agent, who sets a password and signs in."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import httpx
import pytest

from core.staff import Role
from launch.places import HOME
from launch.ports import free_port
from store.database import Database
from store.staff import Staff

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

PASSWORD = "correct horse battery"
NEW_PASSWORD = "three words are enough"
STAFF = {
    "Ravi Menon": Role.ADMIN,
    "Kim Novak": Role.CONTENT_MANAGER,
    "Sam Whitaker": Role.AGENT,
}
PATIENCE = 60  # seconds


@pytest.fixture(scope="module")
def web_url(redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The web process alone: accounts need neither the bot nor the action server."""
    var = tmp_path_factory.mktemp("web")
    address = f"sqlite:///{var / 'effie.db'}"
    database = Database(address)
    database.migrate()
    for name, role in STAFF.items():
        email = f"{name.split()[0].lower()}@tern.example"
        Staff(database).add(email, name, role, PASSWORD, by="test")
    port = free_port()
    variables = {
        **os.environ,
        "DATABASE_URL": address,
        "REDIS_URL": redis_url,
        "EFFIE_VAR": str(var),
        "EFFIE_WEB_PORT": str(port),
        "EFFIE_SECRET": "a secret for tests, long enough to sign",
        "EFFIE_IDENTITY_SECRET": "another secret for tests, long enough too",
    }
    url = f"http://127.0.0.1:{port}"
    with subprocess.Popen([sys.executable, "-m", "web"], cwd=HOME, env=variables) as process:
        try:
            wait_for(url)
            yield url
        finally:
            process.terminate()


def wait_for(url: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if httpx.get(f"{url}/health", trust_env=False).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise TimeoutError(f"{url} does not answer")


def sign_in(page: Page, url: str, email: str, password: str) -> None:
    page.goto(url)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_an_agent_whom_an_admin_adds_sets_a_password_and_signs_in(
    web_url: str, page: Page, browser: Browser
) -> None:
    sign_in(page, f"{web_url}/login", "ravi@tern.example", PASSWORD)
    page.get_by_label("Name", exact=True).fill("Lena Vogt")
    page.get_by_label("E-mail address").fill("lena@tern.example")
    page.get_by_label("Role").select_option("Agent")
    page.get_by_role("button", name="Add").click()
    link = page.get_by_label("The link").input_value()

    phone = browser.new_context(viewport={"width": 390, "height": 800})
    lena = phone.new_page()
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
    phone.close()


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
