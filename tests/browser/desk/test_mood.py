"""The mood over a conversation is drawn at the desk, and leads to what it was read from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from core.conversations import Author, Profile
from core.staff import Role
from tests.support.browser.accessibility import LOOKS, barriers
from tests.support.browser.pages import AgentPage
from tests.support.browser.site import PASSWORD, Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

SAID = [
    (Author.CUSTOMER, "Where is my card?"),
    (Author.BOT, "It takes five days."),
    (Author.CUSTOMER, "It has been ten"),
    (Author.CUSTOMER, "This is ridiculous, I am fed up"),
]


@pytest.fixture(scope="module")
def staff(site: Site) -> str:
    site.hand_off(SAID, Profile("mood", "Mona Mood"))
    return site.add_staff("Moira Reader", Role.AGENT)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_each_point_of_the_mood_leads_to_its_message(
    site: Site, staff: str, new_page: Callable[..., Page], width: int, scheme: str
) -> None:
    page = new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    agent = AgentPage(page)
    agent.sign_in(site.url, staff, PASSWORD)
    agent.open("Mona Mood")
    if width < 700:
        page.get_by_role("button", name="Claim").wait_for()
        page.keyboard.press("i")
    page.locator(".mood-line circle").nth(2).wait_for()
    assert page.locator(".mood-line circle.upset").count() == 1
    page.get_by_text("Message by message").click()
    rows = page.locator(".mood-table tbody tr")
    said = [row.split("\t")[1] for row in rows.all_inner_texts()]
    assert said == ["Calm", "Calm", "Upset, worse"]
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    rows.nth(1).get_by_role("button").press("Enter")
    pointed = page.locator(".message.pointed", has_text="It has been ten")
    pointed.wait_for()
    if width < 700:
        page.locator(".pane.context").wait_for(state="hidden")  # it lay over the message
