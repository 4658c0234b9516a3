"""A whole conversation through each messenger, on the running product: one transcript."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import httpx
import pytest

from tests.support.agent import Agent
from tests.support.stack import Stack
from tests.support.vendors.messenger import InstagramVendor, MessengerVendor
from tests.support.vendors.slack import SlackVendor
from tests.support.vendors.telegram import TelegramVendor
from tests.support.vendors.twilio import TwilioVendor, TwilioWhatsAppVendor
from tests.support.vendors.webhook import WebhookVendor
from tests.support.vendors.whatsapp import WhatsAppVendor
from tests.support.waiting import wait_until

VENDORS = {
    "webhook": WebhookVendor,
    "telegram": TelegramVendor,
    "whatsapp": WhatsAppVendor,
    "twilio": TwilioVendor,
    "twilio-whatsapp": TwilioWhatsAppVendor,
    "messenger": MessengerVendor,
    "instagram": InstagramVendor,
    "slack": SlackVendor,
}


class Messenger(Protocol):
    """A customer's messenger, whatever its vendor."""

    refused: list[str]

    def say(self, text: str) -> httpx.Response: ...
    def tap(self, label: str) -> httpx.Response: ...
    def shown(self) -> list[dict[str, Any]]: ...


@contextmanager
def connected(stack: Stack, kind: str) -> Iterator[Messenger]:
    """Connect the product with a vendor of its own; after a "-" stands what it carries."""
    with VENDORS[kind](stack.web_url) as vendor:
        stack.connect(vendor.name, kind=kind.partition("-")[0], **vendor.settings)
        yield vendor


@pytest.fixture
def messenger(stack: Stack, request: pytest.FixtureRequest) -> Iterator[Messenger]:
    with connected(stack, request.param) as messenger:
        yield messenger


def wait_for(messenger: Messenger, part: str) -> dict[str, Any]:
    def came() -> list[dict[str, Any]]:
        return [message for message in messenger.shown() if part in message["text"]]

    wait_until(lambda: bool(came()))
    return came()[-1]


@pytest.mark.parametrize("messenger", VENDORS, indirect=True)
def test_a_whole_conversation_is_one_transcript(stack: Stack, messenger: Messenger) -> None:
    sam = Agent(stack.web_url, "sam@tern.example", stack.demo_password)
    wait_until(lambda: messenger.say("how do i change the pin of my card?").status_code == 200)
    assert "PIN" in wait_for(messenger, "Change your card's PIN")["text"]
    wait_for(messenger, "Did this help?")
    wait_for(messenger, "People usually ask next")
    messenger.tap("Find the PIN of your card")
    wait_for(messenger, "Find the PIN of your card")

    messenger.say("I need to speak with somebody about a tractor loan")
    wait_for(messenger, "colleague")
    handoff = max(sam.queue(), key=lambda each: each["opened_at"])
    conversation = handoff["conversation"]
    sam.claim(conversation)
    wait_for(messenger, "Sam has joined")
    sam.reply(handoff["id"], "I have asked her. We look it up.")
    wait_for(messenger, "We look it up.")
    messenger.say("Yes")
    wait_until(lambda: said_by(sam, handoff["id"], "customer")[-1]["text"] == "Yes")
    assert said_by(sam, handoff["id"], "customer")[-1]["content"] == {}, "an answer to Sam"

    sam.move(handoff["id"], "resolve").raise_for_status()
    wait_for(messenger, "How much effort")
    messenger.tap("2 – low")
    wait_until(lambda: stack.survey(conversation) is not None)
    wait_until(lambda: stack.survey(conversation).score == 2)  # type: ignore[union-attr]
    # The score and the words are written down by two processes.
    wait_until(lambda: said_by(sam, handoff["id"], "customer")[-1]["text"] == "2 – low")
    assert [each["text"] for each in said_by(sam, handoff["id"], "customer")] == [
        "how do i change the pin of my card?",
        "Find the PIN of your card",
        "I need to speak with somebody about a tractor loan",
        "Yes",
        "2 – low",
    ]
    assert messenger.refused == []


def said_by(agent: Agent, handoff: int, author: str) -> list[dict[str, Any]]:
    transcript = agent.context(handoff)["transcript"]
    return [each for each in transcript if each["author"] == author]
