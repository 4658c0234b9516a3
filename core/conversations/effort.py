"""What getting help has cost a customer, read off the transcript."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from core.conversations.messages import Author, ChoiceKind
from core.conversations.transcript import STAFF_ONLY, Utterance

_REFUSALS = frozenset({f"{ChoiceKind.HELPED.value}:no", ChoiceKind.SOMETHING_ELSE.value})
# What the bot understood, or did, when what it had shown or offered was not it.
_REFUSING_INTENTS = frozenset({"not_helped", "something_else", "deny"})
_FAILING_DECISIONS = frozenset({"ask_again"})
_ABOUT_EFFORT = (ChoiceKind.EFFORT.value, ChoiceKind.EFFORT_COMMENT.value)


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
    """Read off a transcript what the customer has gone through."""
    effort = EffortSoFar()
    refused = False  # a refusal shows twice: as the button pressed and in what the bot understood
    for utterance in transcript:
        if utterance.author is Author.CUSTOMER:
            effort = _after_customer(effort, utterance)
            refused = _choice(utterance) in _REFUSALS
            if refused:
                effort = _refusal(effort)
        elif utterance.author is Author.BOT:
            if not refused and _tells_of_failure(utterance):
                effort, refused = _refusal(effort), True
            effort = _after_bot(effort, utterance)
    return effort


def _after_customer(effort: EffortSoFar, utterance: Utterance) -> EffortSoFar:
    choice = _choice(utterance)
    if choice.partition(":")[0] in _ABOUT_EFFORT:
        return effort
    if choice == f"{ChoiceKind.HELPED.value}:yes":
        effort = _judge_last(effort, True)
    if effort.first_at is None:
        effort = replace(effort, first_question=utterance.text, first_at=utterance.at)
    return replace(effort, turns=effort.turns + 1)


def _after_bot(effort: EffortSoFar, utterance: Utterance) -> EffortSoFar:
    article = utterance.content.get("article")
    if utterance.content.get("kind") != "answer" or not isinstance(article, Mapping):
        return effort
    slug = str(article.get("slug", ""))
    shown = ShownArticle(
        slug=slug,
        title=str(article.get("title") or slug),
        url=str(article.get("url", "")),
        confidence=_confidence(utterance, slug),
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


def _tells_of_failure(utterance: Utterance) -> bool:
    evidence = _evidence(utterance)
    refused = evidence.get("intent") in _REFUSING_INTENTS
    return refused or evidence.get("decision") in _FAILING_DECISIONS


def _choice(utterance: Utterance) -> str:
    return str(utterance.content.get("choice") or "")


def _evidence(utterance: Utterance) -> Mapping[str, Any]:
    evidence = utterance.content.get(STAFF_ONLY)
    return evidence if isinstance(evidence, Mapping) else {}


def _confidence(utterance: Utterance, slug: str) -> float | None:
    for hit in _evidence(utterance).get("hits") or ():
        if isinstance(hit, Mapping) and hit.get("slug") == slug:
            return float(hit.get("confidence") or 0)
    return None
