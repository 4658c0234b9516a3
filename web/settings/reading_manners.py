"""Trying signs of manners: what was asked lately is read again, by both."""

from __future__ import annotations

from collections.abc import Sequence

from core.manners import Manners, Said, manner_of
from web.settings.tried import MAX_TRIED_SHOWN, TRIED_DAYS, Tried


def try_manners(asked: Sequence[str], before: Manners, after: Manners) -> Tried:
    """Return which questions would have shown another manner, with the words that show it."""
    both = [
        (question, _shown_in(question, before), _shown_in(question, after)) for question in asked
    ]
    differing = [each for each in both if each[1] != each[2]]
    line = (
        f"{len(differing):,} of {len(asked):,} wordings of the last {TRIED_DAYS} days would have "
        "shown another manner, or none."
    )
    rows = tuple(differing[:MAX_TRIED_SHOWN])
    return Tried((line,), ("Asked", "Showed before", "Shows after") if rows else (), rows)


def _shown_in(question: str, manners: Manners) -> str:
    read = manner_of([Said(0, question)], manners)
    if read is None:
        return "nothing"
    words = ", ".join(f"“{sign.words}”" for sign in read.signs)
    return f"{manners.guides[read.manner].label}: {words}"
