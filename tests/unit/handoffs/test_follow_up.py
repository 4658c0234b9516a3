"""Who gets back to a customer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from core.handoffs import FollowUp, FollowUpKind, finish, take
from core.handoffs.follow_up import FollowUpOver, FollowUpTaken
from core.staff import Role, StaffMember

AT = datetime(2026, 3, 2, tzinfo=timezone.utc)
OWED = FollowUp(1, "one", FollowUpKind.PROMISED, AT, AT + timedelta(hours=4))
SAM = StaffMember("sam", "sam@tern.example", "Sam Whitaker", Role.AGENT)
ADA = StaffMember("ada", "ada@tern.example", "Ada Lindqvist", Role.AGENT)
NOOR = StaffMember("noor", "noor@tern.example", "Noor Haddad", Role.SUPERVISOR)


def test_the_teams_follow_up_becomes_the_one_who_takes_it_and_stays_theirs() -> None:
    taken = take(OWED, SAM)
    assert (taken.owner, taken.owner_name) == ("sam", "Sam Whitaker")
    assert take(taken, SAM) == taken
    with pytest.raises(FollowUpTaken):
        take(taken, ADA)


def test_a_supervisor_may_take_over_what_an_agent_has() -> None:
    assert take(take(OWED, SAM), NOOR).owner == "noor"


def test_what_is_done_is_nobodys_and_never_overdue() -> None:
    late = AT + timedelta(days=1)
    assert OWED.is_overdue(late)
    assert not OWED.is_overdue(OWED.due_at)
    done = replace(OWED, done_at=late)
    assert not done.is_overdue(late)
    with pytest.raises(FollowUpOver):
        take(done, NOOR)


def test_only_its_owner_or_a_supervisor_closes_what_somebody_has_taken() -> None:
    sams = take(OWED, SAM)
    with pytest.raises(FollowUpTaken):
        finish(sams, ADA, "called", AT)
    for member in (SAM, NOOR):
        assert finish(sams, member, "called", AT).done_by == member.name
    assert finish(OWED, ADA, "called", AT).done_by == ADA.name, "nobody had taken it"


def test_what_is_done_stays_as_it_was_done_whoever_closes_it_again() -> None:
    done = finish(take(OWED, SAM), SAM, "called", AT)
    assert finish(done, ADA, "called again", AT) == done
