"""What became of each question that the bot decided on, read off the transcript."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from core.conversations import STAFF_ONLY, Author, ChoiceKind, Utterance
from core.text import has_words

# Why an article was shown that no words of the customer's own stand for.
CHOSEN = "chosen"  # picked from buttons
BESIDE = "beside"  # the second one, where a message held two questions
WORDLESS = frozenset({CHOSEN, BESIDE})

_HELPED = f"{ChoiceKind.HELPED.value}:yes"
_REFUSALS = frozenset({f"{ChoiceKind.HELPED.value}:no", ChoiceKind.SOMETHING_ELSE.value})
_ARTICLE = f"{ChoiceKind.ARTICLE.value}:"
# What the bot understood where typed words were no question but an answer to its own.
_REFUSING_INTENTS = frozenset({"not_helped", "something_else", "deny"})
_NO_QUESTION = _REFUSING_INTENTS | {"affirm", "helped", "ask_person"}


@dataclass(frozen=True)
class LoggedQuestion:
    """A question, what it got, and what came of that.

    question: the customer's words; the button's where they picked an article
    decision, reason, confidence: the bot's, at the time; confidence of the best hit
    article: the one shown for it, at once or picked from its buttons; "" for none
    clarified_in_vain: asked back, and nothing offered was meant
    helped: what the customer said of the article; None if nothing
    next_taken: the next question they went on to
    handoff: why a person was called after it, before anything had helped; "" if none was
    effort: the score of its conversation
    """

    conversation: str
    seq: int
    question: str
    at: datetime
    decision: str
    reason: str = ""
    article: str = ""
    confidence: float = 0.0
    clarified_in_vain: bool = False
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
    return tuple(reading.rows)


class _Reading:
    """Where the reading of a transcript stands."""

    def __init__(self) -> None:
        self.rows: list[LoggedQuestion] = []
        self._said: Utterance | None = None  # what the bot answers now
        self._offered: frozenset[str] = frozenset()  # by the clarification that is still open
        self._asking = False  # a clarification is open
        self._next: frozenset[str] = frozenset()  # offered under the last article
        self._together = 1  # rows that the last reply answered
        self._matter = 0  # the first row since something helped or a person was called

    def customer(self, said: Utterance) -> None:
        self._said = said
        choice = _choice(said)
        if choice == _HELPED:
            self._helped()
        elif choice in _REFUSALS:
            self._refused()

    def bot(self, said: Utterance) -> None:
        evidence = said.content.get(STAFF_ONLY)
        if isinstance(evidence, Mapping) and self._said is not None:
            self._decided(self._said, said, evidence)
        elif _shown(said) and self.rows:
            self._shown_beside(said)
        kind = said.content.get("kind")
        if kind == "clarify":
            self._asking, self._offered = True, _buttons(said)
        elif kind == "next":
            self._next = _buttons(said)
        if said.content.get("helped"):
            self._helped()

    def _decided(self, asked: Utterance, said: Utterance, evidence: Mapping[str, Any]) -> None:
        decision, reason = str(evidence.get("decision", "")), str(evidence.get("reason", ""))
        if decision == "keep_waiting":
            return
        if reason == CHOSEN:
            self._picked(asked, said)
        elif _is_question(asked, evidence):
            self._asked(asked, said, evidence)
        elif not _choice(asked) and evidence.get("intent") != "ask_person":
            self._refused()
        if decision == "hand_off":
            self._handed_off(reason)

    def _asked(self, asked: Utterance, said: Utterance, evidence: Mapping[str, Any]) -> None:
        """A question in the customer's own words; it may say something about the one before."""
        hit = _best(evidence)
        decision, article = str(evidence.get("decision", "")), _shown(said)
        if decision == "answer" and not article:  # it was withdrawn in that very moment
            decision = "clarify" if said.content.get("kind") == "clarify" else "ask_again"
        if decision != "answer" and self.rows:
            before = self.rows[-1]
            if self._asking or (before.article and before.article == hit.get("slug")):
                self._refused()
        reason, confidence = str(evidence.get("reason", "")), float(hit.get("confidence") or 0.0)
        self._add(asked, decision, reason, article, confidence)

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
            self._add(asked, "answer", CHOSEN, article)
        self._settle()

    def _shown_beside(self, said: Utterance) -> None:
        """The second article for a message with two questions: what is said of it is of both."""
        asked, first = replace(said, text=self.rows[-1].question), self._together
        self._add(asked, "answer", BESIDE, _shown(said))
        self._together = first + 1

    def _helped(self) -> None:
        self._judge(True)
        self._settle()
        self._matter = len(self.rows)

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

    def _handed_off(self, reason: str) -> None:
        for place in range(self._matter, len(self.rows)):
            self.rows[place] = replace(self.rows[place], handoff=reason)
        self._settle()
        self._matter = len(self.rows)

    def _settle(self) -> None:
        self._asking, self._offered = False, frozenset()

    def _add(
        self, asked: Utterance, decision: str, reason: str, article: str, confidence: float = 0.0
    ) -> None:
        row = (asked.conversation, asked.seq, asked.text, asked.at)
        self.rows.append(LoggedQuestion(*row, decision, reason, article, confidence))
        self._next, self._together = frozenset(), 1
        self._settle()

    def _change(self, **values: Any) -> None:
        self.rows[-1] = replace(self.rows[-1], **values)


def _is_question(asked: Utterance, evidence: Mapping[str, Any]) -> bool:
    typed = not _choice(asked) and has_words(asked.text)
    return typed and evidence.get("intent") not in _NO_QUESTION


def _choice(said: Utterance) -> str:
    return str(said.content.get("choice") or "")


def _shown(said: Utterance) -> str:
    article = said.content.get("article")
    shown = said.content.get("kind") == "answer" and isinstance(article, Mapping)
    return str(article.get("slug", "")) if shown and isinstance(article, Mapping) else ""


def _buttons(said: Utterance) -> frozenset[str]:
    choices = (str(button.get("choice", "")) for button in said.content.get("buttons") or ())
    return frozenset(c.removeprefix(_ARTICLE) for c in choices if c.startswith(_ARTICLE))


def _best(evidence: Mapping[str, Any]) -> Mapping[str, Any]:
    hits = evidence.get("hits") or ()
    return hits[0] if hits and isinstance(hits[0], Mapping) else {}
