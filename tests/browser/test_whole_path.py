"""The whole path in a real browser: a customer on the demo page, an agent at the desk."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import httpx

from tests.support.browser.pages import AgentPage, CustomerPage
from tests.support.stack import Stack
from tests.support.waiting import PATIENCE, wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Short and vague on purpose: the first that the assistant would ask back about is used.
VAGUE = ("card problem", "a fee", "transfer", "top up", "money is missing", "exchange", "my card")
UNKNOWN = "do you give mortgages for houseboats?"
EFFORT = "How much effort did you personally have to put forth to handle your request?"


def vague_question(stack: Stack) -> str:
    for question in VAGUE:
        found = httpx.get(
            f"{stack.actions_url}/search", params={"q": question}, timeout=PATIENCE
        ).json()
        if found["decision"] == "clarify":
            return question
    raise AssertionError(f"the assistant would ask back about none of {VAGUE}")


def say_in(customer: CustomerPage, text: str) -> str:
    """Say something; returns in which conversation: other tests have had others with the same."""
    with customer.page.expect_request("**/api/conversations/*/messages") as sent:
        customer.say(text)
    return str(sent.value.url.split("/")[-2])


def test_from_a_question_through_a_person_to_the_effort_score(
    stack: Stack, customer: CustomerPage, agent: AgentPage
) -> None:
    customer.open(f"{stack.web_url}/?as=nadia")
    customer.begin_anew()
    customer.say("how do i change the pin of my card?")
    customer.see("Did this help?")
    customer.page.get_by_role("link", name="Read the article").first.wait_for()

    following = customer.page.get_by_role("group", name="People usually ask next")
    following.get_by_role("button").first.click()
    customer.page.get_by_role("link", name="Read the article").nth(1).wait_for()

    customer.say(vague_question(stack))
    customer.press("Something else")
    conversation = say_in(customer, UNKNOWN)
    customer.see("Waiting for a person")

    agent.sign_in(stack.web_url, "sam@tern.example", stack.demo_password)
    agent.page.goto(f"{stack.web_url}/desk?conversation={conversation}")
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
    recorded = customer.page.locator(".mine[data-delivery=said]", has_text="Had to ask twice.")
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
    customer.begin_anew()
    customer.say("how do i change the pin of my card?")
    customer.see("Did this help?")
    conversation = say_in(customer, "can I talk to a person please")
    customer.see("there is nothing to repeat")
    customer.see("Waiting for a person")
    before = customer.conversation()
    customer.page.reload()
    customer.see("there is nothing to repeat")
    customer.see("Waiting for a person")
    wait_until(lambda: customer.conversation() == before)

    agent.sign_in(stack.web_url, "ada@tern.example", stack.demo_password)
    agent.page.goto(f"{stack.web_url}/desk?conversation={conversation}")
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
    for text in ("Are you still there?", "typed without a connection"):
        customer.see(text)  # whichever was recorded first

    said = customer.conversation()
    for text in ("typed without a connection", "Are you still there?", "Ada has joined"):
        assert len([each for each in said if text in each]) == 1, text
    agent.resolve()
    customer.see(EFFORT)


def test_a_card_number_is_gone_from_the_customers_page_too(
    stack: Stack, customer: CustomerPage
) -> None:
    customer.open(stack.web_url)
    customer.say("my card 4111 1111 1111 1111 cvv 123 was declined, why?")
    customer.see("For your safety")
    mine = customer.page.locator(".row.mine .bubble")
    kept = "my card [card number ending 1111] cvv [security code] was declined, why?"
    wait_until(lambda: mine.all_text_contents() == [kept])
    stored = "JSON.stringify({...localStorage})"
    wait_until(lambda: "4111 1111" not in customer.page.evaluate(stored))


def test_the_chat_can_be_used_by_keyboard_alone_on_a_narrow_screen(
    stack: Stack, new_page: Callable[..., Page]
) -> None:
    page = new_page(viewport={"width": 360, "height": 640})
    page.goto(stack.web_url)
    page.get_by_role("button", name="Open the chat").focus()
    page.keyboard.press("Enter")
    page.locator("effie-widget textarea:focus").wait_for()
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
