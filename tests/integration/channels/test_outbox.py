"""What is said goes out: in order, once, again where that may help, and its state is the truth."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from core.channels import Delivery
from core.conversations import Author
from store.channels import outbox
from tests.support.channels import At, beside
from tests.support.vendors.vendor import Answer, Fault
from tests.support.vendors.webhook import WebhookVendor
from tests.support.waiting import until

BUTTONS = [("Yes", "helped:yes"), ("No", "helped:no")]


@pytest.fixture
async def vendor(at: At) -> AsyncIterator[WebhookVendor]:
    with WebhookVendor(at.web.url) as vendor:
        await at.connect("hook", vendor, kind="webhook")
        yield vendor


@pytest.fixture
async def conversation(at: At, vendor: WebhookVendor) -> str:
    await beside(vendor.say, "hello")
    (message,) = await at.inbox()
    return message.conversation


async def shown(vendor: WebhookVendor, most: int) -> list[str]:
    await until(lambda: len(vendor.shown()) >= most)
    return [message["text"] for message in vendor.shown()]


async def test_replies_of_bot_agent_and_team_arrive_in_order(
    at: At, vendor: WebhookVendor, conversation: str
) -> None:
    await at.bot_says(conversation, "Do **this** first.", BUTTONS)
    await at.bot_says(conversation, "Sam has joined", author=Author.NOTICE)
    await at.bot_says(conversation, "Hello from Sam", author=Author.AGENT)
    await at.bot_says(conversation, "what I said myself", author=Author.CUSTOMER)
    assert await shown(vendor, 3) == ["Do this first.", "Sam has joined", "Hello from Sam"]
    assert [b["label"] for b in vendor.shown()[0]["buttons"]] == ["Yes", "No"]
    sent = await at.outbox(conversation, Delivery.SENT)
    assert [posted.external for posted in sent] == list(vendor.messages)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(Answer(429, headers={"retry-after": "1"})),
        Fault(Answer(500)),
        Fault(is_dropped=True),
        Fault(seconds=1),
    ],
    ids=["busy", "broken", "acknowledgement lost", "slow"],
)
async def test_what_fails_for_a_moment_arrives_once_and_in_order(
    at: At, vendor: WebhookVendor, conversation: str, fault: Fault
) -> None:
    vendor.faults.append(fault)
    for text in ("one", "two", "three"):
        await at.bot_says(conversation, text)
    assert await shown(vendor, 3) == ["one", "two", "three"]
    assert vendor.refused == []
    await at.outbox(conversation, Delivery.SENT)


async def test_what_is_refused_for_good_has_failed_and_says_why_and_the_next_one_arrives(
    at: At, vendor: WebhookVendor, conversation: str
) -> None:
    """Field bug: a message that never arrived was shown as sent."""
    vendor.faults.append(Fault(Answer(410, "gone away")))
    await at.bot_says(conversation, "one")
    await at.bot_says(conversation, "two")
    assert await shown(vendor, 1) == ["two"]
    failed, sent = await at.outbox(conversation)
    assert failed.state is Delivery.FAILED
    assert "gone away" in failed.reason
    await until(lambda: at.web.services.outbox.of(conversation)[1].state is Delivery.SENT)
    assert sent.id != failed.id


async def test_a_receipt_moves_the_state_on_and_never_back(
    at: At, vendor: WebhookVendor, conversation: str
) -> None:
    await at.bot_says(conversation, "one")
    (sent,) = await at.outbox(conversation, Delivery.SENT)
    status = {"type": "status", "from": {"id": vendor.customer}, "message": sent.external}
    await beside(vendor.deliver, {**status, "status": "read"})
    await at.outbox(conversation, Delivery.READ)
    await beside(vendor.deliver, {**status, "status": "delivered"}, "late")
    await until(lambda: not at.web.services.arrivals.lanes(["hook"]))
    await at.outbox(conversation, Delivery.READ)


async def test_a_receipt_that_overtakes_our_own_record_still_counts(
    at: At, vendor: WebhookVendor, conversation: str
) -> None:
    """Field bug: the echo came before the call returned."""
    vendor.faults.append(Fault(seconds=1.5))
    await at.bot_says(conversation, "one")
    await until(lambda: bool(vendor.shown()))
    status = {"type": "status", "from": {"id": vendor.customer}, "status": "delivered"}
    await beside(vendor.deliver, {**status, "message": next(iter(vendor.messages))})
    await at.outbox(conversation, Delivery.DELIVERED)


@pytest.mark.parametrize("answer", ["tap", "yes", "1"])
async def test_a_tap_a_typed_label_and_a_typed_number_mean_the_same(
    at: At, vendor: WebhookVendor, conversation: str, answer: str
) -> None:
    await at.bot_says(conversation, "Did this help?", BUTTONS)
    await shown(vendor, 1)
    await beside(vendor.tap, "Yes") if answer == "tap" else await beside(vendor.say, answer)
    said = (await at.inbox(2))[-1]
    assert (said.text, str(said.choice)) == ("Yes", "helped:yes")


async def test_a_second_tap_on_the_same_button_means_nothing_more(
    at: At, vendor: WebhookVendor, conversation: str
) -> None:
    await at.bot_says(conversation, "Did this help?", BUTTONS)
    await shown(vendor, 1)
    for label in ("Yes", "Yes", "No"):
        await beside(vendor.tap, label)
    assert [message.text for message in await at.inbox(3)] == ["hello", "Yes", "No"]


async def test_a_button_of_somebody_else_is_refused_in_words(
    at: At, vendor: WebhookVendor, conversation: str
) -> None:
    await at.bot_says(conversation, "Did this help?", BUTTONS)
    await shown(vendor, 1)
    await beside(vendor.tap, "Yes", "mallory")
    (_, told) = await at.inbox(2)
    assert told.conversation != conversation
    assert told.choice is None
    assert "not known here any more" in told.text


async def test_everything_that_was_sent_may_come_back_and_starts_nothing(
    at: At, vendor: WebhookVendor, conversation: str
) -> None:
    """Field bug: the assistant answered its own messages."""
    await at.bot_says(conversation, "one", BUTTONS)
    await shown(vendor, 1)
    for message in vendor.shown():
        await beside(vendor.deliver, {**message, "type": "edited", "from": {"id": vendor.customer}})
        await beside(vendor.deliver, message)
    await until(lambda: not at.web.services.arrivals.lanes(["hook"]))
    assert len(await at.web.inbox()) == 1


async def test_after_a_crash_between_call_and_record_the_vendor_knows_the_copy(
    at: At, vendor: WebhookVendor, conversation: str
) -> None:
    await at.bot_says(conversation, "one")
    (sent,) = await at.outbox(conversation, Delivery.SENT)
    with at.web.services.database.writing() as db:
        outbox._change(db, sent.id, state=Delivery.QUEUED)
    await until(lambda: len(vendor.calls) == 2)
    await at.outbox(conversation, Delivery.SENT)
    assert len(vendor.shown()) == 1
