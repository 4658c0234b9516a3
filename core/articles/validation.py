"""Drafts: read from JSON, validated, and made into articles.

`problems_of` is the one place that tells what is wrong with an article, for the console's pages
and for files alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from core.articles.article import Article, join_body, split_body
from core.articles.checks import (
    MAX_ARTICLE_BYTES,
    MAX_NAME_LENGTH,
    MAX_QUESTION_LENGTH,
    MAX_TITLE_LENGTH,
    blocking_problems,
    mild_problems,
    one_line,
    read_day,
    size_of,
)
from core.articles.draft import NOTHING_KNOWN, Draft, Problem, ValidationContext
from core.articles.markup import markup_problems
from core.articles.wording import wording_problems
from core.errors import BadInput
from core.text import clean_text

__all__ = [
    "MAX_NAME_LENGTH",
    "MAX_QUESTION_LENGTH",
    "MAX_TITLE_LENGTH",
    "NOTHING_KNOWN",
    "Draft",
    "Problem",
    "ValidationContext",
    "draft_of",
    "draft_to_json",
    "problems_of",
    "read_draft",
    "to_article",
    "unfinished_article",
]

_MAX_ITEMS = 1_000  # of a list
_LISTS = ("steps", "questions", "next", "tags")


def read_draft(body: object) -> Draft:
    """Return the draft that a JSON object holds; raises BadInput for wrong types and sizes."""
    if not isinstance(body, Mapping):
        raise BadInput("The article must be a JSON object.")
    known = {each.name for each in fields(Draft)}
    for name in body:
        if name not in known:
            has = ", ".join(sorted(known))
            raise BadInput(f"An article has no '{clean_text(name)[:40]}'; it has {has}.")
    parts: dict[str, Any] = {
        name: _texts(name, value) if name in _LISTS else _text(name, value)
        for name, value in body.items()
    }
    draft = Draft(**parts)
    if size_of(draft) > MAX_ARTICLE_BYTES:
        raise BadInput(f"An article has at most {MAX_ARTICLE_BYTES:,} bytes. Split it into two.")
    return draft


def draft_of(article: Article) -> Draft:
    """Return an article as a draft to go on from."""
    return Draft(
        title=article.title,
        short=article.short,
        steps=article.steps,
        more=article.more,
        questions=article.questions,
        next=article.next,
        audience=article.audience,
        tags=article.tags,
        owner=article.owner,
        review=article.review.isoformat(),
    )


def draft_to_json(draft: Draft) -> dict[str, Any]:
    """Return the draft as JSON values; `read_draft` reads them."""
    values = {each.name: getattr(draft, each.name) for each in fields(Draft)}
    return {name: list(value) if name in _LISTS else value for name, value in values.items()}


def problems_of(
    slug: str, draft: Draft, context: ValidationContext = NOTHING_KNOWN
) -> tuple[Problem, ...]:
    """Return every problem of an article: the blocking ones first, then what could be better."""
    wording = wording_problems(draft.short, draft.steps, draft.more, context)
    mild = (*mild_problems(slug, draft, context), *markup_problems(draft), *wording)
    return (*blocking_problems(slug, draft), *mild)


def to_article(slug: str, draft: Draft, updated: date | None) -> Article:
    """Return the article that a draft makes; raises BadInput with the first blocking problem."""
    for problem in blocking_problems(slug, draft):
        raise BadInput(problem.words[:1].upper() + problem.words[1:])
    return unfinished_article(slug, draft, updated)


def unfinished_article(slug: str, draft: Draft, updated: date | None) -> Article:
    """Return what there is of an article, fit or not; without a review date it is never due."""
    # Taken apart as its file will be, so that the record and the folder hold the same article.
    body = split_body(join_body(draft.short, draft.steps, draft.more))
    return Article(
        slug=slug,
        title=one_line(draft.title),
        questions=_lines(draft.questions),
        next=_lines(draft.next),
        audience=one_line(draft.audience),
        tags=_lines(draft.tags),
        review=read_day(draft.review) or date.max,
        owner=one_line(draft.owner),
        short=one_line(body.short),
        steps=_lines(body.steps),
        more=body.more,
        updated=updated,
    )


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in map(one_line, texts) if line)


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise BadInput(f"'{name}' must be text.")
    return clean_text(value)


def _texts(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) for item in value):
        raise BadInput(f"'{name}' must be a list of texts.")
    if len(value) > _MAX_ITEMS:
        raise BadInput(f"'{name}' has {len(value):,} entries; at most {_MAX_ITEMS:,} are kept.")
    return tuple(clean_text(item) for item in value)
