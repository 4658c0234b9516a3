"""The widget's modules by themselves, in a real browser, with the service played by the test."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.browser.host_page import PlayedService

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.usefixtures("host_page")


def run(page: Page, module: str, body: str, argument: Any = None) -> Any:
    """Run a function body with a module's exports in `m` and the argument in `a`."""
    return page.evaluate(
        f"async (a) => {{ const m = await import('/static/widget/{module}.js'); {body} }}", argument
    )


def test_markdown_from_anybody_becomes_text_lists_and_safe_links_only(page: Page) -> None:
    text = (
        "<img src=x onerror=alert(1)> **bold** [run](javascript:alert) [data](data:text/html,x) "
        "[article](reverted_card_payment?) [web](https://tern.example/a)\n\n- one\n- two"
    )
    html = run(
        page,
        "messages/markdown",
        "const d = document.createElement('div'); d.append(...m.blocks(a, 'https://e.example/'));"
        "return {tags: [...new Set([...d.querySelectorAll('*')].map((e) => e.localName))].sort(),"
        "links: [...d.querySelectorAll('a')].map((e) => e.href), text: d.textContent}",
        text,
    )
    assert html["tags"] == ["a", "li", "p", "span", "strong", "ul"]
    assert html["links"] == [
        "https://e.example/help/reverted_card_payment%3F",
        "https://tern.example/a",
    ]
    assert "<img src=x onerror=alert(1)>" in html["text"]


def test_a_customer_is_told_within_seconds_that_it_takes_longer_and_that_nothing_is_lost(
    page: Page,
) -> None:
    told = run(
        page,
        "messages/typing",
        "const wait = window.setTimeout; let after;"
        "window.setTimeout = (tell, ms) => { after = ms; tell(); return 0; };"
        "try { const typing = new m.Typing(); typing.draw('Effie');"
        "return {after, text: typing.element.textContent}; }"
        "finally { window.setTimeout = wait; }",
    )
    assert told["after"] <= 5000, "milliseconds"
    assert told["text"] == "This is taking a little longer. Your message is safe."


def test_a_message_whose_acknowledgement_is_lost_is_sent_again_under_its_id_and_shown_once(
    page: Page,
) -> None:
    posted: list[dict[str, str]] = []

    def take(route: Route) -> None:
        posted.append(route.request.post_data_json)
        if len(posted) == 1:
            return route.abort()
        return route.fulfill(status=202, json={"id": posted[-1]["id"]})

    def stream(route: Route) -> None:
        events = ""
        if len(posted) > 1:
            message = posted[-1]
            said = {"seq": 1, "author": "customer", "name": "", "text": message["text"]}
            said |= {"at": "2026-11-02T10:00:00+00:00", "message": message["id"], "content": {}}
            events = f"id: 1\nevent: utterance\ndata: {json.dumps(said)}\n\n"
        events += 'event: state\ndata: {"holder": "bot", "handoff": null}\n\n'
        route.fulfill(body=events, content_type="text/event-stream")

    session = {"conversation": "c", "token": "t", "resumed": False, "name": ""}
    page.route("**/api/conversations", lambda route: route.fulfill(json=session))
    page.route("**/api/conversations/c/messages", take)
    page.route("**/api/conversations/c/stream**", stream)
    page.get_by_role("button", name="Open the chat").click()
    page.get_by_label("Your message", exact=True).fill("Where is my card?")
    page.keyboard.press("Enter")
    page.locator(".mine[data-delivery=sent] .bubble").wait_for()
    page.wait_for_function(
        "Object.keys(localStorage).every((k) => !k.endsWith(':outbox') || localStorage[k] === '[]')"
    )
    assert page.locator(".mine .bubble").all_inner_texts() == ["Where is my card?"]
    assert len(posted) == 2
    assert posted[0] == posted[1]


def test_a_message_that_is_too_long_is_refused_with_the_reason_before_it_is_sent(
    page: Page,
) -> None:
    PlayedService(page)
    page.get_by_role("button", name="Open the chat").click()
    page.get_by_role("heading", name="Tern help").wait_for()  # with what it is told, its limits
    box = page.get_by_label("Your message", exact=True)
    box.fill("🐦" * 4001)
    box.press("Enter")
    assert page.locator(".composer .counter").inner_text() == (
        "This message has 4,001 characters. Please send at most 4,000 at a time."
    )
    assert page.locator(".mine").count() == 0
    box.fill("🐦" * 4000)
    box.press("Enter")
    page.locator(".mine").wait_for()
