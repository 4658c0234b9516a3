"""What became of each question that the bot decided on, read off the transcript."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from core.answering import Reason
from core.conversations import (
    CHOSEN,
    HELPED,
    AnswerCard,
    Author,
    ClarifyCard,
    Decision,
    Evidence,
    Intent,
    NextCard,
    SolvedCard,
    Utterance,
    articles_of,
)
from core.text import has_words

BESIDE = "beside"  # why an article was shown: the second of two, for a message with two questions
# Reasons to show an article that no words of the customer's own stand for.
WORDLESS = frozenset({CHOSEN, BESIDE})

_ANSWERED = frozenset({Decision.ANSWER, Decision.TELL})

# What the bot understood where typed words were no question but an answer to its own.
_NO_QUESTION = frozenset({Intent.AFFIRM, Intent.HELPED, Intent.ASK_PERSON})


@dataclass(frozen=True)
class LoggedQuestion:
    """A question, what it got, and what came of that.

    question: the customer's words; the button's where they picked an article
    decision, reason, confidence: the bot's, at the time; confidence of the best hit
    article: the one shown for it, at once or picked from its buttons; "" for none
    clarified_in_vain: asked back, and nothing offered was meant
    abandoned: asked back, and the customer neither picked nor refused: they left, or went on
    helped: what the customer said of the article; None if nothing
    next_taken: the next question they went on to
    handoff: why a person was called after it, before anything had helped; "" if none was
    effort: the score of its conversation
    """

    conversation: str
    seq: int
    question: str
    at: datetime
    decision: Decision
    reason: str = ""
    article: str = ""
    confidence: float = 0.0
    clarified_in_vain: bool = False
    abandoned: bool = False
    helped: bool | None = None
    next_taken: str = ""
    handoff: str = ""
    effort: int | None = None

    @property
    def handed_off(self) -> bool:
        return bool(self.handoff)

    @property
    def wordless(self) -> bool:
        """Whether it only tells of an article shown, and of nothing asked in own words."""
        return self.reason in WORDLESS

    @property
    def beside(self) -> bool:
        """Whether it is the second of two questions in one message."""
        return self.reason == BESIDE


def log_questions(transcript: Sequence[Utterance]) -> tuple[LoggedQuestion, ...]:
    """Return the questions of one conversation, in order.

    What a customer says while a person is on the way, or talks with them, is no question to the
    bot and is left out.
    """
    reading = _Reading()
    for utterance in transcript:
        if utterance.author is Author.CUSTOMER:
            reading.customer(utterance)
        elif utterance.author is Author.BOT:
            reading.bot(utterance)
    return tuple(map(_abandoned, reading.rows))


class _Reading:
    """Where the reading of a transcript stands."""

    def __init__(self) -> None:
        self.rows: list[LoggedQuestion] = []
        self._logged: set[int] = set()
        self._said: Utterance | None = None  # what the bot answers now
        self._offered: frozenset[str] = frozenset()  # by the clarification that is still open
        self._asking = False  # a clarification is open
        self._next: frozenset[str] = frozenset()  # offered under the last article
        self._together = 1  # rows that the last reply answered
        self._open_from = 0  # the first row since something helped or a person was called

    def customer(self, said: Utterance) -> None:
        self._said = said
        if said.choice == HELPED:
            self._helped()
        elif said.is_refusal:
            self._refused()

    def bot(self, said: Utterance) -> None:
        if said.evidence is not None and self._said is not None:
            self._decided(self._said, said, said.evidence)
        elif _shown(said) and self.rows:
            self._shown_beside(said)
        if isinstance(said.card, ClarifyCard):
            self._asking, self._offered = True, frozenset(articles_of(said.buttons))
        elif isinstance(said.card, NextCard):
            self._next = frozenset(articles_of(said.buttons))
        elif isinstance(said.card, SolvedCard):
            self._helped()

    def _decided(self, asked: Utterance, said: Utterance, evidence: Evidence) -> None:
        decision = evidence.decision
        if decision is None or decision is Decision.KEEP_WAITING:
            return
        if asked.seq in self._logged:
            pass  # decided on already: the first decision counts
        elif evidence.reason == CHOSEN:
            self._picked(asked, said)
        elif _is_question(asked, evidence):
            self._asked(asked, said, _outcome(decision, said), evidence)
        elif asked.is_typed and evidence.intent != Intent.ASK_PERSON:
            self._refused()
        if decision is Decision.HAND_OFF:
            # What needs care wants a person for its own sake, not for what was asked before.
            own = evidence.reason == Reason.SENSITIVE.value
            self._handed_off(evidence.reason, len(self.rows) - 1 if own else 0)

    def _asked(
        self, asked: Utterance, said: Utterance, decision: Decision, evidence: Evidence
    ) -> None:
        """A question in the customer's own words; it may say something about the one before."""
        best = evidence.hits[0] if evidence.hits else None
        if self.rows and _speaks_of_the_one_before(decision, evidence):
            before = self.rows[-1].article
            if self._asking or (before and best is not None and before == best.slug):
                self._refused()
        confidence = best.confidence if best else 0.0
        self._add(asked, decision, evidence.reason, _shown(said), confidence)

    def _picked(self, asked: Utterance, said: Utterance) -> None:
        """An article from buttons: the one a question meant, or a step further."""
        article = _shown(said)
        if not article:
            return
        meant = self._asking and article in self._offered
        if meant and self.rows and not self.rows[-1].article:
            self._change(article=article)
        else:
            if self.rows and not meant and article in self._next:
                self._change(next_taken=article)
            self._add(asked, Decision.ANSWER, CHOSEN, article)
        self._settle()

    def _shown_beside(self, said: Utterance) -> None:
        """The second article for a message with two questions: what is said of it is of both."""
        asked, first = replace(said, text=self.rows[-1].question), self._together
        self._add(asked, Decision.ANSWER, BESIDE, _shown(said))
        self._together = first + 1

    def _helped(self) -> None:
        self._judge(True)
        self._settle()
        self._open_from = len(self.rows)

    def _refused(self) -> None:
        """What was shown or offered was not it; the first word about an article counts."""
        if not self.rows:
            return
        if self._asking:
            self._change(clarified_in_vain=True)
        else:
            self._judge(False)
        self._settle()

    def _judge(self, helped: bool) -> None:
        for place, row in enumerate(self.rows):
            latest = place >= len(self.rows) - self._together
            if latest and row.article and row.helped is None:
                self.rows[place] = replace(row, helped=helped)

    def _handed_off(self, reason: str, first: int = 0) -> None:
        for place in range(max(first, self._open_from), len(self.rows)):
            self.rows[place] = replace(self.rows[place], handoff=reason)
        self._settle()
        self._open_from = len(self.rows)

    def _settle(self) -> None:
        self._asking, self._offered = False, frozenset()

    def _add(
        self,
        asked: Utterance,
        decision: Decision,
        reason: str,
        article: str,
        confidence: float = 0.0,
    ) -> None:
        self._logged.add(asked.seq)
        row = (asked.conversation, asked.seq, asked.text, asked.at)
        self.rows.append(LoggedQuestion(*row, decision, reason, article, confidence))
        self._next, self._together = frozenset(), 1
        self._settle()

    def _change(self, **values: Any) -> None:
        self.rows[-1] = replace(self.rows[-1], **values)


