"""Which conversations are asked for, and in which state each is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timezone

import pytest

from core.answering import Reason
from core.conversations import Author
from core.errors import BadInput
from core.handoffs import (
    MAX_SEARCHED_WORDS,
    Handoff,
    HandoffState,
    ListedState,
    Wanted,
    listed_state,
    read_wanted,
)

AT = datetime(2026, 11, 26, tzinfo=timezone.utc)
WAITING = Handoff(1, "c", HandoffState.WAITING, Reason.ASKED, "support", "newcomer", AT)
CLAIMED = replace(WAITING, state=HandoffState.CLAIMED, agent="sam")


def test_an_address_is_read_and_what_is_empty_asks_for_nothing() -> None:
    asked = {
        "q": " lost, card! ",
        "state": "closed",
        "score": "5",
        "since": "2026-11-26",
        "queue": "",
    }
    assert read_wanted(asked) == Wanted(
        words=("lost", "card"), state=ListedState.CLOSED, score=5, since=date(2026, 11, 26)
    )
    assert len(read_wanted({"q": "a " * 100}).words) == MAX_SEARCHED_WORDS
    assert read_wanted({}) == read_wanted({"q": " '\"", "state": ""}) == Wanted()


@pytest.mark.parametrize(
    "asked",
    [{"state": "gone"}, {"score": "6"}, {"since": "26.11.2026"}, {"reason": "none"}],
)
def test_what_there_cannot_be_is_refused(asked: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        read_wanted(asked)


def test_a_conversation_waits_for_the_customer_once_its_agent_has_spoken_last() -> None:
    assert listed_state(None, Author.CUSTOMER) is ListedState.BOT
    assert listed_state(WAITING, Author.AGENT) is ListedState.OPEN
    assert listed_state(CLAIMED, Author.CUSTOMER) is listed_state(CLAIMED, None) is ListedState.OPEN
    assert listed_state(CLAIMED, Author.AGENT) is ListedState.CUSTOMER
    ended = replace(CLAIMED, state=HandoffState.RESOLVED, ended_at=AT)
    assert listed_state(ended, Author.AGENT) is ListedState.CLOSED
