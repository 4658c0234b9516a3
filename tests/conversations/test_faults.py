"""Every process may be killed at any moment: nothing acknowledged is lost, nothing is doubled."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest

from tests.support.agent import Agent
from tests.support.customer import Customer
from tests.support.waiting import PATIENCE

MESSAGES = 12  # by each who talks
KILLS = 2


def send_until_accepted(send: Callable[[str], httpx.Response]) -> str:
    """Send as the pages do: the same id again until it is acknowledged."""
    message = uuid.uuid4().hex
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if send(message).status_code == 202:
                return message
        except httpx.HTTPError:
            pass
        time.sleep(0.3)
    raise AssertionError(f"not accepted within {PATIENCE} seconds")


class Talk(threading.Thread):
    """Somebody who sends one message after the other, whatever happens meanwhile."""

    def __init__(self, send: Callable[[str], httpx.Response]) -> None:
        super().__init__()
        self._send, self.sent = send, list[str]()

    def run(self) -> None:
        for _ in range(MESSAGES):
            self.sent.append(send_until_accepted(self._send))
            time.sleep(0.2)


def customer_talks(customer: Customer) -> Talk:
    return Talk(lambda message: customer.post(id=message, text="are you a robot?"))


def agent_talks(agent: Agent, handoff: int) -> Talk:
    return Talk(lambda message: agent.reply(handoff, f"reply {message}", message))


class Chat:
    """A conversation, and those who talk in it."""

    def __init__(self, customer: Customer, agent: Agent | None = None, handoff: int = 0) -> None:
        self.customer, self.handoff = customer, handoff
        self.theirs = customer_talks(customer)
        self.agents = agent_talks(agent, handoff) if agent else None

    @property
    def talks(self) -> list[Talk]:
        return [talk for talk in (self.theirs, self.agents) if talk]

    def check(self, figures: Counter[str]) -> None:
        """Wait for the last words, then compare what was sent with what is recorded."""
        heard = self.customer.heard
        said_by_agent = self.agents.sent if self.agents else []
        replies = {f"reply {message}": message for message in said_by_agent}

        def recorded() -> list[str]:
            return [said["message"] or replies.get(said["text"], "") for said in heard]

        last = [talk.sent[-1] for talk in self.talks]
        self.customer.wait_until(lambda: set(last) <= set(recorded()), PATIENCE)
        if self.agents is None:
            start = recorded().index(self.theirs.sent[0])
            self.customer.wait_until(lambda: len(heard) >= start + 2 * MESSAGES, PATIENCE)
        self.customer.catch_up()
        for talk in self.talks:
            found = [message for message in recorded() if message in talk.sent]
            figures["messages"] += len(talk.sent)
            figures["lost"] += len(set(talk.sent) - set(found))
            figures["doubled"] += len(found) - len(set(found))
            assert found == talk.sent, "each once, and in order"
        if self.agents is None:
            authors = [said["author"] for said in heard[start:]]
            assert authors == ["customer", "bot"] * MESSAGES, "each is answered once"


@pytest.mark.parametrize("victim", ["bot", "actions", "web", "redis"])
def test_a_killed_process_loses_no_message_and_answers_none_twice(
    stack, victim: str, record_property: Callable[[str, object], None]
) -> None:
    sam = Agent(stack.web_url, "sam@tern.example", stack.demo_password)
    chats = [Chat(Customer(stack.web_url)) for _ in range(3)]
    held = [held_by(sam, stack.web_url) for _ in range(2)]
    waiting = Customer(stack.web_url)
    waiting.say("agent please")

    talks = [talk for chat in (*chats, *held) for talk in chat.talks]
    for talk in talks:
        talk.start()
    for _ in range(KILLS):
        time.sleep(0.7)
        os.kill(stack.processes[victim], signal.SIGKILL)
        time.sleep(1)
        stack.wait_until_ready(victim, PATIENCE)
    for talk in talks:
        talk.join()
    for name in stack.processes:
        stack.wait_until_ready(name, PATIENCE)

    figures: Counter[str] = Counter(conversations=len(chats) + len(held) + 1, kills=KILLS)
    for chat in (*chats, *held):
        chat.check(figures)
    record_property("figures", dict(figures))
    sys.stderr.write(f"\n{victim}: {dict(figures)}\n")
    assert (figures["lost"], figures["doubled"]) == (0, 0)

    queue = {line["conversation"]: line for line in sam.queue()}
    assert queue[waiting.conversation]["state"] == "waiting"
    for chat in held:
        line = queue[chat.customer.conversation]
        assert (line["state"], line["mine"], line["returns"]) == ("claimed", True, 0)
        assert sam.reply(chat.handoff, "Still with you.").status_code == 202
        chat.customer.wait_for_text("Still with you.")
        sam.move(chat.handoff, "resolve")
    waiting.press("cancel_handoff")
    sam.go()


def held_by(agent: Agent, web_url: str) -> Chat:
    customer = Customer(web_url)
    customer.say("agent please")
    handoff = agent.claim(customer.conversation)
    customer.wait_for_text("Sam has joined")
    return Chat(customer, agent, handoff)


def test_a_message_sent_while_the_actions_are_away_is_answered_when_they_are_back(stack) -> None:
    customer = Customer(stack.web_url)
    os.kill(stack.processes["actions"], signal.SIGKILL)
    replies = customer.say("how do i change the pin of my card?")
    assert replies[0]["content"]["kind"] in {"answer", "broken"}
    if replies[0]["content"]["kind"] == "broken":  # back later than the bot's patience
        customer.wait_until(lambda: bool(customer.state.get("handoff")))
    stack.wait_until_ready("actions")
    assert customer.say("how do i change the pin of my card?")[0]["content"]["kind"] == "answer"


def test_a_message_sent_to_actions_that_hang_is_answered_once_they_are_replaced(
    stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("launch.running.probes.EVERY", 0.5)  # seconds; a hang is noticed sooner
    monkeypatch.setattr("launch.running.health.PATIENCE", 2.5)
    customer = Customer(stack.web_url)
    frozen = stack.processes["actions"]
    os.kill(frozen, signal.SIGSTOP)
    replies = customer.say("how do i change the pin of my card?")
    assert replies[0]["content"]["kind"] == "answer"
    assert stack.processes["actions"] != frozen


@contextmanager
def no_bot(stack) -> Iterator[None]:
    """Keep the bot from doing anything, and from being replaced."""
    frozen = stack.processes["bot"]
    stack.held_back.set()
    os.kill(frozen, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(frozen, signal.SIGCONT)
        stack.held_back.clear()


def test_while_the_bot_hangs_nothing_is_lost_and_the_desk_is_told(stack) -> None:
    sam = Agent(stack.web_url, "sam@tern.example", stack.demo_password)
    customer = Customer(stack.web_url)
    customer.say("are you a robot?")

    def told(what: Callable[[int], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not any(e["event"] == "trouble" and what(e["behind"]) for e in list(sam.heard)):
            assert time.monotonic() < end, f"the desk heard {sam.heard}"
            time.sleep(0.5)

    with no_bot(stack):
        sent = [customer.send("are you a robot?") for _ in range(3)]
        told(lambda behind: behind > 0)
        health = httpx.get(f"{stack.web_url}/health", timeout=PATIENCE, trust_env=False)
        assert health.json()["behind"] > 0
        sam.heard.clear()
    customer.wait_until(lambda: len(customer.heard) >= 8, PATIENCE)
    customer.catch_up()
    assert [said["message"] for said in customer.heard if said["message"]][1:] == sent
    assert [said["author"] for said in customer.heard] == ["customer", "bot"] * 4
    told(lambda behind: behind == 0)
    sam.go()
