"""When a conversation is taken back, and when it ends because nobody is left."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from core.answering import Reason
from core.handoffs import (
    Activity,
    Handoff,
    HandoffState,
    Timeouts,
    TransitionReason,
    has_stayed_away,
    wants_answer,
    why_return,
)
from core.handoffs.transitions import claim

AT = datetime(2026, 11, 23, 9, tzinfo=timezone.utc)
LONG_AGO = AT - timedelta(hours=5)
WAITING = Handoff(1, "c", HandoffState.WAITING, Reason.ASKED, "support", "newcomer", LONG_AGO)
CLAIMED = claim(WAITING, "sam", "Sam", LONG_AGO)
PATIENCE = Timeouts(timedelta(seconds=60), timedelta(minutes=5), timedelta(minutes=30))


def ago(minutes: float) -> datetime:
    return AT - timedelta(minutes=minutes)


def signs(**known: datetime) -> Activity:
    return Activity(**{"watched_since": LONG_AGO, "agent_at": AT, **known})


def why(handoff: Handoff, signs: Activity) -> TransitionReason | None:
    return why_return(handoff, signs, PATIENCE, AT)


def test_an_agent_whose_connection_is_gone_loses_the_conversation() -> None:
    assert why(CLAIMED, signs(agent_at=ago(1.1))) is TransitionReason.CONNECTION_GONE
    assert why(CLAIMED, Activity(LONG_AGO)) is TransitionReason.CONNECTION_GONE
    assert why(CLAIMED, signs(agent_at=ago(0.5))) is None


def test_a_customer_is_left_without_an_answer_only_for_so_long() -> None:
    assert why(CLAIMED, signs(unanswered_since=ago(6))) is TransitionReason.NO_ANSWER
    assert why(CLAIMED, signs(unanswered_since=ago(4))) is None
    assert why(CLAIMED, signs()) is None, "nobody waits for an answer"


def test_an_agent_who_types_or_has_just_claimed_keeps_the_conversation() -> None:
    assert why(CLAIMED, signs(unanswered_since=ago(9), agent_wrote_at=ago(1))) is None
    just_claimed = claim(WAITING, "sam", "Sam", ago(2))
    assert why(just_claimed, signs(unanswered_since=ago(90))) is None


def test_after_a_restart_everybody_gets_their_time_anew() -> None:
    restarted = Activity(watched_since=ago(0.5), unanswered_since=ago(20), customer_at=ago(90))
    assert why(CLAIMED, restarted) is None
    assert not has_stayed_away(CLAIMED, restarted, PATIENCE, AT)


def test_what_waits_or_has_ended_is_taken_from_nobody() -> None:
    assert why(WAITING, Activity(LONG_AGO, unanswered_since=ago(90))) is None


def test_a_handoff_ends_when_its_customer_has_been_away_for_the_set_time() -> None:
    for handoff in (WAITING, CLAIMED):
        assert has_stayed_away(handoff, signs(customer_at=ago(31)), PATIENCE, AT)
        assert has_stayed_away(handoff, signs(), PATIENCE, AT)
        assert not has_stayed_away(handoff, signs(customer_at=ago(29)), PATIENCE, AT)


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("thanks a lot!", False),
        ("OK, great, that’s all", False),
        ("ok?", True),
        ("ok and when will it come", True),
        ("12345", True),
        ("", True),
    ],
)
def test_a_mere_courtesy_waits_for_no_answer(text: str, wants: bool) -> None:
    assert wants_answer(text) is wants
