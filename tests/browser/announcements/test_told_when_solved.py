"""From a problem that is posted to everybody who asked knowing that it is solved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from core.staff import Role
from store.announcements import Announcements
from store.clock import now
from store.database import Database
from store.staff import Staff
from tests.support.announcements import LEAD
from tests.support.browser.accessibility import barriers
from tests.support.browser.pages import CustomerPage
from tests.support.browser.site import PASSWORD, web_beside
from tests.support.stack import Stack
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

QUESTION, ARTICLE = "how do i change the pin of my card?", "change_pin"
TELL = "Tell me when it's solved"
NOTED = "We will tell you when it's solved."
PROMISE = "I will tell you in this chat"


@pytest.fixture(scope="module")
def second(stack: Stack) -> Iterator[str]:
    with web_beside(stack) as url:
        yield url


@pytest.fixture(scope="module")
def lead_email(stack: Stack) -> str:
    database = Database(stack.database_url)
    Staff(database).add("sol@tern.example", "Sol Solver", Role.SUPERVISOR, PASSWORD, by="test")
    database.close()
    return "sol@tern.example"


@pytest.fixture(autouse=True)
def nothing_stays_announced(stack: Stack) -> Iterator[None]:
    """Other tests of this product ask about the same."""
    yield
    database = Database(stack.database_url)
    record = Announcements(database)
    for each in record.current(now()):
        record.end(each.id, each.version, LEAD)
    database.close()


@pytest.mark.parametrize("width", [1440, 390])
def test_two_customers_of_two_segments_ask_to_be_told_and_are_once_it_is_solved(
    stack: Stack, second: str, lead_email: str, new_page: Callable[..., Page], width: int
) -> None:
    words, solved = f"PINs can't be changed, {width}.", f"PINs can be changed again, {width}."
    look = {"viewport": {"width": width, "height": 900}}
    lead = new_page(**look)
    lead.goto(f"{stack.web_url}/announcements/new")
    lead.get_by_label("E-mail address").fill(lead_email)
    lead.get_by_label("Password", exact=True).fill(PASSWORD)
    lead.get_by_role("button", name="Sign in").click()
    lead.get_by_label("Words").fill(words)
    lead.get_by_label("What it is about").select_option(ARTICLE)
    lead.get_by_role("button", name="Post it").click()

    tom, chidi = CustomerPage(new_page(**look)), CustomerPage(new_page(**look))
    tom.open(f"{stack.web_url}/?as=tom")
    chidi.open(f"{second}/?as=okonkwo")
    for customer in (tom, chidi):
        banner_of(customer.page).get_by_text(words).wait_for()
        customer.begin_anew()
    chidi.say(QUESTION)
    chidi.see(f"We know about this: {words}")
    chidi.press(TELL)
    chidi.see(PROMISE)
    banner_of(tom.page).get_by_role("button", name=TELL).click()
    tom.see(PROMISE)
    banner_of(tom.page).get_by_text(NOTED).wait_for()
    assert banner_of(tom.page).get_by_role("button", name=TELL).count() == 0
    found = {"the chat": barriers(chidi.page), "the strip": barriers(tom.page)}
    chidi.page.goto("about:blank")  # who has left is told as well

    lead.goto(f"{stack.web_url}/announcements")
    lead.get_by_role("link", name=words).click()
    lead.get_by_text("2 asked to be told when it is solved · 0 told").wait_for()
    found["one"] = barriers(lead)
    assert lead.evaluate("document.documentElement.scrollWidth") <= width
    lead.get_by_label("Once it is solved").fill(solved)
    lead.get_by_role("button", name="It is solved").click()

    news_in(tom.page, solved).wait_for()
    chidi.page.goto(f"{second}/?as=okonkwo")
    news_in(chidi.page, solved).wait_for()
    for customer in (tom, chidi):
        assert [each for each in customer.conversation() if solved in each] == [f"Solved: {solved}"]

    def both_are_counted() -> bool:
        lead.goto(f"{stack.web_url}/announcements")
        row = lead.get_by_role("article").filter(has_text=solved)
        return row.get_by_text("2 asked to be told when it is solved · 2 told").count() == 1

    wait_until(both_are_counted)  # who reads the news may do so before it is noted
    found |= {"the news": barriers(chidi.page), "the list": barriers(lead)}
    assert lead.evaluate("document.documentElement.scrollWidth") <= width
    assert {place: problems for place, problems in found.items() if problems} == {}


def banner_of(page: Page) -> Locator:
    return page.get_by_role("region", name="Announcements")


def news_in(page: Page, solved: str) -> Locator:
    """What is said in the chat itself, not in the strip above it."""
    return page.locator(".notice", has_text=f"Solved: {solved}")