def _speaks_of_the_one_before(decision: Decision, evidence: Evidence) -> bool:
    beside = decision in _ANSWERED or decision is Decision.DECLINE
    return not beside and evidence.reason != Reason.SENSITIVE.value


def _abandoned(row: LoggedQuestion) -> LoggedQuestion:
    """Note that a question was asked back, and nothing came of that."""
    open_still = row.decision is Decision.CLARIFY and not row.article
    settled = row.clarified_in_vain or row.handed_off
    return replace(row, abandoned=open_still and not settled)


def _is_question(asked: Utterance, evidence: Evidence) -> bool:
    if evidence.sensitive or evidence.decision is Decision.DECLINE:
        return asked.is_typed  # whatever the bot took the words for
    answers = evidence.is_refusal or evidence.intent in _NO_QUESTION
    return asked.is_typed and has_words(asked.text) and not answers


def _outcome(decision: Decision, said: Utterance) -> Decision:
    """Return what came of a decision: the article may be withdrawn in that very moment."""
    if decision is not Decision.ANSWER or _shown(said):
        return decision
    return Decision.CLARIFY if isinstance(said.card, ClarifyCard) else Decision.ASK_AGAIN


def _shown(said: Utterance) -> str:
    """Return the article that was shown, "" for none."""
    return said.card.article.slug if isinstance(said.card, AnswerCard) else ""
