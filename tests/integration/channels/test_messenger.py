"""Messenger and Instagram: what Meta delivers, and what it refuses."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from core.channels import Delivery
from store.clock import now
from store.schema import identities
from tests.support.channels import At, beside
from tests.support.vendors.messenger import InstagramVendor, MessengerVendor
from tests.support.vendors.meta import sign
from tests.support.vendors.vendor import Answer, Fault
from tests.support.waiting import until

BUTTONS = [("Yes", "helped:yes"), ("No", "helped:no")]


@pytest.fixture(params=[MessengerVendor, InstagramVendor], ids=["messenger", "instagram"])
async def vendor(at: At, request: pytest.FixtureRequest) -> AsyncIterator[MessengerVendor]:
    with request.param(at.web.url) as vendor:
        await at.connect(vendor.name, vendor, kind=vendor.name, **vendor.settings)
        yield vendor


@pytest.fixture
async def conversation(at: At, vendor: MessengerVendor) -> str:
    await beside(vendor.say, "hello")
    (message,) = await at.inbox()
    await until(lambda: len(vendor.actions) == 2)  # calls of their own, which take no fault
    return message.conversation


async def settled(at: At, vendor: MessengerVendor) -> None:
    await until(lambda: not at.web.services.arrivals.lanes([vendor.name]))


async def shown(vendor: MessengerVendor, most: int = 1) -> list[dict[str, Any]]:
    await until(lambda: len(vendor.sent) >= most)
    return vendor.shown()


async def test_the_door_is_metas(vendor: MessengerVendor) -> None:
    """Field bug: the older SHA-1 header, or a hash of the attacker's choice, was taken."""
    assert (await beside(vendor.register)).text == "1158201444"
    assert (await beside(vendor.register, "guessed")).status_code == 401
    body = b'{"object":"page"}'
    assert (await beside(vendor.deliver, body, sign(body, "guessed"))).status_code == 401
    assert (await beside(vendor.deliver, body + b" ", sign(body))).status_code == 401
    assert (await beside(vendor.deliver, body, "md5=" + "0" * 32)).status_code == 401


async def test_a_batch_of_several_people_is_taken_whole_and_once(
    at: At, vendor: MessengerVendor
) -> None:
    """Field bugs: the first event alone was handled; each redelivery woke somebody again."""
    events = [
        vendor.event_of(who, message={"mid": f"mid-{who}-{n}", "text": f"{who}{n}"})
        for who in ("1", "2")
        for n in "ab"
    ]
    for _ in range(2):
        assert (await beside(vendor.deliver, vendor.body(*events))).status_code == 200
    said = [each.text for each in await at.inbox(4)]
    await settled(at, vendor)
    assert len(await at.web.inbox()) == 4
    assert [text for text in said if text[0] == "1"] == ["1a", "1b"]
    assert [text for text in said if text[0] == "2"] == ["2a", "2b"]


async def test_an_echo_starts_nothing_also_before_the_call_has_returned(
    at: At, vendor: MessengerVendor, conversation: str
) -> None:
    """Field bugs: the bot answered itself; an echo that came first was a second message."""
    vendor.faults.append(Fault(of="messages", seconds=1))
    await at.bot_says(conversation, "one", BUTTONS)
    await shown(vendor)
    assert (await beside(vendor.echo, vendor.sent[0])).status_code == 200
    await at.outbox(conversation, Delivery.SENT)
    await beside(vendor.echo, vendor.sent[0])
    await settled(at, vendor)
    assert len(await at.web.inbox()) == 1
    assert at.web.services.overviews.of(vendor.name).tallies == {}


async def test_a_tap_and_a_typed_label_mean_the_same_and_once(
    at: At, vendor: MessengerVendor, conversation: str
) -> None:
    await at.bot_says(conversation, "Did this help?", BUTTONS)
    await shown(vendor)
    await beside(vendor.tap, "Yes")
    await beside(vendor.say, "yes")
    await beside(vendor.tap, "No")
    said = await at.inbox(3)
    assert [(each.text, str(each.choice)) for each in said[1:]] == [
        ("Yes", "helped:yes"),
        ("No", "helped:no"),
    ]


@pytest.mark.parametrize("many", [13, 14])
async def test_what_is_too_long_or_too_much_for_replies_is_numbered(
    at: At, vendor: MessengerVendor, conversation: str, many: int
) -> None:
    """Field bug: with more buttons than fit, or longer ones, all of them were dropped."""
    await at.bot_says(
        conversation, "Which?", [(f"Way {n}", f"article:way_{n}") for n in range(many)]
    )
    await shown(vendor)
    await at.bot_says(conversation, "And?", [("A label of more than twenty", "helped:yes")])
    (first, second) = await shown(vendor, 2)
    assert len(vendor.sent[0].get("quick_replies", [])) == (13 if many == 13 else 0)
    assert ("14. Way 13" in first["text"]) is (many == 14)
    assert "1. A label of more than twenty" in second["text"]
    await beside(vendor.say, "1")
    assert str((await at.inbox(2))[-1].choice) == "helped:yes"
    assert vendor.refused == []


