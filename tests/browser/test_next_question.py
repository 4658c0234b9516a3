"""The next question: found in what people ask, decided about, offered, told, taken, and counted."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from ruamel.yaml import YAML

from store.database import Database
from tests.browser.console.test_gaps import Manager
from tests.support.browser.accessibility import barriers
from tests.support.browser.pages import AgentPage, CustomerPage
from tests.support.clientele import ask, begin
from tests.support.customer import Customer
from tests.support.stack import Stack
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Page

ASKED, QUESTION = "age_limit", "how old do I have to be to open an account?"
NEXT, TITLE = "supported_cards_and_currencies", "Cards and currencies you can top up with"
FOLLOWS = "do you support Mastercard and Visa for topping up?"
PAUSE = 1.0  # seconds between two customers: an address may not begin conversations all the time
PAIR = f"/console/next-questions/{ASKED}/{NEXT}?segment=expert"


@pytest.fixture
def told_from(stack: Stack) -> Iterator[Callable[[float], None]]:
    """Change from which share on a next question is told."""
    file, yaml = stack.settings / "next_questions.yml", YAML()
    before = file.read_text()

    def change(share: float) -> None:
        yaml.dump({"learned_from": 20, "told_from": share}, file)

    yield change
    file.write_text(before)


@pytest.fixture
def database(stack: Stack) -> Iterator[Database]:
    database = Database(stack.database_url)
    yield database
    database.close()


def ask_lately(database: Database) -> None:
    """Experts go on to which cards they can use, others don't; ten needed a person for it."""
    for number in range(40):
        ask(begin(database, f"expert-{number}", "expert"), ASKED, NEXT)
        ask(begin(database, f"new-{number}", "newcomer"), ASKED)
        for segment in ("newcomer", "expert"):
            ask(begin(database, f"other-{segment}-{number}", segment), "pin_blocked", "change_pin")
    for number in range(10):
        talk = begin(database, f"lost-{number}", "expert")
        ask(talk, NEXT)
        talk.customer("let me talk to somebody")
        talk.bot("hand_off", intent="ask_person", reason="asked_person")


def offered_to(stack: Stack, segment: str) -> tuple[list[str], str]:
    """Return what somebody new of that segment is offered under the answer, and what is told.

    An expert goes on to the next question then, as experts do.
    """
    customer = Customer(stack.web_url, stack.identity(sub=uuid.uuid4().hex, segment=segment))
    customer.say(QUESTION)
    customer.wait_for_text("Did this help")
    customer.catch_up()
    if segment == "expert":
        customer.say(FOLLOWS)
    content = [said["content"] for said in customer.heard if said["content"].get("kind") == "next"]
    buttons = [each["choice"] for each in content[0]["buttons"]] if content else []
    return buttons, content[0].get("told", "") if content else ""


def is_offered_untold(buttons: list[str], told: str) -> bool:
    return f"article:{NEXT}" in buttons and not told


def test_a_next_question_goes_all_the_way_from_what_people_ask_to_what_it_saves(
    stack: Stack,
    database: Database,
    told_from: Callable[[float], None],
    new_page: Callable[..., Page],
) -> None:
    told_from(0.25)
    ask_lately(database)
    kim = Manager(new_page(viewport={"width": 1280, "height": 900}))
    kim.sign_in(stack.web_url, "kim@tern.example", stack.demo_password, "/console/next-questions")
    experts = kim.page.get_by_role("link", name="Experienced", exact=True)
    found = kim.page.get_by_role("link", name=TITLE)
    wait_until(lambda: [experts.click(), found.count()][1] > 0)
    found.first.click()
    behind = kim.page.locator(".next-behind li")  # all are learned from one after another
    wait_until(lambda: [kim.page.reload(), behind.count()][1] == 20, every=PAUSE)
    kim.page.get_by_role("button", name="Adopt", exact=True).click()
    kim.page.get_by_text("adopted", exact=True).wait_for()

    wait_until(lambda: offered_to(stack, "expert")[1] == NEXT, every=PAUSE)
    assert f"article:{NEXT}" not in offered_to(stack, "newcomer")[0]
    told_from(1.0)
    wait_until(lambda: is_offered_untold(*offered_to(stack, "expert")), every=PAUSE)

    tom = CustomerPage(new_page(viewport={"width": 390, "height": 760}))
    tom.open(f"{stack.web_url}/?as=tom")
    tom.begin_anew()
    tom.say(QUESTION)
    tom.see(TITLE)
    tom.press(TITLE)
    tom.page.locator("[data-kind=answer]", has_text=TITLE).wait_for()
    assert not barriers(tom.page)

    claims = {"sub": uuid.uuid4().hex, "name": "Ines Costa", "segment": "expert"}
    ines = Customer(stack.web_url, stack.identity(**claims))
    ines.say(QUESTION)
    ines.say("I want to talk to a person")
    sam = AgentPage(new_page(viewport={"width": 1440, "height": 900}))
    sam.sign_in(stack.web_url, "sam@tern.example", stack.demo_password)
    sam.take("Ines Costa")
    sam.page.get_by_role("button", name=f"Tell them now: {TITLE}").wait_for()
    sam.resolve()

    saved = re.compile(r"^0\.[12] \(an estimate: 1 taken .* who needed a person")
    shown = kim.page.locator("dd", has_text=saved)
    wait_until(lambda: [kim.page.goto(stack.web_url + PAIR), shown.count()][1] > 0)
    assert not barriers(kim.page)
