"""What the bot shows besides its words: a card of some kind, for whoever draws it.

Fields are added, never renamed: records of years are read back, and pages of another version show
what they know of a card.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from core.conversations.content.card import Card, ChannelLink
from core.conversations.content.lenient import (
    Json,
    moment_of,
    number_of,
    object_of,
    objects_of,
    text_of,
    texts_of,
)
from core.conversations.content.told import AccountCard, FactCard


@dataclass(frozen=True)
class ArticleLink:
    """An article and the address of its page."""

    slug: str
    title: str
    url: str

    @staticmethod
    def from_json(json: Json) -> ArticleLink:
        slug = text_of(json, "slug")
        return ArticleLink(slug, text_of(json, "title") or slug, text_of(json, "url"))


@dataclass(frozen=True)
class AnswerCard(Card):
    """An article: its short answer is the utterance's text, the rest is here.

    steps, more: Markdown
    presentation: how much of it to unfold at once, a `Presentation`
    span: the sentence of the article that holds what was asked; shown first and marked, Markdown
    """

    kind: ClassVar[str] = "answer"
    article: ArticleLink
    steps: tuple[str, ...] = ()
    more: str = ""
    presentation: str = ""
    span: str = ""

    def to_json(self) -> dict[str, Any]:
        json = super().to_json()
        if not self.span:  # as it was written before there were any
            del json["span"]
        return json

    @classmethod
    def from_json(cls, json: Json) -> AnswerCard:
        return cls(
            article=ArticleLink.from_json(object_of(json, "article")),
            steps=texts_of(json, "steps"),
            more=text_of(json, "more"),
            presentation=text_of(json, "presentation"),
            span=text_of(json, "span"),
        )


@dataclass(frozen=True)
class ClarifyCard(Card):
    """Which article is meant: a button for each, and one for "something else"."""

    kind: ClassVar[str] = "clarify"


@dataclass(frozen=True)
class HelpedCard(Card):
    """Whether an article helped; its buttons say yes and no."""

    kind: ClassVar[str] = "helped"
    article: str = ""  # its slug

    @classmethod
    def from_json(cls, json: Json) -> HelpedCard:
        return cls(text_of(json, "article"))


@dataclass(frozen=True)
class SolvedCard(Card):
    """The customer said that it helped, in words or with a button. The one card without a kind."""

    def to_json(self) -> dict[str, Any]:
        return {"helped": True}


@dataclass(frozen=True)
class NextCard(Card):
    """What is usually asked next: a button for each article.

    told: the slug of the one that the words answer in a sentence; "" if they answer none
    """

    kind: ClassVar[str] = "next"
    told: str = ""

    def to_json(self) -> dict[str, Any]:
        return super().to_json() if self.told else {"kind": self.kind}

    @classmethod
    def from_json(cls, json: Json) -> NextCard:
        return cls(text_of(json, "told"))


@dataclass(frozen=True)
class HandoffCard(Card):
    """A person is called: how long it takes, and what else there is meanwhile.

    state: always "waiting"
    minutes: from and to; None if nobody can tell
    back_at: when the team is there again, local time; None if it is, or nobody can tell
    absence: why nobody comes soon, an `Absence`; "" where no answer can be promised instead
    """

    kind: ClassVar[str] = "handoff"
    state: str = field(default="waiting", init=False)
    minutes: tuple[int, int] | None = None
    back_at: datetime | None = None
    absence: str = ""
    channels: tuple[ChannelLink, ...] = ()

    @classmethod
    def from_json(cls, json: Json) -> HandoffCard:
        return cls(
            minutes=_minutes(json.get("minutes")),
            back_at=moment_of(json, "back_at"),
            absence=text_of(json, "absence"),
            channels=tuple(map(ChannelLink.from_json, objects_of(json, "channels"))),
        )


@dataclass(frozen=True)
class ContactCard(Card):
    """Where the customer can be reached: a form, and a button for each detail known already.

    promised_by: until when they get an answer there, local time
    """

    kind: ClassVar[str] = "contact"
    promised_by: datetime | None = None

    @classmethod
    def from_json(cls, json: Json) -> ContactCard:
        return cls(moment_of(json, "promised_by"))


@dataclass(frozen=True)
class ContactTakenCard(Card):
    """An answer is promised: where, and until when (local time)."""

    kind: ClassVar[str] = "contact_taken"
    contact: str = ""
    promised_by: datetime | None = None

    @classmethod
    def from_json(cls, json: Json) -> ContactTakenCard:
        return cls(text_of(json, "contact"), moment_of(json, "promised_by"))


@dataclass(frozen=True)
class SubscribedCard(Card):
    """The customer will be told in the chat when something is solved: a form for an address.

    announcement: which; what the form sends names it
    """

    kind: ClassVar[str] = "subscribed"
    announcement: int = 0

    @classmethod
    def from_json(cls, json: Json) -> SubscribedCard:
        return cls(int(number_of(json, "announcement")))


@dataclass(frozen=True)
class SurveyCard(Card):
    """The effort question; `labels` are what its scores mean, from 1 on."""

    kind: ClassVar[str] = "survey"
    labels: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        scale = [{"score": score, "label": label} for score, label in enumerate(self.labels, 1)]
        return {"kind": self.kind, "scale": scale}

    @classmethod
    def from_json(cls, json: Json) -> SurveyCard:
        scale = sorted(objects_of(json, "scale"), key=lambda point: number_of(point, "score"))
        return cls(tuple(text_of(point, "label") for point in scale))


@dataclass(frozen=True)
class SurveyCommentCard(Card):
    """What else there is to say about the effort: a form.

    score: the one that was taken, 1 to 5, pressed or typed; 0 where an older version did not say
    """

    kind: ClassVar[str] = "survey_comment"
    score: int = 0

    def to_json(self) -> dict[str, Any]:
        return super().to_json() if self.score else {"kind": self.kind}

    @classmethod
    def from_json(cls, json: Json) -> SurveyCommentCard:
        return cls(_score(json))


@dataclass(frozen=True)
class ScoreCard(Card):
    """The effort score, 1 to 5, that was taken in place of an earlier one."""

    kind: ClassVar[str] = "score"
    score: int = 0

    @classmethod
    def from_json(cls, json: Json) -> ScoreCard:
        return cls(_score(json))


@dataclass(frozen=True)
class BrokenCard(Card):
    """The bot could not answer for a fault of ours; whoever records it calls a person."""

    kind: ClassVar[str] = "broken"


_CARDS = (
    AnswerCard,
    ClarifyCard,
    HelpedCard,
    NextCard,
    HandoffCard,
    ContactCard,
    ContactTakenCard,
    FactCard,
    AccountCard,
    SubscribedCard,
    SurveyCard,
    SurveyCommentCard,
    ScoreCard,
    BrokenCard,
)
_BY_KIND: dict[str, type[Card]] = {card.kind: card for card in _CARDS}


def read_card(json: Json) -> Card | None:
    """Return the card in an utterance's content; None if there is none that this version knows."""
    kind = text_of(json, "kind")
    if not kind:
        return SolvedCard() if json.get("helped") is True else None
    return _BY_KIND[kind].from_json(json) if kind in _BY_KIND else None


def _score(json: Json) -> int:
    score = json.get("score")
    return score if type(score) is int and 1 <= score <= 5 else 0


def _minutes(value: object) -> tuple[int, int] | None:
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        return None
    first, last = value
    return (first, last) if isinstance(first, int) and isinstance(last, int) else None
