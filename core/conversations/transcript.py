"""What was said, as everyone who reads a conversation sees it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import Any

from core.attachments import Attached, read_attachments
from core.conversations.content import (
    NOT_HELPED,
    SOMETHING_ELSE,
    Button,
    Card,
    Choice,
    Evidence,
    content_of_event,
    known_choice,
    read_buttons,
    read_card,
    read_evidence,
)
from core.conversations.messages import WEB_CHANNEL, Author, read_moment

MAX_CHANNEL_LENGTH = 40  # characters of a connection's name


@dataclass(frozen=True)
class Utterance:
    """One message by customer, bot or agent.

    event: the id of the event it was read from; the same event twice is the same utterance
    message: the id its sender made; "" for the bot's
    content: what is shown besides the words, as it is stored; read it by the properties below
    seq: its place in the record, set when stored
    channel: the connection that the customer wrote it through; "" for the website's chat, and for
        what others said
    """

    event: str
    conversation: str
    author: Author
    text: str
    at: datetime
    message: str = ""
    agent: str = ""
    agent_name: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)
    seq: int = 0
    channel: str = ""

    @cached_property
    def card(self) -> Card | None:
        """What the bot showed; None for mere words, and for a card of a newer version."""
        return read_card(self.content)

    @cached_property
    def buttons(self) -> tuple[Button, ...]:
        return read_buttons(self.content)

    @cached_property
    def evidence(self) -> Evidence | None:
        """Why the bot said it; None where nothing was decided."""
        return read_evidence(self.content)

    @cached_property
    def choice(self) -> Choice | None:
        """The button the customer pressed; None for typed words."""
        return known_choice(self.content.get("choice"))

    @cached_property
    def attachments(self) -> tuple[Attached, ...]:
        """The files that came with it."""
        return read_attachments(self.content)

    @property
    def in_words(self) -> str:
        """The words, and what stands for its files where only words are shown."""
        return "\n".join(filter(None, [self.text, *(each.in_words for each in self.attachments)]))

    @property
    def is_typed(self) -> bool:
        """Whether it has words of its own: no button, and no files alone."""
        return not self.content.get("choice") and bool(self.text or not self.attachments)

    @property
    def is_refusal(self) -> bool:
        """Whether it says that what the bot had shown or offered was not it.

        That shows in the button the customer pressed, and in what the bot understood of any
        message; so the bot's utterance after a button that refuses is a refusal too.
        """
        if self.author is Author.CUSTOMER:
            return self.choice in {NOT_HELPED, SOMETHING_ELSE}
        return self.evidence is not None and self.evidence.is_refusal


def event_identity(event: Mapping[str, Any]) -> str:
    """Return what an event is known by, wherever and how often it is published.

    Its place in a stream would be another one each time.
    """
    metadata = event.get("metadata") or {}
    message = event.get("message_id") or metadata.get("message_id")
    told = [event.get(name) for name in ("sender_id", "event", "timestamp", "text")]
    return sha256(json.dumps([*told, message]).encode()).hexdigest()


def utterance_from_event(event_id: str, event: Mapping[str, Any]) -> Utterance | None:
    """Read one of Rasa's events; None if nothing was said with it.

    Raises AttributeError, KeyError, TypeError or ValueError for an event of another shape.

    What the bot tells itself (`metadata.unspoken`) is no utterance. A button's words stand in
    `metadata.shown`: Rasa's own text for it is a command. Files without words show none.
    """
    metadata = event.get("metadata") or {}
    kind = event.get("event")
    if kind not in {"user", "bot"} or metadata.get("unspoken"):
        return None
    shown = metadata["shown"] if "shown" in metadata else event.get("text")
    text = str(shown or "")
    content = content_of_event(event)
    if not text and not content:
        return None
    return Utterance(
        event=event_id,
        conversation=str(event["sender_id"]),
        author=_author(kind, metadata),
        text=text,
        at=read_moment(event["timestamp"]),
        message=str(event.get("message_id") or metadata.get("message_id") or ""),
        agent=str(metadata.get("agent") or ""),
        agent_name=str(metadata.get("agent_name") or ""),
        content=content,
        channel=_channel(kind, event),
    )


def _channel(kind: str, event: Mapping[str, Any]) -> str:
    channel = str(event.get("input_channel") or "") if kind == "user" else ""
    return "" if channel == WEB_CHANNEL else channel[:MAX_CHANNEL_LENGTH]


def _author(kind: str, metadata: Mapping[str, Any]) -> Author:
    if kind == "user":
        return Author.CUSTOMER
    return Author(metadata.get("sender") or Author.BOT)
