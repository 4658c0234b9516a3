"""The one place that decides what a customer's question gets: answer, clarify or hand off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import ClassVar

from core.answering.question_form import names, topic_of
from core.answering.retrieval import Retrieval
from core.conversations import Anger, Decision, Hit, needs_person

MAX_REPHRASES = 1  # a second "in other words, please" is when people give up
MAX_CHOICES = 3  # a fourth button costs more to read than a rephrase costs to type
_TOPIC_DOUBT = 0.2  # of the doubt that an answer is allowed, where only a topic is named


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
    angered: the customer has shown anger before
    """

    failures: int = 0
    tried: frozenset[str] = frozenset()
    waiting: bool = False
    declined: bool = False
    angered: bool = False
    max_failures: int = 2


class Reason(str, Enum):
    """Why a conversation is handed off; shown to the agent, counted in insights."""

    NOTHING_FITS = "nothing_fits"
    ASKED = "asked"
    FAILED_TWICE = "failed_twice"
    FRUSTRATED = "frustrated"
    BROKEN = "broken"
    LANGUAGE = "language"
    SENSITIVE = "sensitive"
    TAKEN_UP = "taken_up"  # the customer wrote again after it had been closed
    REOPENED = "reopened"  # an agent opened it again


@dataclass(frozen=True)
class Answer:
    """Show this article.

    kindly: with a kind word before it and a person one tap away: its reader is upset
    span: the sentence that holds what was asked, to be shown first; "" where none surely does
    """

    decision: ClassVar[Decision] = Decision.ANSWER
    hit: Hit
    kindly: bool = False
    span: str = ""


@dataclass(frozen=True)
class AnswerBoth:
    """The message holds two questions: show an article for each, in the order asked."""

    decision: ClassVar[Decision] = Decision.ANSWER
    first: Hit
    second: Hit
    kindly: bool = False


@dataclass(frozen=True)
class Clarify:
    """Ask which of these is meant: one to three, and "something else"."""

    decision: ClassVar[Decision] = Decision.CLARIFY
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class HandOff:
    """Bring in a person."""

    decision: ClassVar[Decision] = Decision.HAND_OFF
    reason: Reason


@dataclass(frozen=True)
class KeepWaiting:
    """A person is on the way and the bot is not sure: say that it was noted, nothing else."""

    decision: ClassVar[Decision] = Decision.KEEP_WAITING


@dataclass(frozen=True)
class AskAgain:
    """Ask for other words, once, with a person one tap away."""

    decision: ClassVar[Decision] = Decision.ASK_AGAIN


Reply = Answer | AnswerBoth | Clarify | HandOff | KeepWaiting | AskAgain


def decide_reply(
    retrieval: Retrieval, history: History, thresholds: Thresholds, anger: Anger = Anger.NONE
) -> Reply:
    """Decide what a new question gets.

    Someone upset gets the answer if it is sure, kindly; without one, or if they are angry at us or
    for the second time, a person rather than another article. Someone who waits for a
    person still gets whatever the bot is sure of, and is never asked anything. Nobody is shown
    again what they have tried: a question that leads there once more counts as its failure. Who
    names a topic rather than asks a question chooses from it, or is asked for more words. Who
    would rather do without a person is asked for other words before one is called again.
    """
    sure = is_sure(retrieval, history, thresholds)
    if history.waiting:
        return Answer(retrieval.hits[0]) if sure else KeepWaiting()
    upset = anger is not Anger.NONE
    if upset and (not sure or needs_person(anger, history.angered)):
        return HandOff(Reason.FRUSTRATED)
    if sure:
        return Answer(retrieval.hits[0], kindly=upset)
    if (
        retrieval.hits
        and retrieval.hits[0].slug in history.tried
        and _is_likely(retrieval, thresholds)
    ):
        return decide_after_failure(retrieval, history, thresholds)
    others = _other_articles(retrieval, history, thresholds)
    if others is not None:
        return others
    if history.declined or topic_of(retrieval.question):
        return decide_without_article(replace(history, failures=history.failures + 1))
    often = history.failures >= history.max_failures
    return HandOff(Reason.FAILED_TWICE if often else Reason.NOTHING_FITS)


def decide_both(
    pairs: Iterable[tuple[Retrieval, Retrieval]], history: History, thresholds: Thresholds
) -> AnswerBoth | None:
    """Decide whether a message is two questions, given the ways to take it apart.

    Only if both parts are surely answered, by different articles; of several ways the surest.
    """
    found = [
        AnswerBoth(first.hits[0], second.hits[0])
        for first, second in pairs
        if is_sure(first, history, thresholds)
        and is_sure(second, history, thresholds)
        and first.hits[0].slug != second.hits[0].slug
    ]
    surest = max(found, key=lambda r: min(r.first.confidence, r.second.confidence), default=None)
    return surest


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
    if history.failures >= min(history.max_failures, MAX_REPHRASES + 1):
        return HandOff(Reason.FAILED_TWICE)
    return AskAgain()


def choices_of(retrieval: Retrieval, history: History, thresholds: Thresholds) -> tuple[Hit, ...]:
    """Return at most three articles worth a button, none of them tried before."""
    likely = (
        hit
        for hit in retrieval.hits
        if hit.slug not in history.tried and _is_worth_a_button(hit, retrieval, thresholds)
    )
    return tuple(likely)[:MAX_CHOICES]


def is_sure(retrieval: Retrieval, history: History, thresholds: Thresholds) -> bool:
    """Tell whether the best article can be shown at once."""
    return (
        bool(retrieval.hits)
        and _is_likely(retrieval, thresholds)
        and retrieval.hits[0].slug not in history.tried
        and _is_clear(retrieval, history, thresholds)
    )


def _is_worth_a_button(hit: Hit, retrieval: Retrieval, thresholds: Thresholds) -> bool:
    return hit.confidence >= thresholds.choice or names(hit.title, topic_of(retrieval.question))


def _other_articles(
    retrieval: Retrieval, history: History, thresholds: Thresholds
) -> Clarify | None:
    choices = choices_of(retrieval, history, thresholds)
    topic = topic_of(retrieval.question)
    likely = retrieval.confidence >= thresholds.clarify or any(
        names(hit.title, topic) for hit in choices
    )
    if not choices or not likely or history.failures >= history.max_failures:
        return None
    return Clarify(choices)


def _is_likely(retrieval: Retrieval, thresholds: Thresholds) -> bool:
    return retrieval.confidence >= thresholds.answer


def _is_clear(retrieval: Retrieval, history: History, thresholds: Thresholds) -> bool:
    """Tell whether the question is more than a topic, or the topic has only one article."""
    if not topic_of(retrieval.question):
        return True
    very_sure = 1 - _TOPIC_DOUBT * (1 - thresholds.answer)
    alone = len(choices_of(retrieval, history, thresholds)) == 1
    return alone or retrieval.confidence >= very_sure
