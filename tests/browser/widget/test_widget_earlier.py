"""A long conversation: the widget shows its end, and what was said earlier when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.browser.host_page import PlayedService

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.usefixtures("host_page")

EARLIER = "Show earlier messages"


@pytest.fixture
def service(page: Page) -> PlayedService:
    service = PlayedService(page)
    for number in range(60):
        service.say("customer", f"Question {number}")
        service.say("bot", f"Answer {number}, in a few words more than it was asked in.")
    service.open()
    page.get_by_text("Answer 59,").wait_for()
    return service


@pytest.mark.usefixtures("service")
def test_earlier_messages_come_page_by_page_and_what_was_read_stays_where_it_was(
    page: Page,
) -> None:
    more = page.get_by_role("button", name=EARLIER)
    assert page.locator(".row .bubble").count() == 51, "fifty, and the one on its way"
    assert page.get_by_text("Hello.", exact=True).count() == 0, "nothing was said before it"
    first = page.get_by_text("Question 35", exact=True)
    more.focus()
    place = first.bounding_box()
    more.press("Enter")
    page.get_by_text("Question 10", exact=True).wait_for()
    assert first.bounding_box() == place
    assert more.evaluate("button => button.getRootNode().activeElement === button")
    assert page.get_by_role("status").filter(has_text="50 earlier messages").count() == 1
    more.press("Enter")
    page.get_by_text("Question 0", exact=True).wait_for()
    page.get_by_text("Hello.", exact=True).wait_for()
    assert more.count() == 0
    assert page.locator(".log").evaluate("log => log.getRootNode().activeElement === log")
    said = page.locator(".theirs .bubble, .mine .bubble").all_inner_texts()
    assert said[1:3] == ["Question 0", "Answer 0, in a few words more than it was asked in."]


@pytest.mark.usefixtures("service")
def test_a_page_of_earlier_messages_that_does_not_come_may_be_asked_for_again(page: Page) -> None:
    page.route("**/utterances**", lambda route: route.abort(), times=1)
    page.get_by_role("button", name=EARLIER).click()
    page.get_by_role("button", name="Try again to show earlier messages").click()
    page.get_by_text("Question 10", exact=True).wait_for()


@pytest.mark.usefixtures("service")
def test_a_screen_reader_is_not_read_what_was_said_earlier(page: Page) -> None:
    log = page.locator(".log")
    log.evaluate(
        "log => { globalThis.live = []; new MutationObserver(() => "
        "globalThis.live.push(log.getAttribute('aria-live'))).observe(log, {childList: true}); }"
    )
    page.get_by_role("button", name=EARLIER).click()
    page.get_by_text("Question 10", exact=True).wait_for()
    assert page.evaluate("globalThis.live") == ["off"]
