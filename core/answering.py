"""The one place that decides what a customer's question gets: answer, clarify or hand off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Union

MOST_REPHRASES = 1  # a second "in other words, please" is when people give up
SHORT_FOLLOW_UP = 6  # words; a longer question says by itself what it is about
MOST_CHOICES = 3  # a fourth button costs more to read than a rephrase costs to type


@dataclass(frozen=True)
class Hit:
    """An article that may be the right one, with the probability (0 to 1) that it is."""

    slug: str
    title: str
    confidence: float


@dataclass(frozen=True)
class Retrieval:
    """What the knowledge base found for a question: hits, the best first, one per article."""

    question: str
    hits: tuple[Hit, ...] = ()

    @property
    def confidence(self) -> float:
        return self.hits[0].confidence if self.hits else 0.0


@dataclass(frozen=True)
class Thresholds:
    """What `settings/confidence.yml` says.

    answer: at least this sure, the article is shown at once
    clarify: at least this sure, the best articles are offered as buttons
    choice: an article less likely than this is never offered as a button
    """

    answer: float
    clarify: float
    choice: float


@dataclass(frozen=True)
class History:
    """What the decision must know about the conversation so far.

    failures: answers in a row that did not help, and clarifications in vain
    tried: articles already shown or refused since the last success
    waiting: the customer is in a queue for a person
    declined: the last call for a person ended without one, as when they left the queue
    """

    failures: int = 0
    tried: frozenset[str] = frozenset()
    waiting: bool = False
    declined: bool = False
    most_failures: int = 2


class Reason(str, Enum):
    """Why a conversation is handed off; shown to the agent, counted in insights."""

    NOTHING_FITS = "nothing_fits"
    ASKED = "asked"
    FAILED_TWICE = "failed_twice"
    FRUSTRATED = "frustrated"
    BROKEN = "broken"


@dataclass(frozen=True)
class Answer:
    """Show this article."""

    hit: Hit


@dataclass(frozen=True)
class Clarify:
    """Ask which of these is meant: one to three, and "something else"."""

    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class HandOff:
    """Bring in a person."""

    reason: Reason


@dataclass(frozen=True)
class KeepWaiting:
    """A person is on the way and the bot is not sure: say that it was noted, nothing else."""


@dataclass(frozen=True)
class AskAgain:
    """Ask for other words, once, with a person one tap away."""


Reply = Union[Answer, Clarify, HandOff, KeepWaiting, AskAgain]


def decide_reply(
    retrieval: Retrieval, history: History, thresholds: Thresholds, frustrated: bool = False
) -> Reply:
    """Decide what a new question gets.

    Someone evidently upset gets a person rather than another article. Someone who waits for a
    person still gets whatever the bot is sure of, and is never asked anything. Nobody is shown
    again what they have tried: a question that leads there once more counts as its failure. Who
    would rather do without a person is asked for other words before one is called again.
    """
    sure = _is_sure(retrieval, history, thresholds)
    if history.waiting:
        return Answer(retrieval.hits[0]) if sure else KeepWaiting()
    if frustrated:
        return HandOff(Reason.FRUSTRATED)
    if sure:
        return Answer(retrieval.hits[0])
    if (
        retrieval.hits
        and retrieval.hits[0].slug in history.tried
        and _is_likely(retrieval, thresholds)
    ):
        return decide_after_failure(retrieval, history, thresholds)
    others = _other_articles(retrieval, history, thresholds)
    if others is not None:
        return others
    if history.declined:
        return decide_without_article(replace(history, failures=history.failures + 1))
    often = history.failures >= history.most_failures
    return HandOff(Reason.FAILED_TWICE if often else Reason.NOTHING_FITS)


def leans_on_the_last(retrieval: Retrieval, thresholds: Thresholds) -> bool:
    """Tell whether a question makes sense only with the one before ("and if it doesn't come?")."""
    short = len(retrieval.question.split()) <= SHORT_FOLLOW_UP
    return short and retrieval.confidence < thresholds.clarify


def decide_after_failure(retrieval: Retrieval, history: History, thresholds: Thresholds) -> Reply:
    """Decide what follows when an answer did not help.

    `history.failures` counts this failure already. The first one gets the other likely articles;
    if there are none it may have been a misunderstanding, which other words clear up.
    """
    if history.waiting:
        return KeepWaiting()
    return _other_articles(retrieval, history, thresholds) or decide_without_article(history)


def decide_without_article(history: History) -> Reply:
    """Decide what follows when there is nothing to search for, or no button fitted.

    `history.failures` counts this failure already. Other words cost a customer seconds, a queue
    minutes; so the first time they are asked for, and the second time a person comes.
    """
    if history.waiting:
        return KeepWaiting()
    if history.failures >= min(history.most_failures, MOST_REPHRASES + 1):
        return HandOff(Reason.FAILED_TWICE)
    return AskAgain()


def choices_of(retrieval: Retrieval, history: History, thresholds: Thresholds) -> tuple[Hit, ...]:
    """Return at most three articles worth a button, none of them tried before."""
    likely = (
        hit
        for hit in retrieval.hits
        if hit.slug not in history.tried and hit.confidence >= thresholds.choice
    )
    return tuple(likely)[:MOST_CHOICES]


def _other_articles(
    retrieval: Retrieval, history: History, thresholds: Thresholds
) -> Clarify | None:
    choices = choices_of(retrieval, history, thresholds)
    likely = choices and retrieval.confidence >= thresholds.clarify
    return Clarify(choices) if likely and history.failures < history.most_failures else None


def _is_likely(retrieval: Retrieval, thresholds: Thresholds) -> bool:
    return retrieval.confidence >= thresholds.answer


def _is_sure(retrieval: Retrieval, history: History, thresholds: Thresholds) -> bool:
    return (
        bool(retrieval.hits)
        and _is_likely(retrieval, thresholds)
        and retrieval.hits[0].slug not in history.tried
    )
