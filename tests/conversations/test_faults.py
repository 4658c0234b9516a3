"""Every process may be killed at any moment: nothing acknowledged is lost, nothing is doubled."""

from __future__ import annotations

import os
import signal
import threading
import time
import uuid

import httpx
import pytest

from tests.agent import Agent
from tests.customer import Customer

MESSAGES = 12
PATIENCE = 120.0


def send_until_accepted(customer: Customer, text: str) -> None:
    """Send as the widget does: the same id again until it is acknowledged."""
    message = uuid.uuid4().hex
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if customer.post(id=message, text=text).status_code == 202:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.3)
    raise AssertionError(f"not accepted within {PATIENCE} seconds: {text}")


@pytest.mark.parametrize("victim", ["bot", "actions", "web", "redis"])
def test_a_killed_process_loses_no_message_and_answers_none_twice(stack, victim: str) -> None:
    customers = [Customer(stack.web_url) for _ in range(3)]
    waiting = Customer(stack.web_url)
    waiting.say("agent please")
    sam = Agent(stack.web_url, "sam@tern.example", stack.demo_password)
    handoff = sam.claim(waiting.conversation)

    def talk(customer: Customer) -> None:
        for number in range(MESSAGES):
            send_until_accepted(customer, f"are you a robot, number {number}?")

    talks = [threading.Thread(target=talk, args=(c,)) for c in (*customers, waiting)]
    for each in talks:
        each.start()
    time.sleep(0.5)
    os.kill(stack.processes[victim], signal.SIGKILL)
    for each in talks:
        each.join()
    stack.wait_until_ready(victim)

    for customer in (*customers, waiting):
        last = f"number {MESSAGES - 1}?"
        customer.wait_until(lambda c=customer, t=last: any(t in u["text"] for u in c.heard), 120)
        customer.catch_up()
        asked = [u["text"] for u in customer.heard if "number" in u["text"]]
        assert asked == [f"are you a robot, number {n}?" for n in range(MESSAGES)]
    for customer in customers:
        expected = ["customer", "bot"] * MESSAGES
        customer.wait_until(lambda c=customer: len(c.heard) >= 2 * MESSAGES, 120)
        assert [u["author"] for u in customer.heard] == expected

    assert sam.handoff_of(waiting.conversation)["state"] == "claimed"
    assert not [u for u in waiting.heard[-MESSAGES:] if u["author"] == "bot"]
    assert sam.reply(handoff, "Still with you.").status_code == 202
    waiting.wait_for_text("Still with you.")
    sam.move(handoff, "resolve")


def test_a_message_sent_while_the_actions_are_away_is_answered_when_they_are_back(stack) -> None:
    customer = Customer(stack.web_url)
    os.kill(stack.processes["actions"], signal.SIGKILL)
    replies = customer.say("how do i change the pin of my card?")
    assert replies[0]["content"]["kind"] in {"answer", "broken"}
    if replies[0]["content"]["kind"] == "broken":  # back later than the bot's patience
        customer.wait_until(lambda: bool(customer.state.get("handoff")))
    stack.wait_until_ready("actions")
    assert customer.say("how do i change the pin of my card?")[0]["content"]["kind"] == "answer"
