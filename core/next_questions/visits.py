"""Which articles a customer was answered with, read off the transcript."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.conversations import (
    AnswerCard,
    Author,
    ChoiceKind,
    ClarifyCard,
    NextCard,
    SolvedCard,
    Utterance,
    articles_of,
)

_WHOLE_AFTER = timedelta(seconds=5)  # what belongs to an answer is recorded by then


@dataclass(frozen=True)
class Visit:
    """An article that was shown for a question.

    seq: of the utterance that shows it
    offered: the next questions under it
    by_button: it was one of the next questions under the article before
    refused: the customer said that it was not it
    told: the one of those offered that was answered in a sentence as well
    """

    conversation: str
    seq: int
    article: str
    at: datetime
    offered: tuple[str, ...] = ()
    by_button: bool = False
    refused: bool = False
    told: str = ""


def read_visits(transcript: Sequence[Utterance]) -> tuple[Visit, ...]:
    """Return the articles of one conversation in order; one shown twice in a row counts once."""
    reading = _Reading()
    for utterance in transcript:
        if utterance.author is Author.CUSTOMER:
            reading.customer(utterance)
        elif utterance.author is Author.BOT:
            reading.bot(utterance)
    return tuple(reading.visits)


def still_open(visits: Sequence[Visit], now: datetime) -> Visit | None:
    """Return the last one if what belongs to its answer may be on its way; read it again then."""
    return visits[-1] if visits and now - visits[-1].at < _WHOLE_AFTER else None


class _Reading:
    """Where the reading of a transcript stands."""

    def __init__(self) -> None:
        self.visits: list[Visit] = []
        self._pressed = ""  # the article whose button the customer pressed last
        self._next: frozenset[str] = frozenset()  # offered under the last article
        self._judged = True  # nothing that is said now is about the last article

    def customer(self, said: Utterance) -> None:
        choice = said.choice
        is_article = choice is not None and choice.kind is ChoiceKind.ARTICLE
        self._pressed = choice.value if choice and is_article else ""
        if said.is_refusal:
            self._refuse()

    def bot(self, said: Utterance) -> None:
        if said.is_refusal:
            self._refuse()
        card = said.card
        if isinstance(card, AnswerCard):
            self._show(said, card.article.slug)
        elif isinstance(card, NextCard):
            self._offer(articles_of(said.buttons), card.told)
        elif isinstance(card, (ClarifyCard, SolvedCard)):
            self._judged = True

    def _show(self, said: Utterance, article: str) -> None:
        if not self.visits or self.visits[-1].article != article:
            by_button = article == self._pressed and article in self._next
            visit = Visit(said.conversation, said.seq, article, said.at, by_button=by_button)
            self.visits.append(visit)
        self._judged, self._next = False, frozenset()

    def _offer(self, articles: tuple[str, ...], told: str) -> None:
        self._next = frozenset(articles)
        if self.visits and not self.visits[-1].offered:
            self.visits[-1] = replace(self.visits[-1], offered=articles, told=told)

    def _refuse(self) -> None:
        if not self._judged:
            self.visits[-1] = replace(self.visits[-1], refused=True)
        self._judged = True
