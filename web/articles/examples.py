"""Example questions added to a draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.articles import MAX_QUESTION_LENGTH, Draft
from core.text import plain


def with_examples(draft: Draft, words: Iterable[str]) -> Draft:
    """Return a draft with these among its example questions, each wording once."""
    once = {plain(question): question for question in draft.questions}
    for each in words:
        once.setdefault(plain(each), each[:MAX_QUESTION_LENGTH])
    return replace(draft, questions=tuple(once.values()))
