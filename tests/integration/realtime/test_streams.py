"""The inbox and the events between processes: nothing lost, nothing doubled."""

from __future__ import annotations

import uuid

import pytest
from redis.asyncio import Redis

from core.conversations import (
    InboxFull,
    InboxLimits,
    InboxMessage,
    InboxMessageKind,
    TooManyWaiting,
)
from store.realtime import Events, Inbox
from tests.support.only_bot import OnlyBot


@pytest.fixture
async def inbox(redis: Redis) -> Inbox:
    return Inbox(redis)


@pytest.fixture
def bot(redis: Redis) -> OnlyBot:
    return OnlyBot(redis)


def entry(text: str, message: str = "") -> InboxMessage:
    return InboxMessage(
        message or uuid.uuid4().hex, "conversation", InboxMessageKind.CUSTOMER, text, 1.0
    )


async def test_entries_come_out_in_the_order_they_went_in(inbox: Inbox, bot: OnlyBot) -> None:
    sent = [entry(str(number)) for number in range(20)]
    for each in sent:
        await inbox.put(each)
    assert [delivered.message for delivered in await bot.next()] == sent


async def test_the_same_message_sent_twice_is_one_message(inbox: Inbox, bot: OnlyBot) -> None:
    first = entry("hello", "message-1")
    assert await inbox.put(first)
    assert not await inbox.put(first)
    assert len(await bot.next()) == 1


async def test_an_entry_that_was_not_settled_is_read_by_the_next_holder(
    inbox: Inbox, redis: Redis
) -> None:
    await inbox.put(entry("hello"))
    for _ in range(2):
        bot = OnlyBot(redis)
        (taken,) = await bot.next()
    await bot.settle(taken, [])
    assert await OnlyBot(redis).next() == []
    assert await inbox.length() == 0


async def test_settling_publishes_what_came_of_an_entry_in_the_same_step(
    inbox: Inbox, bot: OnlyBot, redis: Redis
) -> None:
    events = Events(redis, "recorder", "recorder")
    await events.open()
    await inbox.put(entry("hello"))
    (taken,) = await bot.next()
    assert await events.next(10) == []
    await bot.settle(taken, [{"event": "user", "text": "hello"}, {"event": "bot"}])
    assert [event for _, event in await events.next(10)] == [
        {"event": "user", "text": "hello"},
        {"event": "bot"},
    ]


async def test_events_that_were_not_settled_are_read_again_by_the_next_recorder(
    inbox: Inbox, bot: OnlyBot, redis: Redis
) -> None:
    first, second = (Events(redis, "recorder", "recorder") for _ in range(2))
    await first.open()
    await inbox.put(entry("hello"))
    (taken,) = await bot.next()
    await bot.settle(taken, [{"event": "user"}])
    read = await first.next(10)
    assert await second.unsettled() == read
    await second.settle([event_id for event_id, _ in read])
    assert await second.unsettled() == []


async def test_settling_again_after_a_lost_reply_publishes_nothing_twice(
    inbox: Inbox, bot: OnlyBot, redis: Redis
) -> None:
    events = Events(redis, "recorder", "recorder")
    await events.open()
    await inbox.put(entry("hello"))
    (taken,) = await bot.next()
    for _ in range(2):
        await bot.settle(taken, [{"event": "user", "text": "hello"}])
    assert len(await events.next(10)) == 1


LIMITS = InboxLimits(of_one_sender=2, in_all=3)


async def test_what_one_sender_has_waiting_is_limited_and_others_are_not_kept_out(
    inbox: Inbox, bot: OnlyBot
) -> None:
    for text in ("one", "two"):
        await inbox.put(entry(text), "flood", LIMITS)
    with pytest.raises(TooManyWaiting):
        await inbox.put(entry("three"), "flood", LIMITS)
    await inbox.put(entry("a question"), "bystander", LIMITS)
    taken = await bot.next()
    assert [(each.sender, each.message.text) for each in taken] == [
        ("flood", "one"),
        ("flood", "two"),
        ("bystander", "a question"),
    ]
    await bot.settle(taken[0], [])
    await inbox.put(entry("three"), "flood", LIMITS)


async def test_a_message_that_is_in_is_taken_for_sent_however_many_wait(inbox: Inbox) -> None:
    for text in ("one", "two"):
        await inbox.put(entry(text, text), "flood", LIMITS)
    assert not await inbox.put(entry("two", "two"), "flood", LIMITS)


async def test_customers_are_refused_while_too_much_waits_and_staff_are_not(
    inbox: Inbox, bot: OnlyBot
) -> None:
    for sender in ("a", "b", "c"):
        await inbox.put(entry("hello"), sender, LIMITS)
    refused = entry("hello?", "kept-by-the-page")
    with pytest.raises(InboxFull):
        await inbox.put(refused, "d", LIMITS)
    await inbox.put(entry("an agent's reply"))
    for taken in await bot.next():
        await bot.settle(taken, [])
    assert await inbox.put(refused, "d", LIMITS), "refused is not sent"


async def test_nothing_is_counted_for_a_sender_once_all_is_settled(
    inbox: Inbox, bot: OnlyBot, redis: Redis
) -> None:
    for _ in range(3):
        await inbox.put(entry("hello"), "a")
    for taken in await bot.next():
        await bot.settle(taken, [])
        await bot.settle(taken, [])
    assert not await redis.exists("inbox:senders")


async def test_what_was_set_aside_waits_no_longer(inbox: Inbox, bot: OnlyBot, redis: Redis) -> None:
    await inbox.put(entry("hello"), "a")
    (taken,) = await bot.next()
    await bot.set_aside(taken, "nobody can deal with it")
    assert not await redis.exists("inbox:senders")
