"""Giving work out by itself, and what is due next."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from core.answering import Reason
from core.handoffs import (
    Agent,
    Assignment,
    Due,
    Handoff,
    HandoffState,
    Hours,
    Opening,
    Status,
    Targets,
    Team,
    next_due,
    who_gets,
)
from core.handoffs.snooze import snooze
from core.handoffs.transitions import claim

AT = datetime(2026, 11, 23, 9, tzinfo=timezone.utc)
WAITING = Handoff(1, "c", HandoffState.WAITING, Reason.ASKED, "support", "newcomer", AT)
SAM = Agent("sam", "Sam", chats=2, here=True)
ADA = Agent("ada", "Ada", chats=1, here=True, languages=("es",))
NOOR = Agent("noor", "Noor", chats=0, here=True, queues=("business",))
ALWAYS = Hours(ZoneInfo("Europe/London"), ((Opening(time(0), time(0)),),) * 7)
TEAM = Team((SAM, ADA, NOOR))
GIVEN = {"sam": AT - timedelta(hours=2), "ada": AT - timedelta(hours=1)}


def gets(handoff: Handoff = WAITING, how: Assignment = Assignment.FEWEST, **more: str) -> str:
    reserved, had_last = more.get("reserved", ""), more.get("had_last", "")
    agent = who_gets(handoff, how, TEAM, reserved, had_last, GIVEN)
    return agent.id if agent else ""


@pytest.mark.parametrize(
    ("how", "given_to"),
    [(Assignment.OFF, ""), (Assignment.FEWEST, "ada"), (Assignment.IN_TURN, "sam")],
)
def test_a_queue_gives_to_who_has_fewest_to_whose_turn_it_is_or_to_nobody(
    how: Assignment, given_to: str
) -> None:
    assert gets(how=how) == given_to


def test_nobody_gets_what_they_do_not_serve_cannot_take_or_have_just_lost() -> None:
    assert gets(replace(WAITING, queue="business")) == "noor"
    assert gets(had_last="ada") == "sam"
    assert gets(had_last="ada", how=Assignment.IN_TURN) == "sam"
    full = Team((replace(SAM, chats=3), replace(ADA, chosen=Status.AWAY)))
    assert who_gets(WAITING, Assignment.FEWEST, full, "", "", GIVEN) is None
    assert gets(claim(WAITING, "sam", "Sam", AT)) == ""


def test_a_language_and_a_reservation_go_before_the_turn() -> None:
    assert gets(replace(WAITING, language="es"), Assignment.IN_TURN) == "ada"
    assert gets(replace(WAITING, language="fr"), Assignment.IN_TURN) == "sam"
    assert gets(reserved="ada", how=Assignment.IN_TURN) == "ada"


def test_the_nearest_target_is_due_next_with_a_warning_before_it() -> None:
    targets = Targets(timedelta(minutes=10), timedelta(minutes=60))
    at, early = AT + timedelta(minutes=10), AT + timedelta(minutes=8)
    assert next_due(WAITING, None, targets, ALWAYS) == Due("reply", at, early)
    held = claim(WAITING, "sam", "Sam", AT)
    settled = next_due(held, None, targets, ALWAYS)
    assert settled
    assert (settled.what, settled.at) == ("resolution", AT + timedelta(minutes=60))
    asked = next_due(held, AT + timedelta(minutes=5), targets, ALWAYS)
    assert asked
    assert (asked.what, asked.at) == ("reply", AT + timedelta(minutes=15))


def test_nothing_is_due_without_a_target_or_while_it_is_put_aside() -> None:
    assert next_due(WAITING, None, Targets(), ALWAYS) is None
    aside = snooze(claim(WAITING, "sam", "Sam", AT), "sam", AT + timedelta(days=1), 0)
    assert next_due(aside, AT, Targets(timedelta(1), timedelta(1)), ALWAYS) is None
