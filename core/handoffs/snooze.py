"""Putting a conversation aside until later; it comes back by itself, with the reason why."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from core.errors import BadInput
from core.handoffs.handoff import Handoff, HandoffState, TransitionReason
from core.handoffs.transitions import may_speak, requeue

MAX_SNOOZE = timedelta(days=90)
UNTIL_THEY_WRITE = timedelta(days=14)  # whoever does not write until then is not forgotten either


def read_later(value: object, at: datetime) -> datetime:
    """Return the moment until which something is put aside; raises BadInput for one there can't be.

    Nothing given means: until the customer writes, and at most for two weeks.
    """
    if value is None or value == "":
        return at + UNTIL_THEY_WRITE
    try:
        until = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    except ValueError:
        raise BadInput("Write the time as 2027-05-15T09:00+00:00.") from None
    if until.tzinfo is None:
        raise BadInput("Say of the time in which time zone it is, as 2027-05-15T09:00+00:00.")
    if not at < until <= at + MAX_SNOOZE:
        raise BadInput(f"Choose a time that is still to come, within {MAX_SNOOZE.days} days.")
    return until


def snooze(handoff: Handoff, agent: str, until: datetime, seen: int) -> Handoff:
    """Put a claimed handoff aside, by the agent who holds it; put aside already, only until when.

    seen: the `seq` of the last utterance they have seen; what the customer wrote after it brings it
    back at once
    """
    if handoff.state is HandoffState.SNOOZED and handoff.agent == agent:
        return replace(handoff, snoozed_until=until, snoozed_seq=max(seen, handoff.snoozed_seq))
    may_speak(handoff, agent)
    return replace(handoff, state=HandoffState.SNOOZED, snoozed_until=until, snoozed_seq=seen)


def why_wake(handoff: Handoff, customer_seq: int, at: datetime) -> TransitionReason | None:
    """Return why a snoozed handoff comes back now, None while it stays aside.

    customer_seq: of the last words of its customer, 0 for none
    """
    if handoff.state is not HandoffState.SNOOZED:
        return None
    if customer_seq > handoff.snoozed_seq:
        return TransitionReason.WROTE
    over = handoff.snoozed_until is None or handoff.snoozed_until <= at
    return TransitionReason.TIME_UP if over else None


def wake(handoff: Handoff, at: datetime, agent_there: bool, kept_until: datetime) -> Handoff:
    """Bring a snoozed handoff back: to its agent if they are there, else to the front of its queue.

    In the queue it is kept for them until a time, if they come back meanwhile. Whoever asked for it
    later gets it whatever else they hold by then.
    """
    if handoff.state is not HandoffState.SNOOZED:
        return handoff
    if agent_there:
        return replace(handoff, state=HandoffState.CLAIMED, claimed_at=at, snoozed_until=None)
    waiting = requeue(handoff, at)
    return replace(waiting, preferred_agent=handoff.agent, preferred_until=kept_until)
