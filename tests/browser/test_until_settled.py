"""A matter from its question until it is settled: one customer, two devices, and three of staff."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from core.staff import Steps, Then
from store.database import Database
from store.staff import ReplyWords, SavedReplies, Staff
from tests.support.browser.accessibility import barriers
from tests.support.browser.pages import AgentPage, CustomerPage
from tests.support.pictures import photo
from tests.support.stack import Stack

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page, ViewportSize

LARGE: ViewportSize = {"width": 1440, "height": 844}
MIDDLE: ViewportSize = {"width": 1024, "height": 844}
SMALL: ViewportSize = {"width": 390, "height": 844}
QUESTION = "my card says delivered but nothing came"
MACRO, SETTLED = "A card sent again", "Your new card is on its way."
NOT_SETTLED = "it is still not in my letter box"


@pytest.fixture
def macro(stack: Stack) -> Iterator[None]:
    """A macro of the whole team: it answers, tags, says what they came for, and resolves."""
    database = Database(stack.database_url)
    kept, everyone = SavedReplies(database), Staff(database).everyone()
    (lead,) = [each.member for each in everyone if each.member.email == "noor@tern.example"]
    steps = Steps(("bug",), "problem", Then.SOLVED)
    reply = kept.add(lead, ReplyWords(MACRO, SETTLED, shortcut="sent", steps=steps), shared=True)
    yield
    kept.remove(reply.id, lead)
    database.close()


@pytest.mark.usefixtures("macro")
def test_a_matter_lasts_until_it_is_settled_on_every_device(
    stack: Stack, new_page: Callable[..., Page]
) -> None:
    laptop, phone = CustomerPage(new_page(viewport=LARGE)), CustomerPage(new_page(viewport=SMALL))
    laptop.open(f"{stack.web_url}/?as=nadia")
    laptop.begin_anew()
    laptop.ask_for_a_person(QUESTION)
    phone.open(f"{stack.web_url}/?as=nadia")
    phone.page.locator(".mine", has_text=QUESTION).wait_for()

    sam, ada, noor = (AgentPage(new_page(viewport=size)) for size in (LARGE, MIDDLE, LARGE))
    for agent, name in ((sam, "sam"), (ada, "ada"), (noor, "noor")):
        agent.sign_in(stack.web_url, f"{name}@tern.example", stack.demo_password)
    ada.open("Nadia Rahman")
    sam.take("Nadia Rahman")
    ada.page.locator(".conversation-title", has_text="with Sam").wait_for()
    an_answer_with_a_picture_reaches_both_devices(sam, laptop, phone)
    it_is_put_aside_until_they_write(sam, phone)
    one_macro_settles_it(sam, laptop, phone)

    phone.say(NOT_SETTLED)
    for device in (laptop, phone):
        device.see("I'm asking Sam first")
    sam.page.locator(".ticket", has_text="For you").click()
    sam.see(NOT_SETTLED)
    sam.claim()
    laptop.page.locator(".notice", has_text="Sam has joined").nth(1).wait_for()
    sam.reply("Then I send it by courier.")
    for device in (laptop, phone):
        device.see("Then I send it by courier.")
        device.page.locator(".mine", has_text=NOT_SETTLED).wait_for()
        said = device.conversation()
        assert len([text for text in said if text in {QUESTION, NOT_SETTLED}]) == 2
    for page in (laptop.page, sam.page):
        assert nothing_bars(page) == []
    for page in (phone.page, ada.page):
        assert barriers(page) == []
    a_supervisor_finds_it(noor, stack)
    sam.resolve()


def an_answer_with_a_picture_reaches_both_devices(
    sam: AgentPage, laptop: CustomerPage, phone: CustomerPage
) -> None:
    picture: FilePayload = {"name": "label.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    sam.page.locator(".composer input[type=file]").set_input_files([picture])
    sam.page.get_by_role("button", name="Remove label.jpg").wait_for()
    sam.page.get_by_role("button", name="Send", exact=True, disabled=False).wait_for()
    sam.reply("Is this your address?")
    for device in (laptop, phone):
        device.see("Is this your address?")
        device.page.get_by_role("img", name="Picture label.jpg").wait_for()


def it_is_put_aside_until_they_write(sam: AgentPage, phone: CustomerPage) -> None:
    sam.page.keyboard.press("Escape")
    sam.page.keyboard.press("z")
    sam.dialog.get_by_text("When they write").click()
    sam.page.keyboard.press("Enter")
    sam.see("You have put it aside.")
    phone.say("yes it is, since May")
    sam.page.locator("ul[aria-label=Yours] .ticket", has_text="Nadia Rahman").wait_for()
    sam.reply_box.wait_for()
    sam.see("yes it is, since May")


def one_macro_settles_it(sam: AgentPage, laptop: CustomerPage, phone: CustomerPage) -> None:
    sam.page.locator("button.insert").click()
    fitting = sam.page.get_by_role("group", name="Articles").get_by_role("option")
    fitting.filter(has_text="Track a card").wait_for()  # before anything is typed
    assert barriers(sam.page) == []
    sam.page.keyboard.type("sent")
    sam.page.get_by_role("option", name=re.compile(MACRO)).click()
    sam.dialog.get_by_text("It is resolved: solved").wait_for()
    sam.dialog.get_by_role("button", name="Do it").click()
    sam.see("Solved by you")
    tags = sam.page.get_by_role("group", name="Tags")
    tags.get_by_role("button", name="Something is broken", pressed=True).wait_for()
    tags.get_by_role("button", name="Complaint").click()
    tags.get_by_role("button", name="Complaint", pressed=True).wait_for()
    for device in (laptop, phone):
        device.see(SETTLED)
        device.see("How much effort")


def a_supervisor_finds_it(noor: AgentPage, stack: Stack) -> None:
    """By words and by filters, at each width; the line leads to all that was said."""
    noor.page.goto(f"{stack.web_url}/desk/conversations")
    noor.page.get_by_label("Words said or noted").fill("letter box")
    noor.page.get_by_label("Tag").select_option("Complaint")
    noor.page.get_by_label("State").select_option("Waiting for the customer")
    noor.page.get_by_role("button", name="Show", exact=True).click()
    noor.page.wait_for_url(re.compile("tag=complaint"))
    line = noor.page.locator(".conversation-line")
    assert line.count() == 1
    assert nothing_bars(noor.page) == []
    line.press("Enter")
    noor.page.get_by_role("heading", name="Nadia Rahman", level=1).wait_for()
    noor.see("Then I send it by courier.")


def nothing_bars(page: Page) -> list[str]:
    """Return what keeps people out of this page at any of the widths."""
    own = page.viewport_size
    found = []
    for size in (LARGE, MIDDLE, SMALL):
        page.set_viewport_size(size)
        found += [f"{size['width']}: {barrier}" for barrier in barriers(page)]
    if own:
        page.set_viewport_size(own)
    return found
