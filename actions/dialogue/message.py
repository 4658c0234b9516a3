"""Reading the customer's latest message from Rasa's tracker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from rasa_sdk import Tracker

from core.answering import Message
from core.conversations import ChoiceKind

MAX_ID_LENGTH = 64


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
