"""The demo's phone, on the running product: from the widget to it and back, a picture each way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.test_attachments import payload
from tests.browser.test_composing import compose
from tests.support.browser.accessibility import barriers
from tests.support.browser.pages import AgentPage, CustomerPage
from tests.support.pictures import photo, png
from tests.support.stack import Stack

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def width_of_picture(phone: Page, which: str) -> int:
    """How wide a picture in the phone's chat really is: 0 if it is broken."""
    picture = phone.locator(f"{which} img").last
    return int(picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth)"))


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1440", "390"])
def test_a_chat_goes_from_the_widget_to_the_phone_with_a_picture_each_way_and_back(
    stack: Stack, new_page: Callable[..., Page], agent: AgentPage, size: dict[str, int]
) -> None:
    page, phone = new_page(viewport=size), new_page(viewport=size)
    customer = CustomerPage(page)
    customer.open(stack.web_url)
    customer.say("how do i change the pin of my card?")
    customer.see("Did this help?")
    customer.press("Go on somewhere else")
    customer.press("Continue on Demo phone")
    phone.goto(str(page.get_by_role("link", name="Open Demo phone").get_attribute("href")))
    phone.get_by_role("button", name="START").click()
    phone.get_by_text("Go on here with the conversation").wait_for()
    number = page.locator(".continuing-number").inner_text()
    phone.get_by_text(f"it shows the number {number}").wait_for()
    assert phone.get_by_text("PIN").count() == 0, "nothing of it before both ends agree"
    customer.press("Yes, that is me")
    phone.get_by_role("button", name="Yes").click()
    phone.get_by_text("The conversation goes on on Demo phone from here.").wait_for()
    customer.see("It goes on on Demo phone.")
    customer.press("Back to the conversation")

    phone.locator("#file").set_input_files([payload("card.jpg", "image/jpeg", photo())])
    phone.get_by_text("I can't look into files myself").wait_for()
    assert width_of_picture(phone, ".bubble.mine")
    page.locator(".mine img").wait_for()
    compose(phone.get_by_label("Message", exact=True))
    phone.get_by_label("Message", exact=True).fill("can I talk to a person please")
    phone.keyboard.press("Enter")
    phone.get_by_text("A colleague will read everything above").wait_for()

    agent.sign_in(stack.web_url, "sam@tern.example", stack.demo_password)
    agent.take("Anonymous customer")
    agent.page.locator(".composer input[type=file]").set_input_files(
        [payload("where.png", "image/png", png())]
    )
    agent.page.get_by_role("button", name="Send", exact=True, disabled=False).wait_for()
    agent.reply("This is the place.")
    phone.get_by_text("This is the place.").wait_for()
    phone.locator(".bubble:not(.mine) img").wait_for()
    assert width_of_picture(phone, ".bubble:not(.mine)")
    assert phone.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert barriers(phone) == []

    customer.say("I am back at my desk")
    agent.see("I am back at my desk")
    agent.reply("Then I answer you here.")
    customer.see("Then I answer you here.")
    assert phone.get_by_text("Then I answer you here.").count() == 0
    agent.resolve()
