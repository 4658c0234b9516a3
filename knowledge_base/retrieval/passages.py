"""The pieces of an article that questions are compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from core.articles import Article


class Part(Enum):
    """Which part of its article a passage is."""

    QUESTION = "question"
    TITLE = "title"
    ANSWER = "answer"  # title and short answer
    STEPS = "steps"


@dataclass(frozen=True)
class Passage:
    """A piece of text that stands for its article; `article` is the article's place in order."""

    article: int
    part: Part
    text: str


def passages_of(articles: Sequence[Article]) -> tuple[Passage, ...]:
    """Return every article's passages, in the articles' order; parts without words are left out."""
    return tuple(
        Passage(number, part, text)
        for number, article in enumerate(articles)
        for part, text in _parts(article)
        if text.strip()
    )


def texts_of(article: Article) -> tuple[tuple[str, str], ...]:
    """Return all training texts of an article: each passage's part and text."""
    return tuple((passage.part.value, passage.text) for passage in passages_of([article]))


def reads_alike(one: Article, other: Article) -> bool:
    """Tell whether both have the same training texts."""
    return one is other or texts_of(one) == texts_of(other)


def _parts(article: Article) -> list[tuple[Part, str]]:
    answer = f"{article.title}. {article.short}" if article.short else ""
    return [
        *((Part.QUESTION, question) for question in article.questions),
        (Part.TITLE, article.title),
        (Part.ANSWER, answer),
        (Part.STEPS, " ".join(article.steps)),
    ]
