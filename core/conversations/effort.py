"""What getting help has cost a customer, read off the transcript."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.conversations.content import HELPED, AnswerCard, ChoiceKind, Decision
from core.conversations.messages import Author
from core.conversations.transcript import Utterance

_ABOUT_EFFORT = frozenset({ChoiceKind.EFFORT, ChoiceKind.EFFORT_COMMENT})


@dataclass(frozen=True)
class ShownArticle:
    """An article the bot answered with.

    confidence: how sure the bot was; None if the customer picked it from buttons
    helped: what the customer said about it, if anything
    seq: the utterance that showed it
    turn: which of the customer's turns it was shown for; two articles for two questions
    """

    slug: str
    title: str
    url: str
    confidence: float | None
    seq: int
    helped: bool | None = None
    turn: int = 0


@dataclass(frozen=True)
class EffortSoFar:
    """What getting help has cost the customer up to now.

    turns: how often they wrote or pressed something
    failed_answers: how often they said that what they were shown was not it
    """

    first_question: str = ""
    first_at: datetime | None = None
    turns: int = 0
    failed_answers: int = 0
    articles: tuple[ShownArticle, ...] = ()


def effort_so_far(transcript: Sequence[Utterance]) -> EffortSoFar:
    """Return what a whole transcript, in its order, has cost the customer."""
    effort = EffortSoFar()
    for _, after in _effort_after_each(transcript):
        effort = after
    return effort


def failures_by_turn(transcript: Sequence[Utterance]) -> dict[int, int]:
    """Return by each customer's utterance how many answers had failed before they went on."""
    failed: dict[int, int] = {}
    latest = 0
    for utterance, effort in _effort_after_each(transcript):
        if utterance.author is Author.CUSTOMER:
            latest = utterance.seq
        if latest:
            failed[latest] = effort.failed_answers
    return failed


def _effort_after_each(
    transcript: Sequence[Utterance],
) -> Iterator[tuple[Utterance, EffortSoFar]]:
    effort = EffortSoFar()
    refused = False  # a refusal shows twice: as the button pressed and in what the bot understood
    for utterance in transcript:
        if utterance.author is Author.CUSTOMER:
            effort = _after_customer(effort, utterance)
            refused = utterance.is_refusal
            if refused:
                effort = _refusal(effort)
        elif utterance.author is Author.BOT:
            if not refused and _is_failure(utterance):
                effort, refused = _refusal(effort), True
            effort = _after_bot(effort, utterance)
        yield utterance, effort


def _after_customer(effort: EffortSoFar, utterance: Utterance) -> EffortSoFar:
    choice = utterance.choice
    if choice is not None and choice.kind in _ABOUT_EFFORT:
        return effort
    if choice == HELPED:
        effort = _judge_last(effort, True)
    if effort.first_at is None:
        effort = replace(effort, first_question=utterance.text, first_at=utterance.at)
    return replace(effort, turns=effort.turns + 1)


def _after_bot(effort: EffortSoFar, utterance: Utterance) -> EffortSoFar:
    card, evidence = utterance.card, utterance.evidence
    if not isinstance(card, AnswerCard):
        return effort
    shown = ShownArticle(
        slug=card.article.slug,
        title=card.article.title,
        url=card.article.url,
        confidence=evidence.confidence_in(card.article.slug) if evidence else None,
        seq=utterance.seq,
        turn=effort.turns,
    )
    return replace(effort, articles=(*effort.articles, shown))


def _refusal(effort: EffortSoFar) -> EffortSoFar:
    judged = _judge_last(effort, False)
    return replace(judged, failed_answers=judged.failed_answers + 1)


def _judge_last(effort: EffortSoFar, helped: bool) -> EffortSoFar:
    """Note on what the last answer showed whether it helped; the customer's first word counts."""
    if not effort.articles:
        return effort
    last = effort.articles[-1].turn
    judged = (
        replace(article, helped=helped)
        if article.turn == last and article.helped is None
        else article
        for article in effort.articles
    )
    return replace(effort, articles=tuple(judged))


def _is_failure(utterance: Utterance) -> bool:
    evidence = utterance.evidence
    return utterance.is_refusal or (
        evidence is not None and evidence.decision is Decision.ASK_AGAIN
    )
