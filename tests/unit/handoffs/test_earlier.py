"""A customer's earlier conversations."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from core.answering import Reason
from core.conversations import EffortSoFar
from core.conversations.effort import ShownArticle
from core.handoffs import (
    ContactsBefore,
    EarlierConversation,
    Handoff,
    HandoffState,
    outcome_in_words,
)
from core.handoffs.earlier import contacts_before

NOW = datetime(2026, 3, 20, 9, tzinfo=timezone.utc)
SPOKE = EffortSoFar("where is my card", NOW, 2)


def earlier(days: float, channel: str = "web", effort: EffortSoFar = SPOKE) -> EarlierConversation:
    at = NOW - timedelta(days=days)
    return EarlierConversation(f"{days}", channel, at, at, effort)


def test_contacts_of_the_last_fourteen_days_count_with_the_changes_of_channel() -> None:
    before = [earlier(1, "email"), earlier(2), earlier(13, "email"), earlier(15, "phone")]
    assert contacts_before(before, "web", NOW) == ContactsBefore(3, 3)


def test_a_conversation_without_a_word_is_no_contact() -> None:
    silent = earlier(1, "email", EffortSoFar())
    assert contacts_before([silent], "web", NOW) == ContactsBefore(0, 0)
    assert contacts_before([earlier(1)], "web", None) == ContactsBefore(0, 0)


def test_an_outcome_says_who_did_what() -> None:
    shown = ShownArticle("delivery", "Delivery", "/help/delivery", 0.8, 2, helped=True)
    helped = earlier(1, effort=EffortSoFar("q", NOW, 1, 0, (shown,)))
    assert outcome_in_words(helped) == "The assistant's answer helped"
    assert earlier(1).outcome == "unanswered"
    handoff = Handoff(
        1, "c", HandoffState.RESOLVED, Reason.ASKED, "support", "", NOW, "sam", "Sam W"
    )
    solved = EarlierConversation("c", "web", NOW, NOW, SPOKE, handoff)
    assert (solved.outcome, outcome_in_words(solved)) == ("solved", "Solved by Sam W")
    left = Handoff(1, "c", HandoffState.ABANDONED, Reason.ASKED, "support", "", NOW)
    gone = EarlierConversation("c", "web", NOW, NOW, SPOKE, left)
    assert outcome_in_words(gone) == "The customer left before a person came"
