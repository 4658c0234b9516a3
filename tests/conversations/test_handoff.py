"""From the bot to a person and back, through the running product."""

from __future__ import annotations

import pytest

from tests.support.agent import Agent
from tests.support.customer import Customer, kinds


@pytest.fixture
def sam(stack) -> Agent:
    return Agent(stack.web_url, "sam@tern.example", stack.demo_password)


@pytest.fixture
def ada(stack) -> Agent:
    return Agent(stack.web_url, "ada@tern.example", stack.demo_password)


@pytest.fixture
def customer(stack) -> Customer:
    identity = stack.identity(sub="c-nadia", name="Nadia Rahman", segment="newcomer", plan="Plus")
    return Customer(stack.web_url, identity)


def test_a_handoff_from_the_first_word_to_the_effort_score(
    stack, customer: Customer, sam: Agent, ada: Agent
) -> None:
    customer.say("how do i change the pin of my card?")
    customer.say("can I speak with somebody?")

    handoff = int(sam.handoff_of(customer.conversation)["id"])
    assert sam.move(handoff, "claim").status_code == 200
    assert ada.move(handoff, "claim").status_code == 409
    assert ada.reply(handoff, "Hello from Ada").status_code == 403
    customer.wait_until(lambda: customer.state.get("holder") == "agent")
    customer.wait_for_text("Sam has joined")

    context = sam.context(handoff)
    assert context["handoff"]["reason"] == "asked"
    assert "Nadia Rahman" in str(context["profile"])
    shown = [u for u in context["transcript"] if u["content"].get("kind") == "answer"]
    assert shown[0]["content"]["evidence"]["hits"][0]["confidence"] > 0.5

    assert sam.reply(handoff, "Hi Nadia, I have read everything.").status_code == 202
    customer.wait_for_text("I have read everything.")
    customer.send("great, my card is with you")
    customer.wait_until(lambda: customer.heard[-1]["text"] == "great, my card is with you")
    after_claim = [u for u in customer.heard if u["author"] == "bot"][-1]
    assert after_claim["seq"] < customer.heard[-1]["seq"], "the bot stays silent"

    assert sam.move(handoff, "resolve").status_code == 200
    customer.wait_until(lambda: "survey" in kinds(customer.heard))
    customer.wait_until(lambda: customer.state["holder"] == "bot")  # words come before the rest
    customer.press("effort:5")
    assert stack.survey(customer.conversation).score == 5
    assert customer.conversation in [f.conversation for f in stack.open_follow_ups()]


def test_the_same_reply_sent_twice_is_said_once(customer: Customer, sam: Agent) -> None:
    customer.say("agent please")
    handoff = sam.claim(customer.conversation)
    for _ in range(2):
        assert sam.reply(handoff, "Only once.", "reply-0001").status_code == 202
    sam.reply(handoff, "And then this.")
    customer.wait_for_text("And then this.")
    assert [u["text"] for u in customer.heard].count("Only once.") == 1


def test_an_effort_score_given_to_an_agents_chat_counts_and_the_bot_stays_silent(
    stack, customer: Customer, sam: Agent
) -> None:
    customer.say("how do i change the pin of my card?")
    customer.press("helped:yes")
    customer.say("agent please")
    handoff = sam.claim(customer.conversation)
    customer.wait_for_text("Sam has joined")
    message = customer.send("5 – very high", "effort:5")
    sam.reply(handoff, "Sorry to hear that.")
    customer.wait_for_text("Sorry to hear that.")
    assert [u["author"] for u in customer.heard][-2:] == ["customer", "agent"], message
    assert stack.survey(customer.conversation).score == 5
    sam.move(handoff, "resolve")


def test_a_supervisor_puts_back_what_an_absent_agent_holds(
    stack, customer: Customer, sam: Agent, ada: Agent
) -> None:
    noor = Agent(stack.web_url, "noor@tern.example", stack.demo_password)
    customer.say("agent please")
    handoff = sam.claim(customer.conversation)
    assert ada.move(handoff, "release").status_code == 403
    assert noor.move(handoff, "release").status_code == 200
    assert ada.claim(customer.conversation) == handoff
    ada.move(handoff, "resolve")


def test_a_released_conversation_waits_again_for_the_next_agent(
    customer: Customer, sam: Agent, ada: Agent
) -> None:
    customer.say("agent please")
    handoff = sam.claim(customer.conversation)
    sam.move(handoff, "release")
    customer.wait_until(lambda: (customer.state["handoff"] or {}).get("state") == "waiting")
    assert ada.claim(customer.conversation) == handoff
    ada.move(handoff, "resolve")


def test_an_agent_who_signs_out_leaves_nobody_stranded(
    stack, customer: Customer, sam: Agent, ada: Agent
) -> None:
    customer.say("agent please")
    handoff = ada.claim(customer.conversation)
    customer.wait_until(lambda: customer.state.get("holder") == "agent")
    ada.sign_out()
    customer.wait_until(lambda: (customer.state["handoff"] or {}).get("state") == "waiting")
    customer.wait_for_text("at the front of the queue")
    assert sam.claim(customer.conversation) == handoff
    sam.move(handoff, "resolve")


def test_moves_in_the_wrong_order_are_refused_with_the_reason(
    customer: Customer, sam: Agent
) -> None:
    customer.say("agent please")
    handoff = int(sam.handoff_of(customer.conversation)["id"])
    early = sam.reply(handoff, "Too early")
    assert (early.status_code, early.json()["error"]) == (409, "HandoffNotClaimed")
    sam.move(handoff, "claim")
    sam.move(handoff, "resolve")
    late = sam.reply(handoff, "Too late")
    assert (late.status_code, late.json()["error"]) == (409, "HandoffOver")
    assert sam.move(999_999, "claim").status_code == 404
