"""Whether two requests of a customer are about the same thing."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
_MIN_OVERLAP = 0.5  # of the content words of the shorter question
_MIN_SHARED_WORDS = 2
_STOP_WORDS = frozenset(
    (
        *("a", "about", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by"),
        *("can", "could", "did", "do", "does", "for", "from", "get", "got", "had", "has", "have"),
        *("hello", "help", "her", "hi", "him", "his", "how", "i", "if", "in", "is", "it", "its"),
        *("just", "like", "me", "mine", "my", "need", "no", "not", "now", "of", "on", "or", "our"),
        *("out", "please", "she", "should", "so", "some", "still", "than", "thank", "thanks"),
        *("that", "the", "their", "them", "then", "there", "they", "this", "to", "too", "up"),
        *("us", "want", "was", "we", "were", "what", "when", "where", "which", "who", "why"),
        *("will", "with", "would", "yes", "yet", "you", "your"),
    )
)


@dataclass(frozen=True)
class Issue:
    """What a request was about: the question, and the article it led to last, "" for none."""

    question: str = ""
    article: str = ""


def is_same(one: Issue, other: Issue) -> bool:
    """Tell whether two requests led to the same article, or share their content words.

    At least two of them, and half of those of the shorter question.
    """
    if one.article and one.article == other.article:
        return True
    first, second = content_words(one.question), content_words(other.question)
    shared = len(first & second)
    return shared >= _MIN_SHARED_WORDS and shared >= _MIN_OVERLAP * min(len(first), len(second))


def content_words(question: str) -> frozenset[str]:
    """Return the words of a question that say what it is about: lower case, stemmed."""
    words = (word.casefold() for word in _WORD.findall(question))
    return frozenset(_stem(word) for word in words if word not in _STOP_WORDS and len(word) > 1)


def _stem(word: str) -> str:
    """Cut the commonest endings, so that "cards" is "card" and "waiting" is "wait"."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word
