"""The dialogue's state as Rasa keeps it: a slot for each field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from rasa_sdk.events import SlotSet

from core.answering import Dialogue, Pending

MAX_REMEMBERED = 20  # slugs in a list
_STORED_AS = {"second_article": "beside"}  # conversations that are under way hold this name


@dataclass(frozen=True)
class Shown:
    """What the customer has before them from earlier turns.

    offered: the articles of the last clarification's buttons, in their order
    next_questions: the articles of the last answer's next questions; None for no answer
    handoff_at: when they were last told about a person on the way; seconds, 0 for never
    """

    offered: tuple[str, ...] = ()
    next_questions: tuple[str, ...] | None = None
    handoff_at: float = 0.0


def read_shown(slots: Mapping[str, Any]) -> Shown:
    """Read what was shown; a slot that is empty or holds something else counts as nothing."""
    at = slots.get("handoff_shown_at")
    return Shown(
        offered=_slugs(slots.get("offered")),
        next_questions=_slugs(slots.get("next_questions")),
        handoff_at=float(at) if isinstance(at, (int, float)) else 0.0,
    )


def shown_changes(shown: Shown) -> list[dict[str, Any]]:
    """Return the events that note what a turn has shown; what it did not show stays as it was."""
    changes = []
    if shown.offered:
        changes.append(SlotSet("offered", list(shown.offered)))
    if shown.next_questions is not None:
        changes.append(SlotSet("next_questions", list(shown.next_questions)))
    if shown.handoff_at:
        changes.append(SlotSet("handoff_shown_at", shown.handoff_at))
    return changes


def read_dialogue(slots: Mapping[str, Any]) -> Dialogue:
    """Read the slots; one that is empty or holds something else counts as new."""
    return Dialogue(
        failures=_whole(slots.get("failures")),
        tried=_slugs(slots.get("tried")),
        last_question=str(slots.get("last_question") or ""),
        last_article=str(slots.get("last_article") or ""),
        second_article=str(slots.get(_STORED_AS["second_article"]) or ""),
        shown=_slugs(slots.get("shown")),
        pending=_pending(slots.get("pending")),
        angered=slots.get("angered") is True,
        sensitive=str(slots.get("sensitive") or ""),
        declines=_whole(slots.get("declines")),
    )


def slot_changes(before: Dialogue, after: Dialogue) -> list[dict[str, Any]]:
    """Return the events that bring the slots from one state to the next."""
    return [
        SlotSet(_STORED_AS.get(field.name, field.name), _plain(getattr(after, field.name)))
        for field in fields(Dialogue)
        if getattr(before, field.name) != getattr(after, field.name)
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, Pending):
        return value.value
    if isinstance(value, tuple):
        return list(value[-MAX_REMEMBERED:])
    if isinstance(value, bool):
        return value
    return float(value) if isinstance(value, int) else value or None


def _whole(value: Any) -> int:
    return max(0, int(value)) if isinstance(value, (int, float)) else 0


def _slugs(value: Any) -> tuple[str, ...]:
    slugs = value if isinstance(value, list) else ()
    return tuple(slug for slug in slugs if isinstance(slug, str))[-MAX_REMEMBERED:]


def _pending(value: Any) -> Pending | None:
    try:
        return Pending(value)
    except ValueError:
        return None
