"""The life of a handoff, and with it who holds the conversation.

waiting ──claim──► claimed ──resolve──► resolved
   │                  │
   │                  └──release──► waiting (at the front, with its first waiting time)
   └──abandon──► abandoned
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from core.conversation import Holder
from core.errors import Conflict, NotAllowed


class HandoffState(str, Enum):
    WAITING = "waiting"
    CLAIMED = "claimed"
    RESOLVED = "resolved"
    ABANDONED = "abandoned"


OPEN_STATES = frozenset({HandoffState.WAITING, HandoffState.CLAIMED})


class HandoffAlreadyClaimed(Conflict):
    """Another agent has already claimed this conversation. Take the next one in the queue."""


class HandoffNotYours(NotAllowed):
    """This conversation is held by another agent. Ask them to release it first."""


class HandoffOver(Conflict):
    """This handoff has already ended. Reload the queue."""


class HandoffNotClaimed(Conflict):
    """Nobody has claimed this conversation yet. Claim it first, then reply."""


@dataclass(frozen=True)
class Handoff:
    """A conversation on its way to, or in the hands of, a person."""

    id: int
    conversation: str
    state: HandoffState
    reason: str
    queue: str
    segment: str
    opened_at: datetime
    agent: str = ""  # the staff member's id
    agent_name: str = ""
    claimed_at: datetime | None = None
    ended_at: datetime | None = None


def claim(handoff: Handoff, agent: str, agent_name: str, at: datetime) -> Handoff:
    """Give a waiting handoff to an agent; claiming one's own again changes nothing."""
    if handoff.state is HandoffState.CLAIMED and handoff.agent == agent:
        return handoff
    if handoff.state is HandoffState.CLAIMED:
        raise HandoffAlreadyClaimed
    _refuse_ended(handoff)
    return replace(
        handoff,
        state=HandoffState.CLAIMED,
        agent=agent,
        agent_name=agent_name,
        claimed_at=at,
    )


def release(handoff: Handoff, agent: str) -> Handoff:
    """Put a claimed handoff back into its queue; it keeps its place by its first waiting time."""
    may_speak(handoff, agent)
    return replace(handoff, state=HandoffState.WAITING, agent="", agent_name="", claimed_at=None)


def resolve(handoff: Handoff, agent: str, at: datetime) -> Handoff:
    """End a handoff as solved, by the agent who holds it."""
    may_speak(handoff, agent)
    return replace(handoff, state=HandoffState.RESOLVED, ended_at=at)


def abandon(handoff: Handoff, at: datetime) -> Handoff:
    """End a handoff that nobody claimed, because the customer no longer wants a person."""
    _refuse_ended(handoff)
    if handoff.state is HandoffState.CLAIMED:
        raise HandoffAlreadyClaimed
    return replace(handoff, state=HandoffState.ABANDONED, ended_at=at)


def may_speak(handoff: Handoff, agent: str) -> None:
    """Refuse an agent who does not hold this conversation, with the reason."""
    _refuse_ended(handoff)
    if handoff.state is HandoffState.WAITING:
        raise HandoffNotClaimed
    if handoff.agent != agent:
        raise HandoffNotYours


def holder_of(handoff: Handoff | None) -> Holder:
    """Return who holds a conversation, given its latest handoff."""
    claimed = handoff is not None and handoff.state is HandoffState.CLAIMED
    return Holder.AGENT if claimed else Holder.BOT


def _refuse_ended(handoff: Handoff) -> None:
    if handoff.state not in OPEN_STATES:
        raise HandoffOver
