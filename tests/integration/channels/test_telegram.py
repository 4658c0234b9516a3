"""Telegram: what the Bot API delivers, and what it refuses."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from core.channels import Arrival, Delivery, What
from core.conversations import InboxMessageKind
from tests.support.channels import At, beside
from tests.support.vendors.telegram import PACE, TelegramVendor, units
from tests.support.vendors.vendor import Answer, Fault
from tests.support.waiting import until


@pytest.fixture
async def vendor(at: At) -> AsyncIterator[TelegramVendor]:
    with TelegramVendor(at.web.url) as vendor:
        await at.connect("telegram", vendor, kind="telegram", account="tern_help_bot")
        yield vendor


@pytest.fixture
async def conversation(at: At, vendor: TelegramVendor) -> str:
    await beside(vendor.say, "hello")
    (message,) = await at.inbox()
    return message.conversation


async def settled(at: At) -> None:
    await until(lambda: not at.web.services.arrivals.lanes(["telegram"]))


async def shown(vendor: TelegramVendor, most: int = 1) -> list[dict[str, Any]]:
    await until(lambda: len(vendor.sent) >= most)
    return vendor.shown()


async def test_a_forged_update_is_refused(at: At, vendor: TelegramVendor) -> None:
    """Field bug: any POST passed, because no secret was asked for."""
    for secret in ("", "guessed", "é"):
        answer = await beside(vendor.update, 1, secret.encode(), message={})
        assert answer.status_code == 401
    await settled(at)


async def test_an_update_that_is_delivered_again_starts_nothing(
    at: At, vendor: TelegramVendor, conversation: str
) -> None:
    person = vendor.person(vendor.customer)
    message = {"message_id": 9, "from": person, "chat": {"id": vendor.customer, "type": "private"}}
    for _ in range(3):
        await beside(vendor.update, 10**9, message={**message, "text": "again"})
    await settled(at)
    assert [each.text for each in await at.web.inbox()] == ["hello", "again"]


async def test_updates_that_come_reversed_are_put_in_order(
    at: At, vendor: TelegramVendor, conversation: str
) -> None:
    """Field bug: with several connections of Telegram's, the second message came first."""
    late = [
        Arrival(str(2 * 10**9 - n), What.WORDS, str(vendor.customer), text=f"{3 - n}")
        for n in range(3)
    ]
    await asyncio.to_thread(at.web.services.arrivals.keep, "telegram", late)
    await at.inbox(4)
    assert [each.text for each in await at.web.inbox()] == ["hello", "1", "2", "3"]


async def test_an_edit_is_written_down_and_starts_no_turn(
    at: At, vendor: TelegramVendor, conversation: str
) -> None:
    """Field bug: an edit crashed the bot, or was answered without end."""
    (said,) = await at.inbox()
    at.record(said)
    chat = {"id": vendor.customer, "type": "private"}
    edited = {"message_id": 1, "chat": chat, "from": vendor.person(vendor.customer)}
    await beside(vendor.update, edited_message={**edited, "text": "hello?"})
    await settled(at)
    assert len(await at.web.inbox()) == 1
    assert [each.text for each in at.web.services.changes.of(conversation)] == ["hello?"]


async def test_a_bots_message_starts_nothing(at: At, vendor: TelegramVendor) -> None:
    robot = {**vendor.person(7), "is_bot": True}
    chat = {"id": 7, "type": "private"}
    await beside(vendor.update, message={"message_id": 1, "chat": chat, "from": robot, "text": "x"})
    await settled(at)
    assert await at.web.inbox() == []


@pytest.mark.parametrize(
    ("content", "thing"),
    [
        ({"video_note": {"file_id": "a"}}, "video message"),
        ({"photo": [{"file_id": "a"}], "caption": "my card"}, "photo"),
        ({"of_tomorrow": {}}, "message"),
        ({"contact": {"phone_number": "1", "user_id": 5}}, "contact"),
    ],
)
async def test_what_cannot_be_read_is_answered_politely(
    at: At, vendor: TelegramVendor, content: dict[str, Any], thing: str
) -> None:
    """Field bug: a round video was dropped without a word."""
    await beside(vendor.message, **content)
    inbox = await at.inbox(2 if "caption" in content else 1)
    assert f"I got your {thing}" in inbox[-1].text
    assert inbox[-1].kind is InboxMessageKind.NOTICE
    assert [each.text for each in inbox[:-1]] == [content["caption"] for _ in inbox[:-1]]


