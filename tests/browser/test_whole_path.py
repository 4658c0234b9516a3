"""The whole path in a real browser: a customer on the demo page, an agent at the desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.stack import Stack

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Short and vague on purpose: the first that the assistant would ask back about is used.
VAGUE = ("card problem", "a fee", "transfer", "top up", "money is missing", "exchange", "my card")
UNKNOWN = "which dinosaur had the longest neck in the cretaceous period?"
EFFORT = "How much effort did you personally have to put forth to handle your request?"


@dataclass
class CustomerPage:
    """The demo page with the chat open."""

    page: Page

    def open(self, url: str) -> None:
        self.page.goto(url)
        self.page.get_by_role("button", name="Open the chat").click()

    def say(self, text: str) -> None:
        self.page.get_by_label("Your message", exact=True).fill(text)
        self.page.keyboard.press("Enter")

    def press(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("button", name=name, disabled=False).last.click()

    def see(self, text: str | re.Pattern[str]) -> None:
        self.page.get_by_text(text).last.wait_for()

    def conversation(self) -> list[str]:
        """Return everything said, in order."""
        texts = self.page.locator(".bubble, .notice").all_inner_texts()
        return [" ".join(text.split()) for text in texts]


@dataclass
class AgentPage:
    """The desk, signed in."""

    page: Page

    def sign_in(self, stack: Stack, email: str) -> None:
        self.page.goto(f"{stack.web_url}/desk")
        self.page.get_by_label("E-mail address").fill(email)
        self.page.get_by_label("Password").fill(stack.demo_password)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.get_by_role("region", name="Conversations").wait_for()

    def open(self, customer: str) -> None:
        self.page.locator(".ticket", has_text=customer).first.click()

    def claim(self) -> None:
        self.page.get_by_role("button", name="Claim").click()
        self.page.get_by_label("Reply to the customer").wait_for()

    def reply(self, text: str) -> None:
        self.page.get_by_label("Reply to the customer").fill(text)
        self.page.keyboard.press("Enter")

    def resolve(self) -> None:
        self.page.get_by_role("button", name="Resolve", exact=True).click()
        self.page.get_by_role("button", name="Yes, resolve").click()

    def see(self, text: str | re.Pattern[str]) -> None:
        self.page.get_by_text(text).last.wait_for()


@pytest.fixture
def customer(page: Page) -> CustomerPage:
    return CustomerPage(page)


@pytest.fixture
def agent(browser: Browser) -> Iterator[AgentPage]:
    context = browser.new_context()
    yield AgentPage(context.new_page())
    context.close()


def vague_question(stack: Stack) -> str:
    for question in VAGUE:
        found = httpx.get(f"{stack.actions_url}/search", params={"q": question}).json()
        if found["decision"] == "clarify":
            return question
    raise AssertionError(f"the assistant would ask back about none of {VAGUE}")


def test_from_a_question_through_a_person_to_the_effort_score(
    stack: Stack, customer: CustomerPage, agent: AgentPage
) -> None:
    customer.open(f"{stack.web_url}/?as=nadia")
    customer.say("my new card hasn't been delivered yet, where is it?")
    customer.see("Did this help?")
    customer.page.get_by_role("link", name="Read the article").first.wait_for()

    following = customer.page.get_by_role("group", name="People usually ask next")
    following.get_by_role("button").first.click()
    customer.page.get_by_role("link", name="Read the article").nth(1).wait_for()

    customer.say(vague_question(stack))
    customer.press("Something else")
    customer.say(UNKNOWN)
    customer.see("Waiting for a person")

    agent.sign_in(stack, "sam@tern.example")
    agent.open("Nadia Rahman")
    agent.see(UNKNOWN)
    agent.claim()
    customer.see("Sam has joined")
    agent.reply("Hi Nadia, that would be the Sauroposeidon.")
    customer.see("that would be the Sauroposeidon")
    customer.say("Brilliant, and it fits my card design!")
    agent.see("it fits my card design")
    agent.resolve()

    customer.see(EFFORT)
    customer.page.get_by_role("radio", name=re.compile("^4")).click()
    customer.page.get_by_label("Anything you would like to add?").fill("Had to ask twice.")
    customer.press("Send comment")
    recorded = customer.page.locator(".mine[data-delivery=seen]", has_text="Had to ask twice.")
    recorded.wait_for()

    (follow_up,) = [f for f in stack.open_follow_ups() if f.comment == "Had to ask twice."]
    survey = stack.survey(follow_up.conversation)
    assert survey is not None
    assert survey.score == 4

    agent.page.get_by_role("link", name="Follow-ups").click()
    agent.see("Had to ask twice.")


def test_a_reload_on_either_side_loses_nothing_and_doubles_nothing(
    stack: Stack, customer: CustomerPage, agent: AgentPage
) -> None:
    customer.open(f"{stack.web_url}/?as=tom")
    customer.say("how do i change the pin of my card?")
    customer.see("Did this help?")
    customer.say("can I talk to a person please")
    customer.see("Waiting for a person")
    before = customer.conversation()
    customer.page.reload()
    customer.see("Waiting for a person")
    assert customer.conversation() == before

    agent.sign_in(stack, "ada@tern.example")
    agent.open("Tom Ferreira")
    agent.claim()
    customer.see("Ada has joined")
    agent.page.reload()
    agent.see("Ada has joined")
    agent.reply("I can see everything you wrote.")
    customer.see("I can see everything you wrote.")

    customer.page.context.set_offline(True)
    customer.say("typed without a connection")
    customer.see("Not connected")
    agent.reply("Are you still there?")
    customer.page.context.set_offline(False)
    agent.see("typed without a connection")
    customer.see("Are you still there?")
    agent.page.reload()
    agent.see("typed without a connection")
    customer.page.reload()
    customer.see("Are you still there?")

    said = customer.conversation()
    for text in ("typed without a connection", "Are you still there?", "Ada has joined"):
        assert len([each for each in said if text in each]) == 1, text
    agent.resolve()
    customer.see(EFFORT)


def test_the_chat_can_be_used_by_keyboard_alone_on_a_narrow_screen(
    stack: Stack, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto(stack.web_url)
    page.get_by_role("button", name="Open the chat").focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    page.keyboard.type("how do i change the pin of my card?")
    page.keyboard.press("Enter")
    page.get_by_text("Did this help?").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    yes = page.get_by_role("button", name="Yes", exact=True)
    for _ in range(20):
        if yes.evaluate("b => b.getRootNode().activeElement === b"):
            break
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.get_by_text(EFFORT).wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("button", name=re.compile("Open the chat")).wait_for()
    context.close()
