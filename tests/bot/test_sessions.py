"""Rasa's sessions stay short, and where the conversation stands goes from one to the next."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from redis.asyncio import Redis

from bot.broker import TurnBroker
from bot.extensions import install
from bot.sessions import MAX_EVENTS
from bot.tracker_store import RedisTrackerStore
from bot.turns import Silent
from core.manners import MAX_MESSAGES_READ
from tests.bot.settling import settle

TURNS = 40
A_TURN = 30  # more events than one turn and a session's beginning have


@pytest.fixture(autouse=True)
def installed() -> None:
    install()


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load("domain.yml")


@pytest.fixture
def store(domain: Domain, redis: Redis, redis_url: str) -> RedisTrackerStore:
    return RedisTrackerStore(domain, redis_url, TurnBroker())


@pytest.fixture
def processor(domain: Domain, store: RedisTrackerStore) -> MessageProcessor:
    """Rasa's processor, without a model: nothing is predicted here."""
    processor = MessageProcessor.__new__(MessageProcessor)
    processor.domain, processor.tracker_store = domain, store
    processor.nlg, processor.action_endpoint = TemplatedNaturalLanguageGenerator({}), None
    processor.model_metadata = SimpleNamespace(model_id="model", assistant_id="effie")
    return processor


async def take_turn(processor: MessageProcessor, redis: Redis, number: int) -> list[dict[str, Any]]:
    """Return the events of a turn, once it is settled."""
    tracker = await processor.fetch_tracker_and_update_session("c", Silent())
    for event in (
        UserUttered(f"question {number}", message_id=f"m{number}"),
        ActionExecuted("action_answer"),
        BotUttered(f"answer {number}"),
        SlotSet("failures", float(number)),
        SlotSet("shown", [f"article_{number}"]),
        ActionExecuted("action_listen"),
    ):
        tracker.update(event, processor.domain)
    await processor.save_tracker(tracker)
    events: list[dict[str, Any]] = processor.tracker_store.event_broker.take("c")
    await settle(redis, events)
    return events


async def test_a_turn_reads_a_few_events_however_long_the_conversation_is(
    processor: MessageProcessor, store: RedisTrackerStore, redis: Redis
) -> None:
    for number in range(TURNS):
        await take_turn(processor, redis, number)
        tracker = await store.retrieve("c")
        assert tracker is not None
        assert len(tracker.events) < MAX_EVENTS + A_TURN
        assert tracker.get_slot("failures") == number
        assert tracker.get_slot("shown") == [f"article_{number}"]
        assert f"m{number}" in {getattr(event, "message_id", "") for event in tracker.events}


async def test_a_session_begins_with_the_state_and_not_with_its_history(
    processor: MessageProcessor, redis: Redis
) -> None:
    turns = [await take_turn(processor, redis, number) for number in range(TURNS)]
    sessions = [turn for turn in turns if "session_started" in [e["event"] for e in turn]]
    assert len(sessions) > 2
    events = sessions[-1]
    began = [event["event"] for event in events].index("session_started")
    carried = {e["name"] for e in events[began + 1 : began + 4] if e["event"] == "slot"}
    assert carried == {"failures", "shown"}


async def test_each_turn_publishes_what_is_new_in_it_and_nothing_else(
    processor: MessageProcessor, redis: Redis
) -> None:
    for number in range(TURNS):
        events = await take_turn(processor, redis, number)
        published = [e["text"] for e in events if e["event"] in {"user", "bot"}]
        assert published == [f"question {number}", f"answer {number}"]


def test_an_action_is_told_where_the_conversation_stands_and_not_all_that_happened(
    domain: Domain,
) -> None:
    tracker = DialogueStateTracker("c", domain.slots)
    said = [f"question {number}" for number in range(MAX_MESSAGES_READ + 1)]
    for text in (*said, "hello"):
        tracker.update(UserUttered(text, {"name": "greet"}))
        tracker.update(SlotSet("failures", 1.0))
    call = RemoteAction("action_answer", None)._action_call_format(tracker, domain)
    assert call["tracker"]["slots"]["failures"] == 1.0
    assert call["tracker"]["latest_message"]["text"] == "hello"
    assert (call["sender_id"], call["tracker"]["sender_id"]) == ("c", "c")
    heard = [event["text"] for event in call["tracker"]["events"]]
    assert heard == [*said, "hello"][-MAX_MESSAGES_READ:]
