"""What Rasa remembers: written with the settling, read again whenever memory may be wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from redis.asyncio import Redis

from bot import tracker_store
from bot.broker import TurnBroker
from bot.tracker_store import RedisTrackerStore
from store.realtime import tracker_key
from tests.bot.settling import delivered, settle
from tests.support.only_bot import OnlyBot


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load("domain.yml")


def opened(redis_url: str, domain: Domain) -> RedisTrackerStore:
    return RedisTrackerStore(domain, redis_url, TurnBroker())


@pytest.fixture
def store(redis: Redis, redis_url: str, domain: Domain) -> RedisTrackerStore:
    return opened(redis_url, domain)


async def turn(store: RedisTrackerStore, *events: Event) -> list[dict[str, Any]]:
    """Take a turn that leads to these events; return what is to be published."""
    tracker = await store.get_or_create_tracker("c", append_action_listen=False)
    for event in events:
        tracker.update(event, store.domain)
    await store.save(tracker)
    return store.event_broker.take("c")


async def texts(store: RedisTrackerStore) -> list[str]:
    tracker = await store.retrieve("c")
    return [e.text for e in tracker.events if isinstance(e, UserUttered)] if tracker else []


async def test_a_turn_is_remembered_once_its_message_is_settled_and_not_before(
    redis: Redis, store: RedisTrackerStore, redis_url: str, domain: Domain
) -> None:
    events = await turn(store, UserUttered("one"), SlotSet("failures", 1.0))
    assert await store.retrieve("c") is None, "nothing is settled yet"
    await settle(redis, events)
    for reader in (store, opened(redis_url, domain)):
        tracker = await reader.retrieve("c")
        assert tracker is not None
        assert tracker.get_slot("failures") == 1.0
        assert [e.text for e in tracker.events if isinstance(e, UserUttered)] == ["one"]
    assert await redis.ttl(tracker_key("c")) > 0, "it is forgotten one day"


async def test_a_turn_that_failed_or_was_not_settled_leaves_no_trace(
    redis: Redis, store: RedisTrackerStore
) -> None:
    await settle(redis, await turn(store, UserUttered("one")))
    await turn(store, UserUttered("never settled"))
    assert await texts(store) == ["one"]
    failing = await store.retrieve("c")
    assert failing is not None
    failing.update(UserUttered("never saved"), store.domain)
    assert await texts(store) == ["one"]
    assert [e["text"] for e in await turn(store, UserUttered("two"))] == ["two"]


async def test_what_another_bot_settled_is_read(
    redis: Redis, store: RedisTrackerStore, redis_url: str, domain: Domain
) -> None:
    await settle(redis, await turn(store, UserUttered("one")))
    await settle(redis, await turn(opened(redis_url, domain), UserUttered("two")))
    await settle(redis, await turn(store, UserUttered("three")))
    assert await texts(store) == ["one", "two", "three"]


async def test_settling_again_remembers_and_publishes_nothing_twice(
    redis: Redis, store: RedisTrackerStore
) -> None:
    message, events = await delivered(redis), await turn(store, UserUttered("one"))
    for _ in range(2):
        await OnlyBot(redis).settle(message, events)
    assert await texts(store) == ["one"]
    assert await redis.xlen("events") == 1


async def test_a_session_begins_with_what_comes_after_it(
    redis: Redis, store: RedisTrackerStore, redis_url: str, domain: Domain
) -> None:
    await settle(redis, await turn(store, UserUttered("before")))
    beginning = (ActionExecuted("action_session_start"), SessionStarted(), UserUttered("after"))
    await settle(redis, await turn(store, *beginning))
    kept = [json.loads(event)["event"] for event in await redis.lrange(tracker_key("c"), 0, -1)]
    assert kept == ["session_started", "user"]
    assert await texts(store) == await texts(opened(redis_url, domain)) == ["after"]
    published = [json.loads(fields["event"])["event"] for _, fields in await redis.xrange("events")]
    assert published == ["user", "action", "session_started", "user"]


async def test_memory_holds_the_latest_conversations_only(
    redis: Redis, store: RedisTrackerStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracker_store, "MAX_TRACKERS", 2)
    for name in ("a", "b", "c"):
        tracker = DialogueStateTracker(name, store.domain.slots)
        tracker.update(UserUttered(name), store.domain)
        await store.save(tracker)
        await settle(redis, store.event_broker.take(name), name)
    assert len(store._kept) == 2
    for name in ("a", "b", "c"):
        kept = await store.retrieve(name)
        assert kept is not None
        assert [e.text for e in kept.events if isinstance(e, UserUttered)] == [name]
