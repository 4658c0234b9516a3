"""How an article begins that is made of a gap: customers' questions, and an agent's answer."""

from __future__ import annotations

from dataclasses import replace

from core.articles import MAX_QUESTION_LENGTH, MAX_TITLE_LENGTH, Draft
from core.content_gaps.gaps import Gap
from core.content_gaps.naming import examples_of, name_of
from core.text import clip, plain

MAX_EXAMPLES = 20  # more teach the search nothing new


def first_draft(gap: Gap, title: str, owner: str, review: str) -> Draft:
    """Return a draft that holds what is known: the questions, and the answer given last."""
    answers = gap.answers
    return Draft(
        title=title,
        short=answers[0].answer if answers else "",
        questions=_questions(gap),
        owner=owner,
        review=review,
    )


def with_questions(draft: Draft, gap: Gap) -> Draft:
    """Return a draft with the gap's questions added to its own, those it has left out."""
    known = {plain(question) for question in draft.questions}
    fresh = tuple(each for each in _questions(gap) if plain(each) not in known)
    return replace(draft, questions=(*draft.questions, *fresh))


def propose_title(gap: Gap) -> str:
    """Return a title to begin with, in the customers' words."""
    words = name_of(gap.said).rstrip(" ?!.,;:…")
    return clip(words[:1].upper() + words[1:], MAX_TITLE_LENGTH)


def _questions(gap: Gap) -> tuple[str, ...]:
    return tuple(each[:MAX_QUESTION_LENGTH] for each in examples_of(gap, MAX_EXAMPLES))
