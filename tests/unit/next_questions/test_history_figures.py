"""Histories put in order, and what would have been foreseen of them."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random

import pytest

from commands.next_questions import PastConversation, PastMessage, measure_history, spool
from core.errors import BadInput, Fault

FILE = Path("history.jsonl")
BEGIN = datetime(2026, 1, 1, tzinfo=timezone.utc)
OTHERS = "cdefghij"


def past(
    name: str, *articles: str, day: float = 0, customer: str = "", segment: str = ""
) -> PastConversation:
    begin = BEGIN + timedelta(days=day)
    messages = tuple(
        PastMessage(begin + timedelta(minutes=place), article)
        for place, article in enumerate(articles)
    )
    return PastConversation(name, customer, segment, messages, 1)


def steps(*conversations: PastConversation) -> list[tuple[str, str]]:
    with spool() as history:
        history.fill(FILE, conversations)
        history.order()
        return [(before.article if before else "", now.article) for now, before in history.steps()]


def many(conversations: int) -> Iterator[PastConversation]:
    """Conversations in which b follows a for novices, and c for experts; and some by chance."""
    random = Random(1)
    for number in range(conversations):
        segment = random.choice(("novice", "expert"))
        chain = ("a", "b" if segment == "novice" else "c")
        asked = chain if number % 2 else tuple(random.sample(OTHERS, 1))
        yield past(f"t-{number}", *asked, day=number / 100, segment=segment)


def test_questions_come_in_the_order_of_their_times_with_what_they_follow() -> None:
    assert steps(past("t-2", "c", "d", day=2), past("t-1", "a", "b", "b")) == [
        *(("", "a"), ("a", "b"), ("a", "b")),
        *(("", "c"), ("c", "d")),
    ]


def test_the_same_person_is_followed_over_conversations_for_fourteen_days() -> None:
    known = [
        past(f"t-{day}", slug, day=day, customer="c")
        for day, slug in ((0, "a"), (14, "b"), (29, "c"))
    ]
    assert steps(*reversed(known)) == [("", "a"), ("a", "b"), ("", "c")]


def test_a_customer_is_never_taken_for_a_conversation_of_that_name() -> None:
    assert steps(past("x", "a"), past("t", "b", customer="x", day=1)) == [("", "a"), ("", "b")]


def test_what_comes_twice_counts_once() -> None:
    with spool() as history:
        for _ in range(2):
            history.fill(FILE, many(100))
        history.order()
        assert (history.conversations, history.again, history.asked) == (100, 100, 150)


def test_a_name_with_other_messages_is_a_mistake() -> None:
    with spool() as history, pytest.raises(Fault, match=r"'t' was there before \(line 1\)"):
        history.fill(FILE, [past("t", "a"), past("t", "b")])


def test_words_are_found_an_article_for_once_and_count_for_nothing_without_one() -> None:
    asked: list[str] = []

    def find(texts: Sequence[str]) -> list[str]:
        asked.extend(texts)
        return ["b" if text == "known" else "" for text in texts]

    texts = [
        PastMessage(BEGIN + timedelta(minutes=each), text=text)
        for each, text in enumerate(("known", "nonsense", "known"))
    ]
    with spool() as history:
        history.fill(FILE, [past("t-1", "a"), PastConversation("t-2", "", "", tuple(texts), 2)])
        assert history.has_texts
        history.locate(find)
        history.order()
        assert sorted(asked) == ["known", "nonsense"]
        assert history.asked == 3


def test_what_follows_in_each_segment_is_foreseen_better_than_by_any_simpler_way() -> None:
    with spool() as history:
        history.fill(FILE, many(1_000))
        history.order()
        figures = measure_history(history, {"a": ("d", "e")})
    recall, offered = figures["recall"], figures["offered"]
    assert recall["learned"] > 0.95  # type: ignore[index]
    assert recall["curated"] == 0  # type: ignore[index]
    assert recall["first_order"] == 1  # type: ignore[index]
    assert offered["learned"] < 1.3 < offered["first_order"]  # type: ignore[index]


def test_a_history_in_which_nothing_follows_is_refused_with_a_remedy() -> None:
    with spool() as history:
        history.fill(FILE, [past("t", "a")])
        history.order()
        with pytest.raises(BadInput, match="give a longer history"):
            measure_history(history, {})


def test_four_times_as_many_conversations_take_no_more_memory() -> None:
    peaks = []
    for conversations in (1_500, 6_000):
        tracemalloc.start()
        with spool() as history:
            history.fill(FILE, many(conversations))
            history.order()
            for _ in history.steps():
                pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 4_500 * 300  # bytes: a conversation is some thousand
