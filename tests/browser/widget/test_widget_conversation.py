"""The widget in a conversation, with the service played by the test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.browser.accessibility import barriers
from tests.support.browser.host_page import SITE, PlayedService
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request

pytestmark = pytest.mark.usefixtures("host_page")


def test_who_leaves_a_way_to_be_reached_sends_it_once_and_reads_the_same_promise_everywhere(
    page: Page,
) -> None:
    page.clock.set_fixed_time("2026-11-07T20:00:00+01:00")
    page.reload()
    service = PlayedService(page)
    service.waits(ahead=2, minutes=None, back_at="2026-11-08T09:00:00+01:00", absence="closed")
    by = {"promised_by": "2026-11-08T12:00:00+01:00"}
    service.say("bot", "Where can we reach you?", "contact", "contact:email", **by)
    service.open()
    page.get_by_text("The team is back tomorrow, Sunday 09:00").wait_for()
    page.get_by_label("E-mail address or phone number").fill("my address")
    page.get_by_role("button", name="Send me the answer there").click()
    page.get_by_text("so that the answer can reach you").wait_for()
    page.get_by_label("E-mail address or phone number").fill("nadia@example.com")
    page.get_by_role("button", name="Send me the answer there").click()
    page.get_by_label("E-mail address or phone number").wait_for(state="hidden")
    wait_until(lambda: bool(page.title()) and service.posted[-1]["text"] == "nadia@example.com")
    sent = service.posted[-1]
    assert sent["choice"] == "contact"
    assert sent["page"]["title"] == "A site"
    service.waits(contact="nadia@example.com", promised_by="2026-11-08T12:00:00+01:00")
    page.get_by_text("Answer by tomorrow, Sunday 12:00 to nadia@example.com").wait_for()


def test_both_sides_learn_what_the_other_has_seen(page: Page) -> None:
    service = PlayedService(page)
    service.state = {"holder": "agent", "handoff": {"state": "claimed", "agent": "Sam"}}
    service.say("customer", "is anybody there?")
    service.open()
    page.locator(".mine[data-delivery=seen], .mine[data-delivery=sent]").first.wait_for()
    with page.expect_request(lambda request: has_seen(request, 2)):
        service.say("agent", "Yes, I am.")
    page.get_by_text("Yes, I am.").wait_for()


def test_everything_the_widget_shows_can_be_used_by_everybody(page: Page) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(SITE)
        service = PlayedService(page)
        article = {"slug": "change_pin", "title": "Change your PIN", "url": "/help/change_pin"}
        steps = {"article": article, "steps": ["Open **Cards**."], "presentation": "steps"}
        service.say("bot", "Under **Cards**.", "answer", **steps)
        service.say("bot", "Did this help?", "helped", "helped:yes", "helped:no")
        service.say("notice", "Sam has joined.")
        service.say("agent", "Hi, I am Sam.")
        service.say("bot", "This takes a while.", "handoff", "leave_contact", "cancel_handoff")
        service.say("bot", "Where can we reach you?", "contact", "contact:email")
        service.say("bot", "You get an answer.", "contact_taken", contact="a@example.com")
        scale = [{"score": n, "label": f"label {n}"} for n in range(1, 6)]
        service.say("bot", "How much effort?", "survey", *map("effort:{}".format, range(1, 6)))
        service.said[-1]["content"]["scale"] = scale
        service.waits(ahead=1, minutes=[2, 6])
        service.open()
        page.get_by_text("How much effort?").wait_for()
        page.get_by_text("Waiting for a person").wait_for()
        assert barriers(page) == []
        page.evaluate("localStorage.clear(); sessionStorage.clear()")


def has_seen(request: Request, seq: int) -> bool:
    """Whether the page says with this request that everything up to `seq` has been seen."""
    return request.url.endswith("/seen") and request.post_data_json == {"seq": seq}
