"""Files that an agent drops on a conversation, or pastes where they write."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from core.conversations import Author, Profile
from tests.support.browser.pages import AgentPage
from tests.support.browser.site import PASSWORD, Site
from tests.support.pictures import png

if TYPE_CHECKING:
    from playwright.sync_api import JSHandle
    from playwright.sync_api import Page as Tab

TRANSFER = """([data, name]) => {
    const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], name, { type: "image/png" }));
    return transfer;
}"""
PASTE = """(box, clipboardData) => box.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))"""


def transfer(page: Tab, name: str) -> JSHandle:
    return page.evaluate_handle(TRANSFER, [base64.b64encode(png()).decode(), name])


def test_what_is_dropped_or_pasted_is_attached_and_sent(site: Site, page: Tab) -> None:
    site.hand_off([(Author.CUSTOMER, "how does it look?")], Profile("dora", "Dora Drop"))
    agent = AgentPage(page)
    agent.sign_in(site.url, site.add_staff("Derk Drop"), PASSWORD)
    agent.take("Dora Drop")
    pane = page.locator("#conversation")
    pane.dispatch_event("drop", {"dataTransfer": transfer(page, "dropped.png")})
    page.get_by_role("button", name="Remove dropped.png").wait_for()
    agent.reply_box.evaluate(PASTE, transfer(page, "pasted.png"))
    page.get_by_role("button", name="Remove pasted.png").wait_for()
    page.locator(".tray img").nth(1).wait_for()
    with page.expect_response("**/messages") as sent:
        page.get_by_role("button", name="Send", exact=True, disabled=False).click()
    assert sent.value.status == 202
    assert len(sent.value.request.post_data_json["attachments"]) == 2
    page.locator(".tray").wait_for(state="detached")


def test_what_is_dropped_on_a_conversation_of_nobody_is_not_taken(site: Site, page: Tab) -> None:
    site.hand_off([(Author.CUSTOMER, "nobody holds it")], Profile("nora", "Nora Nobody"))
    agent = AgentPage(page)
    agent.sign_in(site.url, site.add_staff("Lea Looks"), PASSWORD)
    agent.open("Nora Nobody")
    page.locator("#conversation").dispatch_event(
        "drop", {"dataTransfer": transfer(page, "dropped.png")}
    )
    agent.claim()
    assert page.locator(".tray").count() == 0
