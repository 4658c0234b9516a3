"""The list of all conversations, as an agent looks through it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.conversations import Author, Profile
from tests.support.browser.accessibility import barriers
from tests.support.browser.pages import AgentPage
from tests.support.browser.site import PASSWORD, Site

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab


def test_a_conversation_is_found_by_keyboard_and_opened(site: Site, page: Tab) -> None:
    lost = [(Author.CUSTOMER, "my card was swallowed in Zürich"), (Author.AGENT, "I look into it")]
    site.hand_off(lost, Profile("uma", "Uma Lost"))
    site.hand_off([(Author.CUSTOMER, "where is my top-up")], Profile("tom", "Tom Top"))
    agent = AgentPage(page)
    agent.sign_in(site.url, site.add_staff("Finn Finder"), PASSWORD)
    page.get_by_role("link", name="Conversations").click()
    page.locator(".conversation-line", has_text="Tom Top").wait_for()

    page.get_by_label("Words said or noted").fill("zurich swall")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=zurich"))
    lines = page.locator(".conversation-line")
    assert lines.count() == 1
    assert "Uma Lost" in lines.inner_text()
    assert "Open" in lines.inner_text()

    page.get_by_label("State").select_option("closed")
    page.get_by_role("button", name="Show", exact=True).press("Enter")
    page.get_by_text("No conversation fits.").wait_for()
    page.go_back()
    lines.first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Uma Lost", level=1).wait_for()

    refused = page.goto(f"{site.url}/desk/conversations?since=yesterday")
    assert refused
    assert refused.status == 422
    page.get_by_text("is no day. Write it as").wait_for()


def test_a_long_name_and_a_long_message_leave_the_rest_in_sight(site: Site, page: Tab) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    site.hand_off([(Author.CUSTOMER, "word " * 700)], Profile("long", "Wolfeschlegel " * 12))
    agent = AgentPage(page)
    agent.sign_in(site.url, site.add_staff("Lena Looker"), PASSWORD)
    page.goto(f"{site.url}/desk/conversations")
    line = page.locator(".conversation-line", has_text="Wolfeschlegel")
    box, chip = line.bounding_box(), line.get_by_text("verified").bounding_box()
    assert box
    assert chip
    assert chip["x"] + chip["width"] <= box["x"] + box["width"]
    assert box["height"] < 450, "a line of the list, not a whole message"


def test_on_a_phone_the_list_stands_before_the_filters_which_open_by_keyboard(
    site: Site, page: Tab
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    site.hand_off([(Author.CUSTOMER, "where is it")], Profile("fay", "Fay Folded"))
    agent = AgentPage(page)
    agent.sign_in(site.url, site.add_staff("Fritz Folder"), PASSWORD)
    page.goto(f"{site.url}/desk/conversations?channel=telegram")
    page.get_by_text("No conversation fits.").wait_for()
    filters = page.locator("summary", has_text="Filters: telegram")
    assert not page.get_by_label("Channel").is_visible()
    filters.press("Enter")
    page.get_by_label("Channel").select_option("Website")
    assert barriers(page) == []
    page.get_by_label("Channel").press("Tab")
    page.get_by_role("button", name="Show", exact=True).press("Enter")
    line = page.locator(".conversation-line").first
    line.wait_for()
    page.locator("summary", has_text="Filters: Website").wait_for()
    box = line.bounding_box()
    assert box
    assert box["y"] + box["height"] < 844, "the first one is in sight at once"
