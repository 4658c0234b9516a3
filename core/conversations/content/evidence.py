"""Why the bot said what it said; only staff see it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from core.conversations.content.lenient import Json, number_of, objects_of, text_of
from core.conversations.intents import Intent

CHOSEN = "chosen"  # the reason to answer with an article picked from buttons
TWO_QUESTIONS = "two_questions"  # the reason to answer with two articles
# What Rasa understood where words say that what was shown or offered was not it.
REFUSALS = frozenset({Intent.NOT_HELPED, Intent.SOMETHING_ELSE, Intent.DENY})

_NOTES = ("sensitive", "fact", "language")  # only written where there is something to note


class Decision(str, Enum):
    """What a message got."""

    ANSWER = "answer"  # an article, or two
    CLARIFY = "clarify"  # buttons with the likely articles
    HAND_OFF = "hand_off"  # a person is called
    KEEP_WAITING = "keep_waiting"  # one is on the way already
    ASK_AGAIN = "ask_again"  # it was asked for in other words
    DECLINE = "decline"  # it is not about the company
    OFFER_PERSON = "offer_person"  # a person is one tap away
    TELL = "tell"  # a fact of the company's, or what the host site says of the customer's account


@dataclass(frozen=True)
class Hit:
    """An article that may be the right one, with the probability (0 to 1) that it is."""

    slug: str
    title: str
    confidence: float

    def to_json(self) -> dict[str, Any]:
        confidence = round(float(self.confidence), 4)
        return {"slug": self.slug, "title": self.title, "confidence": confidence}

    @staticmethod
    def from_json(json: Json) -> Hit:
        return Hit(text_of(json, "slug"), text_of(json, "title"), number_of(json, "confidence"))


@dataclass(frozen=True)
class Evidence:
    """What a decision rests on.

    decision: None if it is one that this version does not know
    reason: why a person was called (a `Reason`), CHOSEN, TWO_QUESTIONS or ""
    hits: the best first; what the decision was made from, or the two articles of one answer
    intent, intent_confidence: the name of an `Intent`, and how sure Rasa was of it (0 to 1)
    sensitive: which sensitive topic the message is about
    fact: what was told from the settings
    language: the code of the language it was answered in, where that is not the assistant's own
    """

    decision: Decision | None
    reason: str = ""
    hits: tuple[Hit, ...] = ()
    intent: str = ""
    intent_confidence: float = 0.0
    sensitive: str = ""
    fact: str = ""
    language: str = ""

    @property
    def is_refusal(self) -> bool:
        """Whether the message was understood as "that is not it"."""
        return self.intent in REFUSALS

    def confidence_in(self, slug: str) -> float | None:
        """Return how probable an article was as the answer; None if it was no hit."""
        return next((hit.confidence for hit in self.hits if hit.slug == slug), None)

    def to_json(self) -> dict[str, Any]:
        return {
            "decision": self.decision.value if self.decision else "",
            "reason": self.reason,
            "hits": [hit.to_json() for hit in self.hits],
            "intent": self.intent,
            "intent_confidence": round(self.intent_confidence, 4),
            **{name: value for name in _NOTES if (value := getattr(self, name))},
        }

    @staticmethod
    def from_json(json: Json) -> Evidence:
        return Evidence(
            decision=_decision(json.get("decision")),
            reason=text_of(json, "reason"),
            hits=tuple(map(Hit.from_json, objects_of(json, "hits"))),
            intent=text_of(json, "intent"),
            intent_confidence=number_of(json, "intent_confidence"),
            **{name: text_of(json, name) for name in _NOTES},
        )


def _decision(value: object) -> Decision | None:
    try:
        return Decision(value)
    except ValueError:
        return None
