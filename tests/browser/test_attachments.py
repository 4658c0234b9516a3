"""Files both ways in a real browser: a customer on the demo page, an agent at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.browser.accessibility import barriers
from tests.support.browser.pages import AgentPage, CustomerPage
from tests.support.pictures import PDF, photo, png
from tests.support.stack import Stack

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import FilePayload, Page


def payload(name: str, kind: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": kind, "buffer": data}


def test_a_photo_reaches_the_agent_and_a_form_the_customer_on_a_phone(
    stack: Stack, new_page: Callable[..., Page], agent: AgentPage
) -> None:
    phone = new_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    customer = CustomerPage(phone)
    customer.open(f"{stack.web_url}/?as=tom")
    customer.begin_anew()
    phone.get_by_role("button", name="Take a photo").wait_for()
    chosen = [
        payload("card.jpg", "image/jpeg", photo()),
        payload("logo.svg", "image/svg+xml", b"<svg/>"),
    ]
    phone.locator("effie-widget input[type=file]").first.set_input_files(chosen)
    phone.get_by_text("SVG drawings can't be sent").wait_for()
    phone.get_by_role("button", name="Remove logo.svg").click()
    phone.get_by_label("What does it show? (optional)").fill("My card, cut in half")
    phone.get_by_role("button", name="Send", exact=True).click()
    customer.see("I can't look into files myself")
    shown = phone.get_by_role("img", name="My card, cut in half")
    assert shown.evaluate("picture => picture.decode().then(() => picture.naturalHeight)") == 480
    customer.say("can I talk to a person please")
    customer.see("Waiting for a person")

    agent.sign_in(stack.web_url, "sam@tern.example", stack.demo_password)
    agent.take("Tom Ferreira")
    agent.page.get_by_role("img", name="My card, cut in half").wait_for()
    form = [payload("form.pdf", "application/pdf", PDF), payload("where.png", "image/png", png())]
    agent.page.locator(".composer input[type=file]").set_input_files(form)
    agent.page.get_by_role("button", name="Remove where.png").wait_for()
    agent.page.get_by_role("button", name="Send", exact=True, disabled=False).wait_for()
    assert barriers(agent.page) == []
    agent.reply("Please sign this, where the picture shows.")
    customer.see("Please sign this")
    phone.get_by_role("img", name="Picture where.png").wait_for()
    with phone.expect_download() as saved:
        phone.get_by_role("link", name="form.pdf").click()
    assert saved.value.suggested_filename == "form.pdf"
    assert barriers(phone) == []

    phone.get_by_role("button", name="Keep this conversation").click()
    with phone.expect_download() as kept:
        phone.get_by_role("button", name="Save as text").click()
    assert "My card, cut in half" in kept.value.path().read_text()
    phone.go_back()  # closes the chat, and stays on the page
    phone.get_by_role("button", name="Open the chat").wait_for()
    assert phone.url.startswith(f"{stack.web_url}/?as=tom")
    agent.resolve()
