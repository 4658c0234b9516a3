"""The inbox and the events between processes: nothing lost, nothing doubled."""

from __future__ import annotations

import uuid

import pytest
from redis.asyncio import Redis

from core.conversations import InboxMessage, InboxMessageKind
from store.realtime import Events, Inbox


@pytest.fixture
async def inbox(redis: Redis) -> Inbox:
    inbox = Inbox(redis)
    await inbox.open()
    return inbox


def entry(text: str, message: str = "") -> InboxMessage:
    return InboxMessage(
        message or uuid.uuid4().hex, "conversation", InboxMessageKind.CUSTOMER, text, 1.0
    )


async def test_entries_come_out_in_the_order_they_went_in(inbox: Inbox) -> None:
    sent = [entry(str(number)) for number in range(20)]
    for each in sent:
        await inbox.put(each)
    assert [delivered.message for delivered in await inbox.next(10)] == sent


async def test_the_same_message_sent_twice_is_one_message(inbox: Inbox) -> None:
    first = entry("hello", "message-1")
    assert await inbox.put(first)
    assert not await inbox.put(first)
    assert len(await inbox.next(10)) == 1


async def test_an_entry_that_was_not_settled_is_delivered_again(inbox: Inbox) -> None:
    await inbox.put(entry("hello"))
    taken = await inbox.next(10)
    assert await inbox.unsettled() == taken
    await inbox.settle(taken[0], [])
    assert await inbox.unsettled() == []
    assert await inbox.length() == 0


async def test_settling_publishes_what_came_of_an_entry_in_the_same_step(
    inbox: Inbox, redis: Redis
) -> None:
    events = Events(redis, "recorder", "recorder")
    await events.open()
    await inbox.put(entry("hello"))
    (taken,) = await inbox.next(10)
    assert await events.next(10) == []
    await inbox.settle(taken, [{"event": "user", "text": "hello"}, {"event": "bot"}])
    assert [event for _, event in await events.next(10)] == [
        {"event": "user", "text": "hello"},
        {"event": "bot"},
    ]


async def test_events_that_were_not_settled_are_read_again_by_the_next_recorder(
    inbox: Inbox, redis: Redis
) -> None:
    first, second = (Events(redis, "recorder", "recorder") for _ in range(2))
    await first.open()
    await inbox.put(entry("hello"))
    (taken,) = await inbox.next(10)
    await inbox.settle(taken, [{"event": "user"}])
    read = await first.next(10)
    assert await second.unsettled() == read
    await second.settle([event_id for event_id, _ in read])
    assert await second.unsettled() == []


async def test_opening_a_stream_again_keeps_what_is_in_it(inbox: Inbox) -> None:
    await inbox.put(entry("hello"))
    await inbox.open()
    assert len(await inbox.next(10)) == 1


async def test_settling_again_after_a_lost_reply_publishes_nothing_twice(
    inbox: Inbox, redis: Redis
) -> None:
    events = Events(redis, "recorder", "recorder")
    await events.open()
    await inbox.put(entry("hello"))
    (taken,) = await inbox.next(10)
    for _ in range(2):
        await inbox.settle(taken, [{"event": "user", "text": "hello"}])
    assert len(await events.next(10)) == 1
