"""Reading the customer's latest message from Rasa's tracker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from rasa_sdk import Tracker

from core.answering import Message
from core.conversations import (
    Card,
    ClarifyCard,
    ContactTakenCard,
    HandoffCard,
    articles_of,
    content_of_event,
    kind_of_event,
    known_choice,
    read_buttons,
)

MAX_ID_LENGTH = 64


def read_latest_message(tracker: Tracker) -> Message:
    """Read the message an action answers."""
    latest = tracker.latest_message
    metadata = latest.get("metadata") or {}
    intent = latest.get("intent") or {}
    pressed = metadata.get("choice")
    said = (metadata.get("shown") if pressed else None) or latest.get("text")
    return Message(
        conversation=str(tracker.sender_id),
        id=str(latest.get("message_id") or metadata.get("message_id") or uuid4().hex)[
            :MAX_ID_LENGTH
        ],
        text=str(said or ""),
        choice=known_choice(pressed),
        intent=str(intent.get("name") or ""),
        confidence=float(intent.get("confidence") or 0.0),
        entities={
            str(entity["entity"]): str(entity.get("value"))
            for entity in latest.get("entities") or ()
            if entity.get("entity")
        },
        offered=_last_offered(tracker.events),
        unspoken=bool(metadata.get("unspoken")),
        handoff_shown_at=_last_shown(tracker.events, HandoffCard, ContactTakenCard),
    )


def _last_offered(events: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    for event in _said_last(events, ClarifyCard):
        return articles_of(read_buttons(content_of_event(event)))
    return ()


def _last_shown(events: Iterable[Mapping[str, Any]], *cards: type[Card]) -> float:
    for event in _said_last(events, *cards):
        return float(event.get("timestamp") or 0.0)
    return 0.0


def _said_last(
    events: Iterable[Mapping[str, Any]], *cards: type[Card]
) -> Iterable[Mapping[str, Any]]:
    kinds = {card.kind for card in cards}
    return (event for event in reversed(list(events)) if kind_of_event(event) in kinds)
