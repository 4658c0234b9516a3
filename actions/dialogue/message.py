"""What the customer just said, and what of the conversation so far bears on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from rasa_sdk import Tracker

from core.conversations import ChoiceKind

MAX_ID_LENGTH = 64


@dataclass(frozen=True)
class Message:
    """The latest message, as Rasa understood it.

    text: the words; for a button its title, for a comment the comment
    choice: the pressed button's payload, "" for typed words
    offered: the articles of the last clarification's buttons, in their order
    unspoken: the customer did not say it; it tells the bot that something happened
    handoff_shown_at: when the customer was last told about a person on the way; seconds
    """

    conversation: str
    id: str
    text: str
    choice: str = ""
    intent: str = ""
    confidence: float = 0.0
    entities: Mapping[str, str] = field(default_factory=dict)
    offered: tuple[str, ...] = ()
    unspoken: bool = False
    handoff_shown_at: float = 0.0

    @property
    def typed(self) -> bool:
        return not self.choice

    def tells_of_handoff(self, opened_at: datetime) -> bool:
        """Tell whether the customer has been told of the handoff opened at that moment."""
        return self.handoff_shown_at >= opened_at.timestamp()


def read_latest_message(tracker: Tracker) -> Message:
    """Read the message an action answers."""
    latest = tracker.latest_message
    metadata = latest.get("metadata") or {}
    intent = latest.get("intent") or {}
    choice = str(metadata.get("choice") or "")
    said = (metadata.get("shown") if choice else None) or latest.get("text")
    return Message(
        conversation=str(tracker.sender_id),
        id=str(latest.get("message_id") or metadata.get("message_id") or uuid4().hex)[
            :MAX_ID_LENGTH
        ],
        text=str(said or ""),
        choice=choice,
        intent=str(intent.get("name") or ""),
        confidence=float(intent.get("confidence") or 0.0),
        entities={
            str(entity["entity"]): str(entity.get("value"))
            for entity in latest.get("entities") or ()
            if entity.get("entity")
        },
        offered=_last_offered(tracker.events),
        unspoken=bool(metadata.get("unspoken")),
        handoff_shown_at=_last_shown(tracker.events, "handoff", "contact_taken"),
    )


def _last_offered(events: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    prefix = f"{ChoiceKind.ARTICLE.value}:"
    for event in _said_last(events, "clarify"):
        payloads = [str(b.get("payload", "")) for b in event["data"].get("buttons") or ()]
        return tuple(p.removeprefix(prefix) for p in payloads if p.startswith(prefix))
    return ()


def _last_shown(events: Iterable[Mapping[str, Any]], *kinds: str) -> float:
    for event in _said_last(events, *kinds):
        return float(event.get("timestamp") or 0.0)
    return 0.0


def _said_last(events: Iterable[Mapping[str, Any]], *kinds: str) -> Iterable[Mapping[str, Any]]:
    for event in reversed(list(events)):
        custom = (event.get("data") or {}).get("custom") or {}
        if event.get("event") == "bot" and custom.get("kind") in kinds:
            yield event
