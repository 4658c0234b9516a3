"""Rasa's sessions stay short, and where the conversation stands goes from one to the next."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.broker import TurnBroker
from bot.extensions import install
from bot.sessions import MAX_EVENTS
from bot.tracker_store import SqlTrackerStore
from bot.turns import Silent

TURNS = 40
A_TURN = 30  # more events than one turn and a session's beginning have


@pytest.fixture(autouse=True)
def installed() -> None:
    install()


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load("domain.yml")


@pytest.fixture
def store(domain: Domain, tmp_path: Path) -> SqlTrackerStore:
    return SqlTrackerStore(domain, f"sqlite:///{tmp_path / 'tracker.db'}", TurnBroker())


@pytest.fixture
def processor(domain: Domain, store: SqlTrackerStore) -> MessageProcessor:
    """Rasa's processor, without a model: nothing is predicted here."""
    processor = MessageProcessor.__new__(MessageProcessor)
    processor.domain, processor.tracker_store = domain, store
    processor.nlg, processor.action_endpoint = TemplatedNaturalLanguageGenerator({}), None
    processor.model_metadata = SimpleNamespace(model_id="model", assistant_id="effie")
    return processor


async def take_turn(processor: MessageProcessor, number: int) -> None:
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


async def test_a_turn_reads_a_few_events_however_long_the_conversation_is(
    processor: MessageProcessor, store: SqlTrackerStore
) -> None:
    for number in range(TURNS):
        await take_turn(processor, number)
        tracker = await store.retrieve("c")
        assert tracker is not None
        assert len(tracker.events) < MAX_EVENTS + A_TURN
        assert tracker.get_slot("failures") == number
        assert tracker.get_slot("shown") == [f"article_{number}"]
        assert f"m{number}" in {getattr(event, "message_id", "") for event in tracker.events}
    everything = await store.retrieve_full_tracker("c")
    assert everything is not None
    said = [event.text for event in everything.events if isinstance(event, UserUttered)]
    assert said == [f"question {number}" for number in range(TURNS)], "nothing is lost"


async def test_a_session_begins_with_the_state_and_not_with_its_history(
    processor: MessageProcessor, store: SqlTrackerStore
) -> None:
    for number in range(TURNS):
        await take_turn(processor, number)
    everything = await store.retrieve_full_tracker("c")
    assert everything is not None
    events = list(everything.events)
    began = [at for at, event in enumerate(events) if isinstance(event, SessionStarted)]
    assert len(began) > 2
    carried = events[began[-1] + 1 : began[-1] + 4]
    assert {event.key for event in carried if isinstance(event, SlotSet)} == {"failures", "shown"}


async def test_each_turn_publishes_what_is_new_in_it_and_nothing_else(
    processor: MessageProcessor, store: SqlTrackerStore
) -> None:
    broker = store.event_broker
    assert isinstance(broker, TurnBroker)
    for number in range(TURNS):
        await take_turn(processor, number)
        published = [e["text"] for e in broker.take("c") if e["event"] in {"user", "bot"}]
        assert published == [f"question {number}", f"answer {number}"]


async def test_a_clock_that_is_set_back_brings_no_old_session_up_again(
    store: SqlTrackerStore, domain: Domain
) -> None:
    tracker = DialogueStateTracker("c", domain.slots)
    for event in (
        SessionStarted(timestamp=2000.0),
        UserUttered("before", timestamp=2001.0),
        SessionStarted(timestamp=1000.0),
        UserUttered("after", timestamp=1001.0),
    ):
        tracker.update(event)
    await store.save(tracker)
    latest = await store.retrieve("c")
    assert latest is not None
    assert [e.text for e in latest.events if isinstance(e, UserUttered)] == ["after"]


def test_an_action_is_told_where_the_conversation_stands_and_not_all_that_happened(
    domain: Domain,
) -> None:
    tracker = DialogueStateTracker("c", domain.slots)
    for event in (SlotSet("failures", 1.0), UserUttered("hello", {"name": "greet"})):
        tracker.update(event)
    call = RemoteAction("action_answer", None)._action_call_format(tracker, domain)
    assert call["tracker"]["slots"]["failures"] == 1.0
    assert call["tracker"]["latest_message"]["text"] == "hello"
    assert (call["sender_id"], call["tracker"]["sender_id"]) == ("c", "c")
    assert call["tracker"]["events"] == []
