"""The dialogue's state: Rasa's slots as one value, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import Enum
from typing import Any

from rasa_sdk.events import SlotSet

from core.answering import Retrieval

MAX_REMEMBERED = 20  # slugs in a list


class Pending(str, Enum):
    """What a bare "yes", "no" or "4" answers."""

    HELPED = "helped"
    CLARIFY = "clarify"
    EFFORT = "effort"
    COMMENT = "comment"  # what else the customer has to say about the effort
    CONTACT = "contact"  # where the customer can be reached


_AFTER_AN_ANSWER = frozenset({Pending.HELPED, Pending.EFFORT, Pending.COMMENT})


@dataclass(frozen=True)
class Dialogue:
    """Where a conversation stands.

    failures: answers in a row that did not help, and clarifications in vain
    tried: articles that did not help or were refused as buttons, since the last success
    last_question: in the customer's words, or the title of the article they picked
    beside: the article shown together with the last one, where a message held two questions
    shown: articles shown in this conversation
    """

    failures: int = 0
    tried: tuple[str, ...] = ()
    last_question: str = ""
    last_article: str = ""
    beside: str = ""
    shown: tuple[str, ...] = ()
    pending: Pending | None = None

    @property
    def had_request(self) -> bool:
        """Whether the customer has asked for anything yet."""
        return bool(self.last_question or self.shown)

    @property
    def just_shown(self) -> tuple[str, ...]:
        """The articles that the last question was answered with, in their order."""
        if self.pending not in _AFTER_AN_ANSWER:
            return ()
        return tuple(slug for slug in (self.beside, self.last_article) if slug)

    def asked(self, question: str) -> Dialogue:
        return replace(self, last_question=question, pending=None)

    def answered(self, slug: str, beside: str = "") -> Dialogue:
        latest = (beside, slug) if beside else (slug,)
        shown = (*(s for s in self.shown if s not in latest), *latest)
        return replace(self, last_article=slug, beside=beside, shown=shown, pending=Pending.HELPED)

    def offered(self) -> Dialogue:
        return replace(self, pending=Pending.CLARIFY)

    def failed(self, *slugs: str) -> Dialogue:
        """Count a failure; the articles it was about are not shown unasked again."""
        tried = tuple(dict.fromkeys((*self.tried, *(slug for slug in slugs if slug))))
        return replace(self, failures=self.failures + 1, tried=tried, pending=None)

    def fresh(self) -> Dialogue:
        """Forget failures: the customer was helped."""
        return replace(self, failures=0, tried=(), pending=None)

    def carried_on(self) -> Dialogue:
        """Begin anew with the assistant, without a person: what did not help is still known."""
        return replace(self, failures=0, pending=None)

    def reachable_next(self) -> Dialogue:
        return replace(self, pending=Pending.CONTACT)

    def rated_next(self) -> Dialogue:
        return replace(self, pending=Pending.EFFORT)

    def commented_next(self) -> Dialogue:
        return replace(self, pending=Pending.COMMENT)

    def settled(self) -> Dialogue:
        return replace(self, pending=None)

    def facing(self, retrieval: Retrieval) -> Dialogue:
        """Count what a new question says about the last reply.

        Typing again instead of pressing a button says that no button fitted. Other words that
        lead to the article just shown say that it was not the answer; the same words do not,
        somebody only wants to read it again.
        """
        if self.pending is Pending.CLARIFY:
            return self.failed()
        best = retrieval.hits[0].slug if retrieval.hits else ""
        reworded = _plain_text(retrieval.question) != _plain_text(self.last_question)
        if self.pending is Pending.HELPED and best in self.just_shown and reworded:
            return self.failed(best)
        return self


def read_dialogue(slots: Mapping[str, Any]) -> Dialogue:
    """Read the slots; one that is empty or holds something else counts as new."""
    return Dialogue(
        failures=_whole(slots.get("failures")),
        tried=_slugs(slots.get("tried")),
        last_question=str(slots.get("last_question") or ""),
        last_article=str(slots.get("last_article") or ""),
        beside=str(slots.get("beside") or ""),
        shown=_slugs(slots.get("shown")),
        pending=_pending(slots.get("pending")),
    )


def slot_changes(before: Dialogue, after: Dialogue) -> list[dict[str, Any]]:
    """Return the events that bring the slots from one state to the next."""
    return [
        SlotSet(field.name, _plain(getattr(after, field.name)))
        for field in fields(Dialogue)
        if getattr(before, field.name) != getattr(after, field.name)
    ]


def _plain_text(text: str) -> str:
    return " ".join(text.casefold().split())


def _plain(value: Any) -> Any:
    if isinstance(value, Pending):
        return value.value
    if isinstance(value, tuple):
        return list(value[-MAX_REMEMBERED:])
    return float(value) if isinstance(value, int) else value or None


def _whole(value: Any) -> int:
    return max(0, int(value)) if isinstance(value, (int, float)) else 0


def _slugs(value: Any) -> tuple[str, ...]:
    slugs = value if isinstance(value, list) else ()
    return tuple(slug for slug in slugs if isinstance(slug, str))[-MAX_REMEMBERED:]


def _pending(value: Any) -> Pending | None:
    try:
        return Pending(value)
    except ValueError:
        return None
