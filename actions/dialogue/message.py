"""Reading the customer's latest message from Rasa's tracker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from rasa_sdk import Tracker

from actions.dialogue.slots import read_shown
from core.answering import Message
from core.conversations import Intent, known_choice
from core.manners import Said

MAX_ID_LENGTH = 64


@dataclass(frozen=True)
class Heard:
    """What came from the customer in this session, in the order it came.

    typed: without what they only pressed
    latest: the place of the message that is answered
    """

    typed: tuple[Said, ...]
    latest: int


def read_latest_message(tracker: Tracker) -> Message:
    """Read the message an action answers."""
    latest = tracker.latest_message
    metadata = latest.get("metadata") or {}
    intent = latest.get("intent") or {}
    pressed = metadata.get("choice")
    said = (metadata.get("shown") if pressed else None) or latest.get("text")
    if intent.get("name") == Intent.FILES.value:
        said = ""  # Rasa's text for them is a command
    shown = read_shown(tracker.current_slot_values())
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
        offered=shown.offered,
        next_questions=shown.next_questions or (),
        unspoken=bool(metadata.get("unspoken")),
        handoff_shown_at=shown.handoff_at,
    )


def read_heard(tracker: Tracker) -> Heard:
    """Read what came from the customer so far, the message that an action answers included."""
    came = [event for event in tracker.events if event.get("event") == "user"]
    typed = [
        Said(place, str(event.get("text") or ""))
        for place, event in enumerate(came)
        if _is_typed(event)
    ]
    return Heard(tuple(typed), len(came) - 1)


def _is_typed(event: dict[str, Any]) -> bool:
    metadata = event.get("metadata") or {}
    return not metadata.get("choice") and not metadata.get("unspoken")
