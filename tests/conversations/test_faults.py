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


def send_until_accepted(customer: Customer, text: str) -> str:
    """Send as the widget does: the same id again until it is acknowledged."""
    message = uuid.uuid4().hex
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if customer.post(id=message, text=text).status_code == 202:
                return message
        except httpx.HTTPError:
            pass
        time.sleep(0.3)
    raise AssertionError(f"not accepted within {PATIENCE} seconds: {text}")


class Talk(threading.Thread):
    """A customer who sends one message after the other, whatever happens meanwhile."""

    def __init__(self, customer: Customer) -> None:
        super().__init__()
        self.customer, self.sent = customer, list[str]()

    def run(self) -> None:
        for _ in range(MESSAGES):
            self.sent.append(send_until_accepted(self.customer, "are you a robot?"))

    def heard(self) -> list[str]:
        """Wait for the last message, then return the ids of all these as they were recorded."""
        customer = self.customer
        customer.wait_until(lambda: self.sent[-1] in self._recorded(), PATIENCE)
        customer.catch_up()
        return [message for message in self._recorded() if message in self.sent]

    def answers(self) -> list[str]:
        """Return who spoke, from the first of these messages on, once all are answered."""
        start = self._recorded().index(self.sent[0])
        wanted = start + 2 * MESSAGES
        self.customer.wait_until(lambda: len(self.customer.heard) >= wanted, PATIENCE)
        self.customer.catch_up()
        return [said["author"] for said in self.customer.heard[start:]]

    def _recorded(self) -> list[str]:
        return [said["message"] for said in self.customer.heard]


@pytest.mark.parametrize("victim", ["bot", "actions", "web", "redis"])
def test_a_killed_process_loses_no_message_and_answers_none_twice(stack, victim: str) -> None:
    with_bot = [Talk(Customer(stack.web_url)) for _ in range(3)]
    held = Customer(stack.web_url)
    held.say("agent please")
    sam = Agent(stack.web_url, "sam@tern.example", stack.demo_password)
    handoff = sam.claim(held.conversation)
    held.wait_for_text("Sam has joined")
    with_agent = Talk(held)

    for talk in (*with_bot, with_agent):
        talk.start()
    time.sleep(0.5)
    os.kill(stack.processes[victim], signal.SIGKILL)
    for talk in (*with_bot, with_agent):
        talk.join()
    for name in stack.processes:
        stack.wait_until_ready(name)

    for talk in (*with_bot, with_agent):
        assert talk.heard() == talk.sent
    for talk in with_bot:
        assert talk.answers() == ["customer", "bot"] * MESSAGES
    assert [said["author"] for said in held.heard[-MESSAGES:]] == ["customer"] * MESSAGES

    assert sam.handoff_of(held.conversation)["state"] == "claimed"
    assert sam.reply(handoff, "Still with you.").status_code == 202
    held.wait_for_text("Still with you.")
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
