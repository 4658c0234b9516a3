"""Rasa's tracker in Redis, and in memory as long as nobody else has written to it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker

from store.realtime import Trackers, kept_form, open_redis

MAX_TRACKERS = 256  # in memory; some 0.2 MB each


@dataclass
class _Kept:
    """A tracker as its last turn left it.

    saved: how many of its events were handed to the broker
    last: the last one of them, as Redis keeps it once the turn is settled
    """

    tracker: DialogueStateTracker
    saved: int
    last: str

    def is_as_left(self, last: str) -> bool:
        """Tell whether its turn was settled, and no turn since has begun and failed."""
        return self.last == last and self.saved == len(self.tracker.events)


class RedisTrackerStore(TrackerStore):
    """Reads what Redis keeps; what is new it only hands to the broker.

    The worker writes it, together with settling the message (`store/realtime/trackers.py`). A
    tracker in memory counts only while its last event is the last one in Redis: after a turn that
    failed, was not settled or was another process's, it is read again.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        **_: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        self._redis = open_redis(host or "")
        self._trackers = Trackers(self._redis)
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return the tracker of the session under way, None for a conversation nobody knows."""
        last = await self._trackers.last(sender_id)
        kept = self._kept.pop(sender_id, None)
        if not last:
            return None
        if kept is None or not kept.is_as_left(last):
            kept = await self._read(sender_id, last)
        self._keep(sender_id, kept)
        return kept.tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Hand what is new to the broker; memory keeps it for the next turn."""
        kept = self._kept.get(tracker.sender_id)
        if kept is None or kept.tracker is not tracker:
            kept = _Kept(tracker, 0, "")
        new = list(tracker.events)[kept.saved :]
        for event in new:
            body = {"sender_id": tracker.sender_id, **event.as_dict()}
            self.event_broker.publish(body)
            kept.last = kept_form(body)
        kept.saved += len(new)
        self._keep(tracker.sender_id, kept)
        if any(isinstance(event, SessionStarted) for event in new):
            del self._kept[tracker.sender_id]  # else memory would grow with the conversation

    async def _read(self, conversation: str, last: str) -> _Kept:
        events = await self._trackers.read(conversation)
        tracker = DialogueStateTracker.from_dict(conversation, events, self.domain.slots)
        return _Kept(tracker, len(tracker.events), last)

    def _keep(self, conversation: str, kept: _Kept) -> None:
        self._kept[conversation] = kept
        self._kept.move_to_end(conversation)
        if len(self._kept) > MAX_TRACKERS:
            self._kept.popitem(last=False)
