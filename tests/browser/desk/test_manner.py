"""How a customer likes to be spoken to stands at the desk, with the words that show it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from core.conversations import Author, Profile
from core.staff import Role
from tests.support.browser.accessibility import barriers
from tests.support.browser.pages import AgentPage
from tests.support.browser.site import PASSWORD, Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

HURRIED = [
    (Author.CUSTOMER, "Where is my card?"),
    (Author.BOT, "It takes five days."),
    (Author.CUSTOMER, "I'm in a hurry, my train leaves in ten minutes"),
]
PLAIN = [(Author.CUSTOMER, "Quick question, where is my card?")]


@pytest.fixture(scope="module")
def staff(site: Site) -> str:
    site.hand_off(HURRIED, Profile("hurried", "Hugo Hurry"))
    site.hand_off(PLAIN, Profile("plain", "Petra Plain"))
    return site.add_staff("Manny Reader", Role.AGENT)


@pytest.mark.parametrize("width", [1440, 390])
def test_a_sign_stands_with_its_words_and_none_without_them(
    site: Site, staff: str, new_page: Callable[..., Page], width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    agent = AgentPage(page)
    agent.sign_in(site.url, staff, PASSWORD)
    _open(page, agent, "Hugo Hurry", width)
    page.get_by_role("heading", name="What helps them").wait_for()
    card = page.locator(".manner.hurried")
    card.get_by_text("In a hurry", exact=True).wait_for()
    card.get_by_text("Answer first").wait_for()
    words = card.get_by_role("button")
    assert words.all_inner_texts() == ["“in a hurry”", "“my train”", "“leaves in ten minutes”"]
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    words.first.press("Enter")
    page.locator(".message.pointed", has_text="my train leaves").wait_for(state="attached")


def test_without_signs_there_is_no_card(
    site: Site, staff: str, new_page: Callable[..., Page]
) -> None:
    page = new_page(viewport={"width": 1440, "height": 900})
    agent = AgentPage(page)
    agent.sign_in(site.url, staff, PASSWORD)
    _open(page, agent, "Petra Plain", 1440)
    page.get_by_role("heading", name="Effort so far").wait_for()
    assert page.get_by_role("heading", name="What helps them").count() == 0


def _open(page: Page, agent: AgentPage, name: str, width: int) -> None:
    agent.open(name)
    if width < 700:
        page.get_by_role("button", name="Claim").wait_for()
        page.keyboard.press("i")