async def test_words_are_cut_in_the_vendors_unit_and_links_are_told(
    at: At, vendor: MessengerVendor, conversation: str
) -> None:
    """Field bug: a text too long for Instagram's bytes was silently not sent."""
    await at.bot_says(conversation, "**Look** [here](https://a.example/?x=1)")
    await shown(vendor)
    await at.bot_says(conversation, "😀é " * 900)
    first, *rest = await shown(vendor, 3)
    assert first["text"] == "Look here (https://a.example/?x=1)"
    await at.outbox(conversation, Delivery.SENT)
    assert "".join(message["text"] for message in vendor.shown()).count("😀é") == 900
    assert vendor.refused == []
    assert rest


async def test_receipts_by_name_and_until_a_moment_move_states_on_and_never_back(
    at: At, vendor: MessengerVendor, conversation: str
) -> None:
    """Field bug: delivered turned into sent; reading was known of the newest message alone."""
    for number in range(2):
        await at.bot_says(conversation, f"{number}")
        await shown(vendor, number + 1)
    await at.outbox(conversation, Delivery.SENT)
    later = int((vendor.sent[1]["at"] + 1) * 1000)
    await beside(vendor.event, delivery={"mids": [vendor.sent[0]["mid"]], "watermark": later})
    await until(lambda: at.web.services.outbox.of(conversation)[0].state is Delivery.DELIVERED)
    await beside(vendor.event, read={"watermark": later})
    await at.outbox(conversation, Delivery.READ)
    await beside(vendor.event, delivery={"watermark": later + 1})
    await settled(at, vendor)
    await at.bot_says(conversation, "after all that")
    await shown(vendor, 3)
    states = [each.state for each in await at.outbox(conversation)]
    assert states[:2] == [Delivery.READ, Delivery.READ]
    assert states[2] in {Delivery.QUEUED, Delivery.SENT}, "it was sent after that moment"


async def test_after_24_hours_it_has_failed_and_says_so_whoever_finds_out(
    at: At, vendor: MessengerVendor, conversation: str
) -> None:
    """Field bugs: free text after 24 hours was shown as sent; a tag that is no more was used."""
    vendor.last_word[vendor.customer] = 1.0  # by their clock alone
    await at.bot_says(conversation, "one")
    (failed,) = await at.outbox(conversation, Delivery.FAILED)
    assert "More than 24 hours have passed" in failed.reason

    def age() -> None:
        with at.web.services.database.writing() as db:
            db.execute(update(identities).values(last_in_at=now() - timedelta(hours=25)))

    await asyncio.to_thread(age)
    calls = len(vendor.calls)
    await at.bot_says(conversation, "two")
    (_, failed) = await _two(at, conversation)
    assert "Wait until they write again" in failed.reason
    assert len(vendor.calls) == calls, "nothing was even tried"


async def _two(at: At, conversation: str) -> list[Any]:
    def both() -> bool:
        states = [each.state for each in at.web.services.outbox.of(conversation)]
        return states == [Delivery.FAILED, Delivery.FAILED]

    await until(both)
    return at.web.services.outbox.of(conversation)


async def test_who_has_blocked_us_can_be_reached_again_once_they_write(
    at: At, vendor: MessengerVendor, conversation: str
) -> None:
    vendor.gone.add(vendor.customer)
    await at.bot_says(conversation, "one")
    (failed,) = await at.outbox(conversation, Delivery.FAILED)
    assert "can't reach them" in failed.reason
    people = at.web.services.identities
    assert people.of([conversation])[conversation].unreachable_at is not None
    vendor.gone.clear()
    await beside(vendor.say, "here again")
    await at.inbox(2)
    assert people.of([conversation])[conversation].unreachable_at is None


@pytest.mark.parametrize(
    ("status", "code", "told"),
    [(401, 190, "does not take EFFIE_"), (403, 200, "may not send"), (400, 613, "no more")],
)
async def test_what_is_wrong_with_the_account_holds_messages_back(
    at: At, vendor: MessengerVendor, conversation: str, status: int, code: int, told: str
) -> None:
    error = {"error": {"code": code, "message": "as told"}}
    vendor.faults.append(Fault(Answer(status, error), of="messages"))
    await at.bot_says(conversation, "one")
    of = at.web.services.outbox.of
    await until(lambda: any(told in each.reason for each in of(conversation)) or bool(vendor.sent))
    assert of(conversation)[0].state is not Delivery.FAILED
    assert vendor.sent or told in of(conversation)[0].reason
