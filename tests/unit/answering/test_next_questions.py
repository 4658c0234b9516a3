"""Which questions a customer is likely to ask next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.answering import next_questions
from core.articles import MAX_NEXT_QUESTIONS

TITLES = {"a": "Article A", "b": "Article B", "c": "Article C", "d": "Article D"}


def slugs(curated: list[str], shown: set[str]) -> list[str]:
    return [question.slug for question in next_questions(curated, TITLES, shown)]


def test_next_questions_keep_their_order_and_are_at_most_three() -> None:
    assert slugs(["d", "b", "a", "c"], set()) == ["d", "b", "a"]


def test_what_was_shown_or_no_longer_exists_makes_room_for_the_next() -> None:
    assert slugs(["a", "gone", "b", "a", "c", "d"], {"b"}) == ["a", "c", "d"]


@given(st.lists(st.sampled_from("abcdxyz")), st.sets(st.sampled_from("abcdxyz")))
def test_nothing_is_offered_twice_unknown_or_again(curated: list[str], shown: set[str]) -> None:
    offered = slugs(curated, shown)
    assert len(offered) == len(set(offered)) <= MAX_NEXT_QUESTIONS
    assert set(offered) <= (set(curated) & set(TITLES)) - shown
