"""A turn that fails again and again, and the turns behind it."""

from __future__ import annotations

import asyncio
from time import monotonic
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.lock_store import LockError
from redis.asyncio import Redis
from sqlalchemy.exc import OperationalError

from bot import partition as partition_module
from bot.broker import TurnBroker
from bot.extensions import ActionFailed
from bot.faults import passes_by_itself
from bot.turns import Turns
from bot.worker import Worker
from core.conversations import InboxMessage, InboxMessageKind
from store.realtime import (
    DeadLetters,
    Delivered,
    Holders,
    Inbox,
    RedisError,
    Taking,
    tracker_key,
)

PATIENCE = 60.0  # seconds


class BrokenRasa:
    """Rasa, whose tracker of one conversation cannot be read."""

    def __init__(self, error: BaseException) -> None:
        self._error = error
        self.handled: list[str] = []
        self.tracker_store = SimpleNamespace(event_broker=TurnBroker(), retrieve=self._retrieve)
        self.domain = SimpleNamespace(responses={"utter_handoff_broken": [{"text": "Sorry."}]})
        self.lock_store = SimpleNamespace(lock=self._lock)

    async def handle_message(self, message: Any) -> None:
        if message.sender_id == "broken":
            raise self._error
        self.handled.append(message.message_id)
        said = {"sender_id": message.sender_id, "event": "bot", "text": "hello"}
        self.tracker_store.event_broker.publish(said)

    async def _retrieve(self, conversation: str) -> None:
        if conversation == "broken":
            raise self._error

    def _lock(self, conversation: str) -> Any:
        raise self._error


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for patience in ("_FIRST_PAUSE", "_PATIENCE"):
        monkeypatch.setattr(partition_module, patience, 0.0)


def said(conversation: str, message: str, kind: str = "customer") -> InboxMessage:
    return InboxMessage(message, conversation, InboxMessageKind(kind), "hello", 1.0)


async def work_through(
    redis: Redis, rasa: BrokenRasa, *messages: InboxMessage, patience: float = PATIENCE
) -> bool:
    """Let a worker deal with messages; tell whether none was left in time (seconds)."""
    inbox = Inbox(redis)
    for message in messages:
        await inbox.put(message)
    worker = Worker(redis, Turns(rasa, Holders(redis)))
    worker.start()
    try:
        return await _is_emptied(inbox, patience)
    finally:
        await worker.stop()


class SilentOnce(Taking):
    """One whose Redis dies the first time, after it has settled and before it can say so."""

    died = False

    async def settle(self, delivered: Delivered, events: Any) -> None:
        await super().settle(delivered, events)
        if not self.died:
            self.died = True
            raise RedisError("gone")


async def test_a_turn_whose_settling_was_not_heard_of_is_taken_and_published_once(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partition_module, "_RETRY_AFTER", 0.0)
    rasa, taking = BrokenRasa(ValueError()), SilentOnce(redis, "bot")
    monkeypatch.setattr("bot.worker.Taking", lambda *_: taking)
    await Inbox(redis).put(said("sound", "message-1"))
    worker = Worker(redis, Turns(rasa, Holders(redis)))
    worker.start()
    end = monotonic() + PATIENCE
    while worker.waiting or not taking.died:
        assert monotonic() < end
        await asyncio.sleep(0.01)
    await worker.stop()
    assert rasa.handled == ["message-1"]
    assert (await redis.xlen("events"), await redis.llen(tracker_key("sound"))) == (1, 1)


async def _is_emptied(inbox: Inbox, patience: float) -> bool:
    """By the clock: redis-py now and then swallows the cancellation that `wait_for` relies on."""
    last = monotonic() + patience
    while await inbox.length():
        if monotonic() > last:
            return False
        await asyncio.sleep(0.05)
    return True


@pytest.mark.parametrize("kind", ["customer", "agent", "resolved"])
async def test_a_message_at_which_everything_fails_is_set_aside_and_the_others_flow(
    redis: Redis, kind: str
) -> None:
    rasa = BrokenRasa(ValueError("the tracker is damaged"))
    messages = (said("broken", "message-1", kind), said("sound", "message-2"))
    assert await work_through(redis, rasa, *messages)
    (letter,) = await DeadLetters(redis).newest()
    assert "message-1" in letter.entry
    assert "the tracker is damaged" in letter.reason
    assert rasa.handled == ["message-2"]


async def test_what_no_version_of_ours_can_read_ends_no_worker(redis: Redis) -> None:
    rasa = BrokenRasa(ValueError())
    for entry in ("no JSON", '{"kind": "video"}'):
        await redis.xadd("inbox", {"entry": entry})
    assert await work_through(redis, rasa, said("sound", "message-1"))
    assert rasa.handled == ["message-1"]
    assert await DeadLetters(redis).count() == 2


async def test_while_a_part_is_away_nothing_is_set_aside(redis: Redis) -> None:
    rasa = BrokenRasa(OperationalError("", {}, Exception("database is locked")))
    inbox = Inbox(redis)
    await inbox.put(said("broken", "message-1"))
    assert not await work_through(redis, rasa, said("sound", "message-2"), patience=3)
    assert rasa.handled == ["message-2"]
    assert (await DeadLetters(redis).count(), await inbox.length()) == (0, 1)


def test_what_passes_by_itself_is_told_from_what_does_not() -> None:
    def failed_because_of(cause: Exception) -> BaseException:
        try:
            raise ActionFailed("action_answer") from cause
        except ActionFailed as error:
            return error

    assert passes_by_itself(failed_because_of(ConnectionRefusedError()))
    assert passes_by_itself(failed_because_of(asyncio.TimeoutError()))
    assert passes_by_itself(LockError())
    assert not passes_by_itself(failed_because_of(ValueError()))
