"""The rules an article must meet before it is published (blocking), and those it should (mild)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from core.articles.article import (
    MAX_NEXT_QUESTIONS,
    MAX_SHORT_ANSWER_LENGTH,
    RESERVED_SLUGS,
    split_body,
)
from core.articles.draft import Draft, Problem, ValidationContext
from core.text import MAX_SLUG_LENGTH, SLUG, plain

MAX_TITLE_LENGTH = 60  # characters: it stands on a button
MAX_QUESTION_LENGTH = 500
MAX_NAME_LENGTH = 40  # characters of a tag, an audience or an owner
MAX_ARTICLE_BYTES = 60_000  # bytes of all its words: its file must not be larger than 64,000
_AROUND_A_TEXT = 10  # bytes: its name or dash, quotes and line end
MIN_QUESTIONS = 5  # with fewer, retrieval knows too little of how customers put it
_MAX_ITEM = {"title": MAX_TITLE_LENGTH, "audience": MAX_NAME_LENGTH, "owner": MAX_NAME_LENGTH}
_MAX_IN_LIST = {
    "questions": MAX_QUESTION_LENGTH,
    "next": MAX_SLUG_LENGTH,
    "tags": MAX_NAME_LENGTH,
}
_CALLED = {
    "title": "'title'",
    "audience": "'audience'",
    "owner": "'owner'",
    "questions": "an example question in 'questions'",
    "next": "a next question in 'next'",
    "tags": "a tag in 'tags'",
}


def blocking_problems(slug: str, draft: Draft) -> Iterator[Problem]:
    """Yield the problems for which an article can't be published, in the order of its fields."""
    yield from _slug_problems(slug)
    yield from _text_problems(draft)
    yield from _body_problems(draft)
    if read_day(draft.review) is None:
        words = "'review' must be a date, as 2027-05-15."
        yield Problem("review", None, words, blocking=True)


def mild_problems(slug: str, draft: Draft, context: ValidationContext) -> Iterator[Problem]:
    """Yield the problems of an article's parts that don't block; its wording is apart."""
    yield from title_problems(slug, draft.title, context)
    for field, item, words in (
        *_steps(draft),
        *_questions(slug, draft, context),
        *_next(slug, draft, context),
        *_review(draft, context),
    ):
        yield Problem(field, item, words, blocking=False)


def title_problems(slug: str, title: str, context: ValidationContext) -> Iterator[Problem]:
    """Yield a problem if a live article has this title too. slug: "" for one not yet begun."""
    others = [each for each in context.titles.get(plain(title), ()) if each != slug]
    if others:
        have = "has" if len(others) == 1 else "have"
        words = f"{' and '.join(others[:3])} {have} this title already, and customers could not "
        words += "tell them apart: say in each title what is different, or go on in that article."
        yield Problem("title", None, words, blocking=False)


def read_day(text: str) -> date | None:
    """Return the date that an ISO date names, None if it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def one_line(text: str) -> str:
    """Return a text as it stands on one line."""
    return " ".join(text.split())


def size_of(draft: Draft) -> int:
    """Return an upper bound of the size of the article's file, in bytes of UTF-8."""
    values = (getattr(draft, each.name) for each in fields(Draft))
    texts = (text for value in values for text in ([value] if isinstance(value, str) else value))
    return sum(len(text.encode("utf-8", "replace")) + _AROUND_A_TEXT for text in texts)


def _slug_problems(slug: str) -> Iterator[Problem]:
    if not SLUG.match(slug):
        signs = f"up to {MAX_SLUG_LENGTH} letters, digits, '_', '-' and '?'"
        words = f"the name may hold {signs}, a letter first."
        yield Problem("slug", None, words, blocking=True)
    elif slug in RESERVED_SLUGS:
        words = f"'{slug}' is a page of the help centre; choose another name."
        yield Problem("slug", None, words, blocking=True)


def _text_problems(draft: Draft) -> Iterator[Problem]:
    for name, max_length in _MAX_ITEM.items():
        yield from _length(name, None, getattr(draft, name), max_length)
    for name, max_length in _MAX_IN_LIST.items():
        for number, text in enumerate(getattr(draft, name)):
            yield from _length(name, number, text, max_length)


def _length(name: str, item: int | None, text: str, max_length: int) -> Iterator[Problem]:
    length = len(one_line(text))
    if not length:
        yield Problem(name, item, f"{_CALLED[name]} is empty.", blocking=True)
    elif length > max_length:
        words = f"{_CALLED[name]} has {length} characters; at most {max_length} are shown."
        yield Problem(name, item, words, blocking=True)


def _body_problems(draft: Draft) -> Iterator[Problem]:
    short = split_body(draft.short).short
    words = len(draft.short.split()) if short else 0
    if not words:
        missing = "the short answer is missing: begin the body with a paragraph."
        yield Problem("short", None, missing, blocking=True)
    elif words > MAX_SHORT_ANSWER_LENGTH:
        long = f"the short answer has {words} words; at most {MAX_SHORT_ANSWER_LENGTH} are read."
        yield Problem("short", None, long, blocking=True)
    size = size_of(draft)
    if size > MAX_ARTICLE_BYTES:
        large = f"the article has {size:,} bytes, more than {MAX_ARTICLE_BYTES:,}; split it."
        yield Problem("", None, large, blocking=True)


_Mild = tuple[str, int | None, str]


def _steps(draft: Draft) -> Iterator[_Mild]:
    for number, step in enumerate(draft.steps):
        if not step.strip():
            yield "steps", number, "this step is empty; it is left out."


def _questions(slug: str, draft: Draft, context: ValidationContext) -> Iterator[_Mild]:
    if len(draft.questions) < MIN_QUESTIONS:
        words = f"give at least {MIN_QUESTIONS} example questions, as customers would type them."
        if not draft.questions:
            words += " Until then its title and its text have to stand for them."
        yield "questions", None, words
    seen: set[str] = set()
    for number, question in enumerate(plain(question) for question in draft.questions):
        elsewhere = context.questions.get(question, slug)
        if question in seen:
            yield "questions", number, "this question stands here already; keep it once."
        elif question and elsewhere != slug:
            words = f"this question stands in {elsewhere} already; keep it in one place."
            yield "questions", number, words
        seen.add(question)


def _next(slug: str, draft: Draft, context: ValidationContext) -> Iterator[_Mild]:
    if not draft.next:
        words = f"choose up to {MAX_NEXT_QUESTIONS} next questions: what is asked after this?"
        yield "next", None, words
    for number, following in enumerate(draft.next):
        if following == slug:
            words = "an article can't be its own next question; choose another."
            yield "next", number, words
        elif following and context.slugs is not None and following not in context.slugs:
            words = f"there is no article '{following}' to ask next; check its name."
            yield "next", number, words
        elif number >= MAX_NEXT_QUESTIONS:
            words = f"customers see {MAX_NEXT_QUESTIONS} next questions at most; leave this out."
            yield "next", number, words


def _review(draft: Draft, context: ValidationContext) -> Iterator[_Mild]:
    day = read_day(draft.review)
    if day is not None and context.today is not None and day <= context.today:
        yield "review", None, f"its review was due on {day}; read it again and set the next day."
