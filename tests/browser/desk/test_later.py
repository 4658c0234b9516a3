"""Putting things off at the desk, by keyboard, and finding them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.conversations import Author, Profile
from tests.support.browser.accessibility import barriers
from tests.support.browser.pages import AgentPage
from tests.support.browser.site import PASSWORD, Site

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab


def test_a_conversation_is_put_aside_by_keyboard_and_taken_back(site: Site, page: Tab) -> None:
    site.hand_off([(Author.CUSTOMER, "the parcel is late")], Profile("zoe", "Zoe Later"))
    agent = AgentPage(page)
    agent.sign_in(site.url, site.add_staff("Lars Later"), PASSWORD)
    agent.take("Zoe Later")
    page.keyboard.press("Escape")
    page.keyboard.press("z")
    agent.dialog.get_by_text("When they write").click()
    assert barriers(page) == []
    page.keyboard.press("Enter")
    agent.see("You have put it aside.")
    page.locator("ul[aria-label=Snoozed] .ticket", has_text="Zoe Later").wait_for()

    page.keyboard.press("b")
    agent.dialog.get_by_label("What for").fill("call the depot")
    agent.dialog.get_by_role("button", name="Remind me").click()
    page.locator("section", has_text="Your reminders").get_by_text("call the depot").wait_for()
    page.locator("dialog[open]").wait_for(state="detached")  # or it would take the next key
    assert barriers(page) == []

    page.keyboard.press("c")
    agent.reply_box.wait_for()
    page.locator("ul[aria-label=Yours] .ticket", has_text="Zoe Later").wait_for()
