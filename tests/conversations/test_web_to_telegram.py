"""Begun in the widget, gone on with on Telegram, and back: one transcript, on the running product.

Each part was seen by itself; here nothing stands in for Rasa, the desk or the linking.
"""

from __future__ import annotations

from typing import Any

from tests.conversations.test_channels import connected, said_by, wait_for
from tests.support.agent import Agent
from tests.support.customer import Customer
from tests.support.stack import Stack
from tests.support.vendors.telegram import TelegramVendor
from tests.support.waiting import wait_until


def ask(customer: Customer, method: str, path: str, **body: Any) -> dict[str, Any]:
    address = f"{customer.path}/{path}"
    answer = customer.web.request(method, address, json=body or None, headers=customer.headers)
    answer.raise_for_status()
    told: dict[str, Any] = answer.json()
    return told


def on_offer(customer: Customer) -> set[str]:
    return {way["connection"] for way in ask(customer, "GET", "ways")["ways"]}


def go_on_there(customer: Customer, phone: TelegramVendor) -> None:
    """Take the conversation to the phone: its code, and a yes on both ends."""
    # By its name: the demo's phone is a Telegram, too.
    wait_until(lambda: "telegram" in on_offer(customer))
    link = ask(customer, "POST", "links", connection="telegram")
    phone.say(f"/start {link['code']}")
    asked = wait_for(phone, "Go on here with the conversation")
    assert f"shows the number {link['number']}" in asked["text"]
    assert "PIN" not in asked["text"], "nothing of the conversation before both ends agree"
    ask(customer, "POST", f"links/{link['id']}", accept=True)
    phone.tap("Yes")
    wait_until(lambda: ask(customer, "GET", f"links/{link['id']}")["state"] == "done")
    wait_for(phone, "The conversation goes on on Telegram from here.")


def heard(customer: Customer, part: str) -> bool:
    customer.catch_up()
    return any(part in said["text"] for said in customer.heard)


def test_a_conversation_goes_from_the_web_to_telegram_and_back_in_one_transcript(
    stack: Stack,
) -> None:
    sam = Agent(stack.web_url, "sam@tern.example", stack.demo_password)
    customer = Customer(stack.web_url)
    customer.say("how do i change the pin of my card?")
    with connected(stack, "telegram") as phone:
        assert isinstance(phone, TelegramVendor)
        go_on_there(customer, phone)
        assert "how do i change" not in str(phone.shown()), "nothing of before is repeated"

        phone.say("my card was stolen, what do i do now")
        answer = wait_for(phone, "Did this help?")
        assert answer["buttons"]
        phone.tap("Yes")
        wait_until(lambda: len(phone.shown()) > phone.shown().index(answer) + 1)

        phone.say("I need to speak with somebody about a tractor loan")
        wait_for(phone, "colleague")
        (handoff,) = [each for each in sam.queue() if each["conversation"] == customer.conversation]
        sam.claim(customer.conversation)
        wait_for(phone, "Sam has joined")
        sam.reply(handoff["id"], "I have asked her. We look it up.")
        wait_for(phone, "We look it up.")
        assert heard(customer, "We look it up."), "the page shows everything"

        customer.send("I am back at my desk")
        wait_until(lambda: said_by(sam, handoff["id"], "customer")[-1]["text"].endswith("my desk"))
        seen = len(phone.shown())
        sam.reply(handoff["id"], "Then I answer you here.")
        wait_until(lambda: heard(customer, "Then I answer you here."))
        sam.move(handoff["id"], "resolve").raise_for_status()
        wait_until(lambda: heard(customer, "How much effort"))
        customer.press("effort:2")
        wait_until(lambda: stack.survey(customer.conversation) is not None)
        wait_until(lambda: stack.survey(customer.conversation).score == 2)  # type: ignore[union-attr]
        wait_until(lambda: said_by(sam, handoff["id"], "customer")[-1]["text"] == "2 – low")
        assert len(phone.shown()) == seen, "what is said on the web goes to the web alone"
        assert [each["text"] for each in said_by(sam, handoff["id"], "customer")] == [
            "how do i change the pin of my card?",
            "my card was stolen, what do i do now",
            "Yes",
            "I need to speak with somebody about a tractor loan",
            "I am back at my desk",
            "2 – low",
        ]
        assert phone.refused == []
