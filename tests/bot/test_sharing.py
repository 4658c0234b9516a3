"""Several bots share out one inbox: each message dealt with once, in order, whoever comes or goes.

Their turns are Rasa's in all but what is said; Redis is real.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from time import monotonic
from typing import Any

import pytest
from redis.asyncio import Redis

from bot.worker import _BEAT, Worker
from core.conversations import PARTITIONS, InboxMessage, InboxMessageKind, partition_of
from store.realtime import (
    EVENTS,
    Inbox,
    PartitionLost,
    Shares,
    end_tasks,
    lease_key,
    partition_key,
    token_key,
    tracker_key,
)
from store.realtime.inbox.shares import LEASE_MS
from tests.support.only_bot import OnlyBot

PATIENCE = 60.0  # seconds
CONVERSATIONS = [f"conversation-{number}" for number in range(40)]


class SlowTurns:
    """Turns that take a moment and say what they were asked."""

    def __init__(self, name: str = "", seconds: float = 0.01) -> None:
        self._name, self._seconds = name, seconds

    async def open(self) -> None:
        return None

    async def take(self, message: InboxMessage) -> list[dict[str, Any]]:
        await asyncio.sleep(self._seconds)
        return [{"sender_id": message.conversation, "text": message.text, "by": self._name}]


def said(conversation: str, text: str) -> InboxMessage:
    kind = InboxMessageKind.CUSTOMER
    return InboxMessage(f"{conversation}-{text}", conversation, kind, text, 1.0)


async def until(is_so: Callable[[], Any]) -> None:
    end = monotonic() + PATIENCE
    while not is_so():
        assert monotonic() < end
        await asyncio.sleep(0.01)


async def until_settled(redis: Redis) -> None:
    end = monotonic() + PATIENCE
    while await Inbox(redis).length():
        assert monotonic() < end
        await asyncio.sleep(0.02)


async def published(redis: Redis) -> dict[str, list[str]]:
    """What was said in each conversation, in order."""
    found: dict[str, list[str]] = {}
    for _, fields in await redis.xrange(EVENTS):
        event = json.loads(fields["event"])
        found.setdefault(event["sender_id"], []).append(event["text"])
    return found


@asynccontextmanager
async def working(redis: Redis, turns: Any = None) -> AsyncIterator[Worker]:
    worker = Worker(redis, turns or SlowTurns())
    worker.start()
    try:
        yield worker
    finally:
        await worker.stop()


async def talk(redis: Redis, over: asyncio.Event) -> dict[str, list[str]]:
    """Say one thing after the other in all conversations; returns what was said."""
    inbox, sent = Inbox(redis), {conversation: [] for conversation in CONVERSATIONS}
    while not over.is_set():
        for conversation, texts in sent.items():
            texts.append(str(len(texts)))
            await inbox.put(said(conversation, texts[-1]))
    return sent


async def test_who_joins_gets_a_half_and_who_leaves_hands_it_back_with_nothing_lost_or_doubled(
    redis: Redis,
) -> None:
    over = asyncio.Event()
    async with working(redis) as first:
        await until(lambda: len(first.partitions) == PARTITIONS)
        talking = asyncio.create_task(talk(redis, over))
        for _ in range(3):
            async with working(redis) as second:
                await until(lambda: len(second.partitions) == PARTITIONS / 2)
                await until(lambda: len(first.partitions) == PARTITIONS / 2)
                assert not first.partitions & second.partitions
            await until(lambda: len(first.partitions) == PARTITIONS)
        over.set()
        sent = await talking
        await until_settled(redis)
    assert await published(redis) == sent


async def test_a_partition_is_given_up_only_once_its_turn_under_way_is_settled(
    redis: Redis,
) -> None:
    async with working(redis, SlowTurns("first", seconds=1.5)) as first:
        await until(lambda: len(first.partitions) == PARTITIONS)
        for conversation in CONVERSATIONS[:10]:
            await Inbox(redis).put(said(conversation, "hello"), sender=conversation)
        await until(lambda: first.waiting == 10)
        async with working(redis, SlowTurns("second")) as second:
            await until(lambda: len(second.partitions) == PARTITIONS / 2)
            await until_settled(redis)
    events = [json.loads(fields["event"]) for _, fields in await redis.xrange(EVENTS)]
    assert sorted(event["sender_id"] for event in events) == sorted(CONVERSATIONS[:10])
    assert {event["by"] for event in events} == {"first"}


async def test_what_a_bot_that_is_gone_had_begun_another_does(redis: Redis) -> None:
    dying = Worker(redis, SlowTurns(seconds=PATIENCE))
    dying.start()
    await until(lambda: len(dying.partitions) == PARTITIONS)
    for conversation in CONVERSATIONS:
        for text in ("one", "two"):
            await Inbox(redis).put(said(conversation, text))
    await until(lambda: dying.waiting == 2 * len(CONVERSATIONS))
    async with working(redis) as other:
        await end_tasks([dying._working])  # as by SIGKILL: it gives nothing back
        await until(lambda: len(other.partitions) == PARTITIONS)
        await until_settled(redis)
    for partition in dying._held.values():
        await partition.drop()
    assert await published(redis) == {each: ["one", "two"] for each in CONVERSATIONS}


def test_it_is_missed_within_five_seconds() -> None:
    assert LEASE_MS / 1000 + _BEAT < 5


async def test_who_was_stopped_and_goes_on_can_settle_nothing_any_more(redis: Redis) -> None:
    await Inbox(redis).put(said("c", "hello"))
    stale = OnlyBot(redis, "stale")
    (delivered,) = await stale.next()
    await redis.delete(*map(lease_key, range(PARTITIONS)))  # they expired
    async with working(redis):
        await until_settled(redis)
    await redis.delete(EVENTS)
    await Inbox(redis).put(said("c", "again"))
    (again,) = await OnlyBot(redis, "latest").next()
    assert again.token != delivered.token
    for late in (delivered, replace(again, token=delivered.token)):
        with pytest.raises(PartitionLost):
            await stale.settle(late, [{"event": "user"}])
        with pytest.raises(PartitionLost):
            await stale.set_aside(late, "too late")
    assert await redis.exists(EVENTS) == 0
    assert await Inbox(redis).length() == 1


async def test_a_partition_that_was_lost_keeps_nobody_from_reading_the_others(
    redis: Redis,
) -> None:
    stale = OnlyBot(redis, "stale")
    await stale.next()
    lost, kept = (next(c for c in CONVERSATIONS if partition_of(c) == n) for n in (3, 4))
    await redis.set(token_key(3), "9" * 15)
    await redis.xadd(partition_key(partition_of(lost)), {"entry": "nobody can read this"})
    await Inbox(redis).put(said(kept, "hello"))
    assert [delivered.message.conversation for delivered in await stale.next()] == [kept]
    assert await Inbox(redis).length() == 2, "it is for whoever holds the partition now"


async def test_a_bot_whose_lease_expired_while_nobody_took_it_goes_on(redis: Redis) -> None:
    await Inbox(redis).put(said("c", "hello"))
    bot = OnlyBot(redis)
    (delivered,) = await bot.next()
    await redis.delete(*map(lease_key, range(PARTITIONS)))
    await bot.settle(delivered, [])
    assert await Inbox(redis).length() == 0


async def test_what_waits_in_the_single_stream_of_earlier_versions_comes_first_and_in_order(
    redis: Redis,
) -> None:
    await redis.xgroup_create("inbox", "bot", id="0", mkstream=True)
    former = [said(each, str(n)) for n in range(300) for each in CONVERSATIONS[:3]]
    for message in former:
        fields = {"entry": json.dumps(message.to_json()), "sender": "network"}
        await redis.xadd("inbox", fields)
        await redis.set(f"inbox:seen:{message.conversation}:{message.id}", "1")
    await redis.hset("inbox:senders", "network", str(len(former)))
    await redis.xreadgroup("bot", "bot", {"inbox": ">"}, count=5)  # its turns were under way
    await redis.rpush("tracker:conversation-1", json.dumps({"event": "session_started"}))
    for message in former:
        assert not await Inbox(redis).put(message), "sent once more over the update"
    for each in CONVERSATIONS[:3]:
        await Inbox(redis).put(said(each, "newer"))
    async with working(redis, SlowTurns(seconds=0)):
        await until_settled(redis)
    texts = [*map(str, range(300)), "newer"]
    assert await published(redis) == {each: texts for each in CONVERSATIONS[:3]}
    assert not await redis.exists("inbox:senders")
    kept = await redis.lrange(tracker_key("conversation-1"), 0, 0)
    assert json.loads(kept[0])["event"] == "session_started"


async def test_several_bots_may_take_over_at_once_what_was_remembered(redis: Redis) -> None:
    for each in CONVERSATIONS:
        await redis.rpush(f"tracker:{each}", "{}")
    await asyncio.gather(*(Shares(redis, str(number)).open() for number in range(8)))
    assert await redis.exists(*map(tracker_key, CONVERSATIONS)) == len(CONVERSATIONS)


async def test_what_an_earlier_version_still_adds_is_dealt_with(redis: Redis) -> None:
    async with working(redis) as worker:
        await until(lambda: len(worker.partitions) == PARTITIONS)
        await redis.xadd("inbox", {"entry": json.dumps(said("c", "late").to_json())})
        await until_settled(redis)
    assert await published(redis) == {"c": ["late"]}


async def test_the_last_bot_to_leave_leaves_everything_free(redis: Redis) -> None:
    async with working(redis) as worker:
        await until(lambda: len(worker.partitions) == PARTITIONS)
        assert await Inbox(redis).is_held()
        assert await Inbox(redis).bots() == 1
    assert not await Inbox(redis).is_held()
    assert await Inbox(redis).bots() == 0
    assert not [key async for key in redis.scan_iter("inbox:lease:*")]
