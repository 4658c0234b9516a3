"""Example questions put into drafts and taken out again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from core.articles import MAX_QUESTION_LENGTH, Draft, draft_of
from core.staff import StaffMember
from core.suggested_examples import SuggestionState
from core.text import plain
from store.articles import Articles
from store.suggested_examples import SuggestedExamples


def with_examples(draft: Draft, words: Iterable[str]) -> Draft:
    """Return a draft with these among its example questions, each wording once."""
    once = {plain(question): question for question in draft.questions}
    for each in words:
        once.setdefault(plain(each), each[:MAX_QUESTION_LENGTH])
    return replace(draft, questions=tuple(once.values()))


def without_examples(draft: Draft, words: Iterable[str]) -> Draft:
    gone = {plain(each) for each in words}
    kept = tuple(each for each in draft.questions if plain(each) not in gone)
    return replace(draft, questions=kept)


def take_back(
    articles: Articles,
    suggested: SuggestedExamples,
    taken: Mapping[str, Mapping[int, str]],
    by: StaffMember,
) -> None:
    """Take accepted examples out of their articles, and decline them.

    What is live without them is published at once; an article that somebody is writing loses
    them in its draft as well, and what is live with that draft.

    taken: by article, each suggestion's id and its words there
    """
    for slug, words in taken.items():
        record = articles.get(slug)
        if record.draft is not None:
            draft = without_examples(record.draft.draft, words.values())
            articles.save_draft(slug, draft, record.draft.revision, by)
        elif record.live is not None:
            draft = without_examples(draft_of(record.live), words.values())
            saved = articles.save_draft(slug, draft, 0, by, based_on=record.listed.version)
            articles.publish(slug, saved.revision, "What customers taught, undone", by)
        suggested.decline(list(words), by, SuggestionState.ACCEPTED)
