"""What became of messages while processes were killed."""

from __future__ import annotations

from datetime import datetime, timezone

from commands.kills import Count, count
from core.conversations import Author, BrokenCard, Utterance, content_json

SENT = ("m1", "m2", "m3")


def said(*what: str) -> list[Utterance]:
    """Messages by their ids; "bot" is an answer, "broken" an apology."""
    at = datetime(2026, 11, 25, tzinfo=timezone.utc)
    broken = content_json(BrokenCard())
    utterances = []
    for place, each in enumerate(what):
        is_bot = each in {"bot", "broken"}
        utterances.append(
            Utterance(
                event=str(place),
                conversation="c",
                author=Author.BOT if is_bot else Author.CUSTOMER,
                text="",
                at=at,
                message="" if is_bot else each,
                content=broken if each == "broken" else {},
            )
        )
    return utterances


def test_messages_recorded_once_in_order_and_answered_once_are_clean() -> None:
    found = count(SENT, said("m1", "bot", "m2", "bot", "m3", "bot"))
    assert found == Count(acknowledged=3)
    assert found.is_clean


def test_what_is_missing_too_often_or_late_is_counted() -> None:
    assert count(SENT, said("m1", "bot", "m3", "bot")).lost == 1
    doubled = count(SENT, said("m1", "bot", "m2", "bot", "m1", "bot", "m3", "bot"))
    assert (doubled.doubled, doubled.lost) == (1, 0)
    assert count(SENT, said("m2", "bot", "m1", "bot", "m3", "bot")).out_of_order == 2
    unanswered = count(SENT, said("m1", "m2", "bot", "bot", "m3", "broken"))
    assert (unanswered.unanswered, unanswered.answered_twice, unanswered.apologies) == (1, 1, 1)
    assert not unanswered.is_clean


def test_counts_of_several_conversations_add_up() -> None:
    assert Count(3, lost=1) + Count(2, doubled=1) == Count(5, lost=1, doubled=1)
