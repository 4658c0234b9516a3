"""One entry that nobody can deal with: it is set aside, and what comes behind it flows."""

from __future__ import annotations

import json
from typing import Any

import pytest
from redis.asyncio import Redis

from core.conversations import InboxMessage, InboxMessageKind, partition_of
from core.errors import NotFound
from store.realtime import DeadLetters, Events, Inbox, partition_key
from tests.support.only_bot import OnlyBot

GOOD = InboxMessage("message-1", "conversation", InboxMessageKind.CUSTOMER, "hello", 1.0)
STREAM = partition_key(partition_of(GOOD.conversation))
EVENT = {"event": "user", "sender_id": "conversation", "timestamp": 1.0, "text": "hello"}


def inbox_entry(**changes: Any) -> dict[str, str]:
    return {"entry": json.dumps({**GOOD.to_json(), **changes})}


NOT_READ = ["no JSON", "", "[]", "5", '"text"', "[" * 100_000, '{"text": "\\ud83d"}', '{"at": NaN}']
UNREADABLE = [
    {"something": "else"},
    *({"entry": text} for text in NOT_READ),
    inbox_entry(kind="video"),
    inbox_entry(kind=["customer"]),
    inbox_entry(at=1e20),
    inbox_entry(at=10**400),
    inbox_entry(at="yesterday"),
    inbox_entry(text=None),
    inbox_entry(text="half \ud83d of one"),
    inbox_entry(id=5),
    {"entry": json.dumps({"id": "message-2", "kind": "customer"})},
]


@pytest.fixture
async def inbox(redis: Redis) -> Inbox:
    return Inbox(redis)


@pytest.fixture
def bot(redis: Redis) -> OnlyBot:
    return OnlyBot(redis)


@pytest.mark.parametrize("fields", UNREADABLE, ids=range(len(UNREADABLE)))
async def test_a_message_nobody_can_read_is_set_aside_and_the_others_flow(
    inbox: Inbox, bot: OnlyBot, redis: Redis, fields: dict[str, Any]
) -> None:
    await redis.xadd(STREAM, fields)
    await inbox.put(GOOD)
    assert [delivered.message for delivered in await bot.next()] == [GOOD]
    (letter,) = await DeadLetters(redis).newest()
    assert (letter.stream, letter.entry) == (STREAM, next(iter(fields.values())))
    assert letter.reason.endswith(".")
    assert await inbox.length() == 1, "only the good one is still on its way"


async def test_what_a_newer_version_has_added_is_left_out(
    inbox: Inbox, bot: OnlyBot, redis: Redis
) -> None:
    await redis.xadd(STREAM, inbox_entry(mood="sunny", choice="dance:tango"))
    assert [delivered.message for delivered in await bot.next()] == [GOOD]


async def test_an_entry_of_broken_bytes_ends_no_reading(
    inbox: Inbox, bot: OnlyBot, redis: Redis
) -> None:
    await redis.execute_command("XADD", STREAM, "*", "entry", b"\xff\xfe")
    await inbox.put(GOOD)
    assert [delivered.message for delivered in await bot.next()] == [GOOD]
    assert await DeadLetters(redis).count() == 1


@pytest.mark.parametrize("text", NOT_READ, ids=range(len(NOT_READ)))
async def test_an_event_nobody_can_read_is_set_aside_and_the_others_flow(
    redis: Redis, text: str
) -> None:
    events = Events(redis, "recorder", "recorder")
    await events.open()
    await redis.xadd("events", {"event": text})
    await redis.xadd("events", {"event": json.dumps(EVENT)})
    ((event_id, event),) = await events.next(10)
    assert event == EVENT
    assert [letter.stream for letter in await DeadLetters(redis).newest()] == ["events"]
    await events.settle([event_id])
    assert await events.unsettled() == []


async def test_what_was_set_aside_is_sent_again_as_it_was_or_dismissed(
    inbox: Inbox, bot: OnlyBot, redis: Redis
) -> None:
    letters = DeadLetters(redis)
    await inbox.put(GOOD)
    (delivered,) = await bot.next()
    await bot.set_aside(delivered, "The assistant failed.")
    (letter,) = await letters.newest()
    assert letter.reason == "The assistant failed."
    await letters.retry(letter)
    (again,) = await bot.next()
    assert again.message == GOOD
    await bot.set_aside(again, "It failed again.")
    (letter,) = await letters.newest()
    await letters.dismiss(letter)
    assert (await letters.count(), await inbox.length()) == (0, 0)
    for too_late in (letters.retry, letters.dismiss):
        with pytest.raises(NotFound):
            await too_late(letter)
    for never in (letter.id, "no id", "9" * 40, "1-0"):
        with pytest.raises(NotFound):
            await letters.get(never)


async def test_how_long_events_have_waited_is_told(redis: Redis) -> None:
    events = Events(redis, "recorder", "recorder")
    assert not await events.behind()
    seconds, _ = await redis.time()
    old = f"{(seconds - 3600) * 1000}-0"
    await redis.xadd("events", {"event": json.dumps(EVENT)}, id=old)
    assert (await events.behind()).total_seconds() >= 3600, "nobody has begun to read"
    await events.open()
    assert (await events.behind()).total_seconds() >= 3600, "nobody has read it"
    await events.next(10)
    assert (await events.behind()).total_seconds() >= 3600, "nobody has recorded it"
    await events.settle([old])
    assert not await events.behind()
