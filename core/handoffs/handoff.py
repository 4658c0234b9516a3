"""The life of a handoff, and with it who holds the conversation.

            ┌──── release, return, transfer ────┐
            ▼                                   │
open ──► waiting ───────────claim──────────► claimed ──resolve──► resolved
            │                                   │
            └─────────────► abandoned ◄─────────┘ (only if the customer stayed away)

What is claimed may be put aside until later: snoozed, see `core.handoffs.snooze`.
A conversation may be handed off again and again: each time it is a new handoff. Who may make which
transition, and what it leads to: `core.handoffs.transitions`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from core.answering import Reason


class HandoffState(str, Enum):
    WAITING = "waiting"
    CLAIMED = "claimed"
    SNOOZED = "snoozed"  # its agent has put it aside until later
    RESOLVED = "resolved"
    ABANDONED = "abandoned"


OPEN_STATES = frozenset({HandoffState.WAITING, HandoffState.CLAIMED, HandoffState.SNOOZED})
HELD_STATES = frozenset({HandoffState.CLAIMED, HandoffState.SNOOZED})  # by an agent


class Transition(str, Enum):
    """What can happen to a handoff."""

    OPEN = "open"
    CLAIM = "claim"
    RELEASE = "release"  # by the agent, or by who leads
    RETURN = "return"  # by Effie, for an agent who is gone or silent
    TRANSFER = "transfer"  # to a colleague or a queue
    UPSET = "upset"  # the customer got upset while waiting
    SENSITIVE = "sensitive"  # the customer said something that needs care while waiting
    SNOOZE = "snooze"  # by its agent, until a time or the customer's next words
    WAKE = "wake"  # by Effie, once that has come
    RESOLVE = "resolve"
    ABANDON = "abandon"


class TransitionReason(str, Enum):
    """Why Effie, or the customer, made a transition."""

    CONNECTION_GONE = "connection_gone"
    NO_ANSWER = "no_answer"
    SIGNED_OUT = "signed_out"
    LEFT_QUEUE = "left_queue"
    STAYED_AWAY = "stayed_away"
    TIME_UP = "time_up"  # until when it was snoozed
    WROTE = "wrote"  # the customer did, while it was snoozed


class Resolution(str, Enum):
    """What came of a handoff that an agent resolved."""

    SOLVED = "solved"
    PROMISED = "promised"
    UNSOLVED = "unsolved"


@dataclass(frozen=True)
class Handoff:
    """A conversation on its way to, or in the hands of, a person.

    priority: minutes of head start, from the segment, a sensitive topic and worn patience
    preferred_agent: a staff member's id; until `preferred_until` nobody else is offered it
    sensitive: the sensitive topic it is about, "" for none
    returns: how often it came back from an agent; then it stands at the front
    snoozed_until: when it comes back by itself, while it is snoozed
    contact_reason: what the customer came for, as its agent says; "" while nobody has said it
    snoozed_seq: the last utterance its agent had seen then; a customer's later one brings it back
    language: code of what the customer writes in, if the assistant does not speak it
    revision: how often it has changed; of two readings of it the higher one is the newer
    """

    id: int
    conversation: str
    state: HandoffState
    reason: Reason
    queue: str
    segment: str
    opened_at: datetime
    agent: str = ""  # the staff member's id
    agent_name: str = ""
    claimed_at: datetime | None = None
    ended_at: datetime | None = None
    priority: int = 0
    upset: bool = False
    sensitive: str = ""
    preferred_agent: str = ""
    preferred_until: datetime | None = None
    returns: int = 0
    returned_at: datetime | None = None
    outcome: Resolution | None = None
    language: str = ""
    snoozed_until: datetime | None = None
    snoozed_seq: int = 0
    contact_reason: str = ""
    revision: int = field(default=0, compare=False)  # two readings may be of the same handoff


@dataclass(frozen=True)
class Destination:
    """Where a transfer leads: into a queue, and there to one agent first if `agent` is given.

    name: what the customer is told, a colleague's first name or the queue's label
    """

    queue: str
    name: str
    agent: str = ""
    until: datetime | None = None
