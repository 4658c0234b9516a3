"""The desk's forms: what is written down of a customer, and writing first from a follow-up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.conversations import Author, Profile
from core.handoffs import FollowUpKind
from store.clock import now
from store.handoffs import Owed, open_follow_up
from tests.support.browser.accessibility import barriers
from tests.support.browser.pages import AgentPage
from tests.support.browser.site import PASSWORD, Site

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab


def test_a_fact_is_written_on_the_customers_page_and_read_beside_the_conversation(
    site: Site, page: Tab
) -> None:
    named = Profile("fay", "Fay Fact", "expert", (("plan", "Plus"),))
    conversation = site.hand_off([(Author.CUSTOMER, "call me please")], named)
    agent = AgentPage(page)
    agent.sign_in(site.url, site.add_staff("Finn Fact"), PASSWORD)
    page.goto(f"{site.url}/desk/customers/{conversation}")
    page.get_by_label("Best reached", exact=True).fill("after six")
    page.get_by_role("button", name="Save Best reached").click()
    page.get_by_text(re.compile("^Finn Fact · ")).wait_for()
    assert page.get_by_label("Best reached", exact=True).input_value() == "after six"
    for width in (1440, 1024, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{site.url}/desk?conversation={conversation}")
    page.locator("#context").get_by_text("after six").wait_for()


def test_a_follow_up_has_a_button_to_write_first_or_says_why_not(site: Site, page: Tab) -> None:
    email = site.add_staff("Wim Write")
    here = site.hand_off([(Author.CUSTOMER, "tell me later")], Profile("wes", "Wes Waits"))
    other = site.hand_off([(Author.CUSTOMER, "and me")], Profile("una", "Una Unheld"))
    with site.database.writing() as connection:
        for conversation in (here, other):
            owed = Owed(conversation, FollowUpKind.PROMISED, now(), words="tell them")
            open_follow_up(connection, owed, "Wim Write")
    agent = AgentPage(page)
    agent.sign_in(site.url, email, PASSWORD)
    page.goto(f"{site.url}/desk/follow-ups")
    row = page.locator(".follow-up", has_text="Wes Waits")
    row.get_by_role("button", name="Write in the chat").wait_for()
    for width in (1440, 1024, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert barriers(page) == []
    page.set_viewport_size({"width": 1440, "height": 900})
    row.get_by_role("button", name="Write in the chat").click()
    page.get_by_role("heading", name="Wes Waits", level=1).wait_for()