async def test_a_group_is_declined_once(at: At, vendor: TelegramVendor) -> None:
    """Field bug: everybody in a group shared one conversation."""
    chat = {"id": -100, "type": "supergroup"}
    vendor.started.add("-100")
    for who in (1, 2):
        person = vendor.person(who)
        message = {"message_id": who, "chat": chat, "from": person, "text": "hi bot"}
        await beside(vendor.update, message=message)
    (told,) = await shown(vendor)
    assert "https://t.me/tern_help_bot" in told["text"]
    await settled(at)
    assert await at.web.inbox() == []
    assert len(vendor.sent) == 1


async def test_opening_the_chat_is_welcomed(at: At, vendor: TelegramVendor) -> None:
    await beside(vendor.say, "/start abc")
    (welcome,) = await at.inbox()
    assert welcome.text == at.web.services.settings.widget.welcome


async def test_a_tap_stops_the_spinner_and_carries_few_bytes(
    at: At, vendor: TelegramVendor, conversation: str
) -> None:
    """Field bugs: BUTTON_DATA_INVALID beyond 64 bytes; a callback query never answered."""
    slug = "a_name_for_an_article_that_is_as_long_as_names_may_be_" + "x" * 20
    await at.bot_says(conversation, "Which?", [("This one", f"article:{slug}")])
    await shown(vendor)
    await beside(vendor.tap, "This one")
    said = (await at.inbox(2))[-1]
    assert str(said.choice) == f"article:{slug}"
    await until(lambda: len(vendor.answered) == 1)
    assert vendor.refused == []


async def test_odd_characters_and_emoji_arrive_as_they_are(
    at: At, vendor: TelegramVendor, conversation: str
) -> None:
    """Field bugs: a reserved character broke the send; ranges counted in code points."""
    text = "😀 **bold 👍🏽** 1.5 (a-b) _x_ [q](https://a.example/?x=1) <b> & `c`!"
    await at.bot_says(conversation, text)
    await shown(vendor)
    await at.bot_says(conversation, "😀" * 5000)
    (first, *rest) = await shown(vendor, 4)
    assert first["text"].startswith("😀 bold 👍🏽 1.5 (a-b)")
    assert all(units(message["text"]) <= 4096 for message in rest)
    assert "".join(message["text"] for message in rest) == "😀" * 5000
    bold, link = vendor.sent[0]["entities"]
    assert (bold["offset"], bold["length"]) == (3, 9)
    assert link["url"] == "https://a.example/?x=1"
    assert vendor.refused == []


async def test_what_telegram_cannot_parse_is_sent_as_plain_words(
    at: At, vendor: TelegramVendor, conversation: str
) -> None:
    refusal = {"ok": False, "description": "Bad Request: can't parse entities"}
    vendor.faults.append(Fault(Answer(400, refusal), of="sendMessage"))
    await at.bot_says(conversation, "**bold**")
    (message,) = await shown(vendor)
    assert message["text"] == "bold"
    assert vendor.sent[0]["entities"] == []


async def test_who_has_blocked_us_is_told_of_in_words_until_they_write_again(
    at: At, vendor: TelegramVendor, conversation: str
) -> None:
    vendor.blocked.add(str(vendor.customer))
    await at.bot_says(conversation, "one")
    (failed,) = await at.outbox(conversation, Delivery.FAILED)
    assert "blocked us on Telegram" in failed.reason
    people = at.web.services.identities
    assert people.of([conversation])[conversation].unreachable_at is not None
    vendor.blocked.clear()
    await beside(vendor.say, "here again")
    await at.inbox(2)
    assert people.of([conversation])[conversation].unreachable_at is None


async def test_a_wait_that_telegram_asks_for_is_kept_for_the_whole_bot(
    at: At, vendor: TelegramVendor, conversation: str
) -> None:
    busy = {"ok": False, "description": "Too Many Requests", "parameters": {"retry_after": 3}}
    vendor.faults.append(Fault(Answer(429, busy), of="sendMessage"))
    await at.bot_says(conversation, "one")
    await at.bot_says(conversation, "two")
    await shown(vendor, 1)
    sends = [call for call in vendor.calls if call.path.endswith("sendMessage")]
    assert sends[1].at - sends[0].at >= 3, "the vendor's clock and ours are the same here"
    await at.outbox(conversation, Delivery.SENT)


async def test_no_two_messages_come_to_one_person_faster_than_telegram_allows(
    at: At, vendor: TelegramVendor, conversation: str
) -> None:
    for number in range(3):
        await at.bot_says(conversation, f"{number}")
        await until(lambda number=number: len(at.web.services.outbox.of(conversation)) > number)
    assert [message["text"] for message in await shown(vendor, 3)] == ["0", "1", "2"]
    assert vendor.refused == []
    assert PACE < 1
