"""All conversations in a list: in which state each is, and which of them are asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeVar

from core.answering import Reason
from core.conversations import Author, read_score
from core.errors import BadInput
from core.handoffs.handoff import Handoff, HandoffState

MAX_SEARCHED_WORDS = 8
_Kind = TypeVar("_Kind", bound=Enum)
_WORD = re.compile(r"[^\W_]+")


class ListedState(str, Enum):
    """Where a conversation stands, for whoever looks for it."""

    OPEN = "open"  # waits for a person, or for their answer
    CUSTOMER = "customer"  # an agent holds it and has spoken last
    SNOOZED = "snoozed"  # an agent has put it aside until later
    CLOSED = "closed"  # its last handoff has ended
    BOT = "bot"  # never handed to a person


@dataclass(frozen=True)
class Wanted:
    """Which conversations are asked for; what is empty is not asked about.

    words: to be found in what customers, agents and colleagues' notes say; all of them, the last
    one also as the beginning of a longer one
    agent: the id of who holds it, or held it last
    about: what the customer came for, as their agent said
    files: whether only those in which a file was sent
    since, until: days on which its customer last said something, both included
    """

    words: tuple[str, ...] = ()
    state: ListedState | None = None
    queue: str = ""
    agent: str = ""
    segment: str = ""
    channel: str = ""
    reason: Reason | None = None
    score: int | None = None
    language: str = ""
    sensitive: str = ""
    tag: str = ""
    about: str = ""
    files: bool = False
    since: date | None = None
    until: date | None = None


def read_wanted(asked: Mapping[str, str]) -> Wanted:
    """Read what an address asks for; raises BadInput for what there can't be."""
    told = {name: value.strip() for name, value in asked.items() if value.strip()}
    score = told.get("score")
    return Wanted(
        words=tuple(_WORD.findall(told.get("q", ""))[:MAX_SEARCHED_WORDS]),
        state=_one_of(ListedState, told.get("state")),
        queue=told.get("queue", ""),
        agent=told.get("agent", ""),
        segment=told.get("segment", ""),
        channel=told.get("channel", ""),
        reason=_one_of(Reason, told.get("reason")),
        score=read_score(score) if score else None,
        language=told.get("language", ""),
        sensitive=told.get("sensitive", ""),
        tag=told.get("tag", ""),
        about=told.get("about", ""),
        files="files" in told,
        since=_day(told.get("since")),
        until=_day(told.get("until")),
    )


def listed_state(last: Handoff | None, spoke_last: Author | None) -> ListedState:
    """Return where a conversation stands, by its last handoff.

    spoke_last: of its customer and its agents
    """
    if last is None:
        return ListedState.BOT
    if last.ended_at is not None:
        return ListedState.CLOSED
    if last.state is HandoffState.SNOOZED:
        return ListedState.SNOOZED
    answered = last.state is HandoffState.CLAIMED and spoke_last is Author.AGENT
    return ListedState.CUSTOMER if answered else ListedState.OPEN


def _one_of(kind: type[_Kind], value: str | None) -> _Kind | None:
    if not value:
        return None
    try:
        return kind(value)
    except ValueError:
        names = ", ".join(str(each.value) for each in kind)
        raise BadInput(f"'{value}' is none of {names}. Choose one of these.") from None


def _day(value: str | None) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadInput(f"'{value}' is no day. Write it as 2027-05-15.") from None
