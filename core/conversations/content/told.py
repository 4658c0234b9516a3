"""Cards that show what no article says: the company's facts, and the customer's own account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.conversations.content.card import Card, ChannelLink
from core.conversations.content.lenient import Json, moment_of, objects_of, text_of


@dataclass(frozen=True)
class OpenStretch:
    """From and until when people are there, local time."""

    opens: datetime
    closes: datetime


@dataclass(frozen=True)
class FactCard(Card):
    """Something of the company's settings; its words are the utterance's text.

    fact: which
    stretches: of the day that was asked for, for readers whose clocks show another time
    links: ways to get help that can be opened
    """

    kind: ClassVar[str] = "fact"
    fact: str = ""
    stretches: tuple[OpenStretch, ...] = ()
    links: tuple[ChannelLink, ...] = ()

    @classmethod
    def from_json(cls, json: Json) -> FactCard:
        return cls(
            fact=text_of(json, "fact"),
            stretches=tuple(_stretches(json)),
            links=tuple(map(ChannelLink.from_json, objects_of(json, "links"))),
        )


@dataclass(frozen=True)
class AccountRow:
    """A line of what the host site says about an account: plain text, never Markdown."""

    title: str
    value: str = ""
    note: str = ""

    def __str__(self) -> str:
        return ", ".join(filter(None, [f"{self.title}: {self.value}".rstrip(": "), self.note]))

    @staticmethod
    def from_json(json: Json) -> AccountRow:
        return AccountRow(text_of(json, "title"), text_of(json, "value"), text_of(json, "note"))


@dataclass(frozen=True)
class AccountCard(Card):
    """What was looked up in the customer's account; the utterance's text says all of it as well.

    lookup: what was looked up, as the settings name it
    outcome: what came of it, an `Outcome`
    words: what is said about the outcome, Markdown
    links: where to sign in
    """

    kind: ClassVar[str] = "account"
    lookup: str = ""
    outcome: str = ""
    words: str = ""
    rows: tuple[AccountRow, ...] = ()
    links: tuple[ChannelLink, ...] = ()

    @classmethod
    def from_json(cls, json: Json) -> AccountCard:
        return cls(
            lookup=text_of(json, "lookup"),
            outcome=text_of(json, "outcome"),
            words=text_of(json, "words"),
            rows=tuple(map(AccountRow.from_json, objects_of(json, "rows"))),
            links=tuple(map(ChannelLink.from_json, objects_of(json, "links"))),
        )


def _stretches(json: Json) -> Iterator[OpenStretch]:
    for each in objects_of(json, "stretches"):
        opens, closes = moment_of(each, "opens"), moment_of(each, "closes")
        if opens is not None and closes is not None:
            yield OpenStretch(opens, closes)
