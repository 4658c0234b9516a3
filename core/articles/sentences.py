"""An article taken apart into sentences: what can be shown of it by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.articles.article import Article
from core.articles.word_search import words_met

_END = re.compile(r"(?<=[.!?])\s+(?=[^\s\d(a-z])")
_POINTS_BACK = re.compile(r"(?:it|its|they|them|this|that|these|those|then)\b", re.IGNORECASE)


@dataclass(frozen=True)
class ArticleSentence:
    """A sentence as its article has it, in Markdown.

    step: the number of the step it stands in, from 1; 0 outside the steps
    is_short: it stands in the short answer
    """

    text: str
    step: int = 0
    is_short: bool = False


def sentences_of(article: Article) -> tuple[ArticleSentence, ...]:
    """Return an article's sentences in their order.

    One that points back ("It works at once.") comes with the one before it, and one that asks
    ("Still no tap?") with the one after it.
    """
    steps = ((step, number) for number, step in enumerate(article.steps, start=1))
    more = ((line, 0) for line in article.more.splitlines())
    return (
        *(ArticleSentence(text, is_short=True) for text in _split(article.short)),
        *(ArticleSentence(text, number) for block, number in steps for text in _split(block)),
        *(ArticleSentence(text) for block, _ in more for text in _split(block)),
    )


def sentence_with(article: Article, words: str) -> str:
    """Return the first sentence that holds the most words of a search; "" if none holds any."""
    sentences = [each.text for each in sentences_of(article)]
    best = max(sentences, key=lambda text: words_met(text, words), default="")
    return best if words_met(best, words) else ""


def _split(block: str) -> list[str]:
    found: list[str] = []
    for sentence in _END.split(block.strip()):
        if found and found[-1].endswith("?"):
            found[-1] = f"{found[-1]} {sentence}"
        elif found and _POINTS_BACK.match(sentence):
            found.append(f"{found[-1]} {sentence}")
        elif sentence:
            found.append(sentence)
    return found
