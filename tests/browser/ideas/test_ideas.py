"""An idea is left at the desk in two presses, and is read, voted for and answered by others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from core.staff import Role
from tests.support.browser.accessibility import LOOKS, barriers
from tests.support.browser.pages import AgentPage
from tests.support.browser.site import PASSWORD, Site

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_an_idea_is_left_anywhere_in_two_presses_and_answered(
    site: Site, new_page: Callable[..., Page], width: int, scheme: str
) -> None:
    words = f"Show the queue in {scheme} at {width}"
    email = site.add_staff(f"Noor{scheme}{width} Idris", Role.SUPERVISOR)
    page = new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    AgentPage(page).sign_in(site.url, email, PASSWORD)
    page.get_by_role("link", name="Leave an idea").click()
    box = page.get_by_label("What would be better?")
    found = {"leaving": barriers(page)}
    page.keyboard.type(words)  # the dialog has the keyboard, and the desk's single keys do not
    assert box.input_value() == words
    page.get_by_role("button", name="Leave it").click()
    page.get_by_text("Your idea is kept.").wait_for()
    found["kept"] = barriers(page)
    page.get_by_role("link", name="Look at it").click()
    page.get_by_role("heading", name=words, level=1).wait_for()
    page.get_by_role("link", name="Desk", exact=True).last.wait_for()
    found["one"] = barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.get_by_role("radio", name="Declined").check()
    page.get_by_role("button", name="Keep the answer").click()
    page.get_by_text("Say why it is declined").wait_for()
    page.get_by_role("radio", name="Done").check()
    page.get_by_label("What is planned or was done").fill("It is there.")
    page.get_by_role("button", name="Keep the answer").click()
    page.get_by_text("The answer is kept.").wait_for()

    page.goto(f"{site.url}/ideas?show=done")
    page.get_by_role("button", name=f"I am for it: {words}", pressed=True).press("Enter")
    page.get_by_role("button", name=f"I am for it: {words}", pressed=False).wait_for()
    found["list"] = barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(f"{site.url}/ideas?show=declined")
    page.get_by_text("No idea was declined.").wait_for()
    found["nothing"] = barriers(page)
    assert {state: problems for state, problems in found.items() if problems} == {}


def test_an_idea_is_left_on_pages_with_other_styles_too(
    site: Site, new_page: Callable[..., Page]
) -> None:
    email = site.add_staff("Olga Settings", Role.ADMIN)
    page = new_page(viewport={"width": 390, "height": 800})
    AgentPage(page).sign_in(site.url, email, PASSWORD)
    for path in ("/settings", "/console", "/account", "/insights"):
        page.goto(site.url + path)
        page.get_by_role("link", name="Leave an idea").click()
        page.get_by_label("What would be better?").fill(f"Better {path}")
        assert barriers(page) == []
        page.get_by_role("button", name="Leave it").click()
        page.get_by_text("Your idea is kept.").wait_for()
        page.get_by_role("button", name="Close").click()
