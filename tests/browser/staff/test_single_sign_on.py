"""Signing in through a real OpenID provider in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.staff import Role
from tests.support.browser.accessibility import LOOKS, barriers
from tests.support.browser.site import PASSWORD, Site, running_site
from tests.support.oidc import CLIENT_SECRET, OidcProvider

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="module")
def linked(
    redis_url: str, tmp_path_factory: pytest.TempPathFactory, openid_provider: OidcProvider
) -> Iterator[Site]:
    """A site whose people may come through the provider, and must have a second factor else."""
    var: Path = tmp_path_factory.mktemp("linked")
    settings = openid_provider.settings(var / "settings")
    file = settings / "sign_in.yml"
    file.write_text(file.read_text().replace("[]", "[agent]", 1))
    with running_site(
        redis_url, var, EFFIE_SETTINGS=str(settings), EFFIE_SIGN_ON_SECRET=CLIENT_SECRET
    ) as site:
        site.add_staff("Sam Whitaker")
        yield site


def check_looks(page: Page, name: str) -> None:
    """Nothing serious keeps anybody out, and nothing is wider than the window."""
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert barriers(page) == [], (name, width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)


def sign_in_there(page: Page, login: str) -> None:
    page.get_by_role("link", name="Sign in with Tern account").click()
    page.locator("input[name=login]").fill(login)
    page.locator("input[name=password]").fill("any")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()


def test_an_agent_comes_in_through_the_provider_and_signs_out_here(
    linked: Site, page: Page
) -> None:
    page.goto(f"{linked.url}/account")
    check_looks(page, "both ways in")
    sign_in_there(page, "sam")
    page.get_by_role("heading", name="Your account").wait_for()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("link", name="Sign in with Tern account").wait_for()


def test_whom_nobody_added_is_told_so_and_who_turns_back_there_too(
    linked: Site, page: Page
) -> None:
    page.goto(f"{linked.url}/login")
    sign_in_there(page, "lea")
    page.get_by_text("You have no account here yet").wait_for()
    check_looks(page, "unknown")
    page.context.clear_cookies()
    page.goto(f"{linked.url}/login")
    page.get_by_role("link", name="Sign in with Tern account").click()
    page.get_by_role("link", name="Cancel").click()
    page.get_by_text("You did not sign in over there").wait_for()


def test_an_admin_sees_who_is_linked_and_unlinks_them(linked: Site, page: Page) -> None:
    linked.add_staff("Ravi Menon", Role.ADMIN)
    page.goto(f"{linked.url}/desk")
    sign_in_there(page, "sam")
    page.wait_for_url(re.compile("/desk$"))
    page.context.clear_cookies()
    page.goto(f"{linked.url}/login")
    page.get_by_label("E-mail address").fill("ravi@tern.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Sam Whitaker").click()
    page.get_by_text("Unlink…").click()
    check_looks(page, "linked")
    page.get_by_role("button", name="Unlink Sam Whitaker").click()
    page.get_by_text("The account is unlinked").wait_for()
