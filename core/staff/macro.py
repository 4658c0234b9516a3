"""What a saved reply does besides being said: then it is a macro."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from core.errors import BadInput
from core.text import read_message

MAX_FOLDER_LENGTH = 40
MAX_SHORTCUT_LENGTH = 20


class Then(str, Enum):
    """What becomes of the conversation after it."""

    STAYS = ""
    SOLVED = "solved"
    UNSOLVED = "unsolved"
    SNOOZED = "snoozed"  # until the customer writes
    TRANSFERRED = "transferred"  # to a queue


@dataclass(frozen=True)
class Steps:
    """What is done besides; nothing of it for a plain saved reply.

    queue: where a transfer leads
    """

    tags: tuple[str, ...] = ()
    contact_reason: str = ""
    then: Then = Then.STAYS
    queue: str = ""

    @property
    def any(self) -> bool:
        return self != NO_STEPS


NO_STEPS = Steps()  # of a plain saved reply


def read_steps(
    value: object, tags: Collection[str], contact_reasons: Collection[str], queues: Collection[str]
) -> Steps:
    """Return what a page says a macro does; raises BadInput for what there can't be.

    tags, contact_reasons, queues: the names there are
    """
    told = value if isinstance(value, Mapping) else {}
    try:
        then = Then(told.get("then") or "")
    except ValueError:
        raise BadInput("Choose what becomes of the conversation after the macro.") from None
    queue = _one_of(told.get("queue"), queues, "queues") if then is Then.TRANSFERRED else ""
    if then is Then.TRANSFERRED and not queue:
        raise BadInput("Choose the queue to which the macro transfers the conversation.")
    named = told.get("tags") or []
    chosen = [_one_of(tag, tags, "tags") for tag in named] if isinstance(named, list) else []
    reason = _one_of(told.get("contact_reason"), contact_reasons, "contact reasons")
    return Steps(tuple(dict.fromkeys(filter(None, chosen))), reason, then, queue)


def steps_from(stored: Mapping[str, Any]) -> Steps:
    """Return the steps that a record keeps; what is no longer known there is left out."""
    then = stored.get("then", "")
    return Steps(
        tags=tuple(map(str, stored.get("tags", ()))),
        contact_reason=str(stored.get("contact_reason", "")),
        then=Then(then) if then in {each.value for each in Then} else Then.STAYS,
        queue=str(stored.get("queue", "")),
    )


def read_folder(value: object) -> str:
    """Return a folder's name on one line, "" for none; raises BadInput."""
    return " ".join(read_message(value, MAX_FOLDER_LENGTH).split()) if value else ""


def read_shortcut(value: object) -> str:
    """Return a shortcut, one word in lower case, "" for none; raises BadInput."""
    if not value:
        return ""
    word = read_message(value, MAX_SHORTCUT_LENGTH).lower().lstrip("/")
    if not word or len(word.split()) != 1:
        raise BadInput("A shortcut is one word, as refund. Leave out spaces and slashes.")
    return word


def _one_of(value: object, known: Collection[str], what: str) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str) and value in known:
        return value
    raise BadInput(f"Choose among these {what}: {', '.join(known) or 'none are set up'}.")
