"""What stands out about an article, and what rests on too little to say."""

from __future__ import annotations

import pytest

from core.articles import Count, Health


@pytest.mark.parametrize(
    ("now", "ails"),
    [
        (Count(shown=9, helped=2, not_helped=3), "helps fewer than half of those who say so"),
        (Count(shown=9, helped=2, not_helped=2, read_not_helped=1), "helps fewer than half"),
        (Count(shown=9, not_helped=4), ""),
        (Count(shown=9, helped=3, not_helped=2), ""),
        (Count(shown=10, handed_off=3), "often followed by a call for a person"),
        (Count(shown=9, handed_off=9), ""),
        (Count(), ""),
    ],
)
def test_what_ails_an_article_is_said_once_enough_is_known(now: Count, ails: str) -> None:
    assert Health(30, now).ails.startswith(ails)
    assert bool(Health(30, now).ails) == bool(ails)


def test_a_change_needs_words_on_both_sides() -> None:
    well, ill = Count(helped=4, read_helped=1), Count(helped=1, not_helped=4)
    assert Health(30, ill, well).change == pytest.approx(-0.8)
    assert Health(30, ill, Count(helped=4)).change is None
    assert Health(30, Count(), well).change is None


def test_chat_and_help_centre_are_told_apart_and_together() -> None:
    count = Count(helped=3, not_helped=1, read_not_helped=4)
    assert (count.share, count.chat_share, count.read_share) == (3 / 8, 3 / 4, 0)
    assert (Count().share, Count().chat_share, Count().read_share) == (None, None, None)
