"""What staff owe to customers: who gets back to them, about what, and until when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from core.errors import Conflict
from core.staff import LEADING_ROLES, StaffMember


class FollowUpKind(str, Enum):
    EFFORT = "effort"  # the customer rated their effort high
    PROMISED = "promised"  # an answer by a set time was promised while nobody was there
    UNSOLVED = "unsolved"  # the chat ended and the matter did not


class FollowUpTaken(Conflict):
    """A colleague has taken this follow-up. Ask them, or a supervisor, before you do."""


class FollowUpOver(Conflict):
    """This follow-up is done already. Reload the list."""


@dataclass(frozen=True)
class FollowUp:
    """A customer whom someone should get back to.

    score, comment: the customer's rating of their effort; only of the kind effort
    words: what is owed, e.g. the question
    contact: where the customer can be reached: an e-mail address, a phone number or ""
    owner: the staff member's id; "" is the team's, until somebody takes it
    """

    id: int
    conversation: str
    kind: FollowUpKind
    opened_at: datetime
    due_at: datetime
    score: int | None = None
    comment: str = ""
    words: str = ""
    contact: str = ""
    owner: str = ""
    owner_name: str = ""
    done_at: datetime | None = None
    done_by: str = ""
    outcome: str = ""

    def is_overdue(self, at: datetime) -> bool:
        return self.done_at is None and self.due_at < at


def take(follow_up: FollowUp, member: StaffMember) -> FollowUp:
    """Make it someone's own; who leads a team may take over what an agent has."""
    if follow_up.done_at is not None:
        raise FollowUpOver
    _refuse_others(follow_up, member)
    return replace(follow_up, owner=member.id, owner_name=member.name)


def finish(follow_up: FollowUp, member: StaffMember, outcome: str, at: datetime) -> FollowUp:
    """Mark it as done, with what came of it; done twice changes nothing.

    Whoever leads a team may finish what an agent has; raises FollowUpTaken for everybody else.
    """
    if follow_up.done_at is not None:
        return follow_up
    _refuse_others(follow_up, member)
    return replace(follow_up, done_at=at, done_by=member.name, outcome=outcome)


def answered(follow_up: FollowUp, by: str, outcome: str, written_at: datetime) -> FollowUp:
    """Mark it as done by an answer that was sent; one that was owed anew since stays owed."""
    if follow_up.done_at is not None or follow_up.opened_at > written_at:
        return follow_up
    return replace(follow_up, done_at=written_at, done_by=by, outcome=outcome)


def owed_again(follow_up: FollowUp, by: str, outcome: str) -> FollowUp:
    """Mark it as owed again where the answer that it was done by never arrived."""
    if (follow_up.done_by, follow_up.outcome) != (by, outcome):
        return follow_up
    return replace(follow_up, done_at=None, done_by="", outcome="")


def _refuse_others(follow_up: FollowUp, member: StaffMember) -> None:
    if follow_up.owner not in {"", member.id} and member.role not in LEADING_ROLES:
        raise FollowUpTaken
