"""What was said, as everyone who reads a conversation sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from core.conversations.messages import Author

# What only staff may see: how sure the bot was, and of what.
STAFF_ONLY = "evidence"
# The kind of content with which the bot says that it could not answer for a fault of ours.
BROKEN = "broken"


@dataclass(frozen=True)
class Utterance:
    """One message by customer, bot or agent.

    event: the id of the event it was read from; the same event twice is the same utterance
    message: the id its sender made; "" for the bot's
    content: buttons and cards, as the bot sent them
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
    seq: int = 0  # its place in the record, set when stored


def utterance_from_event(event_id: str, event: Mapping[str, Any]) -> Utterance | None:
    """Read one of Rasa's events; None if nothing was said with it.

    What the bot tells itself (`metadata.unspoken`) is no utterance. A button's words stand in
    `metadata.shown`: Rasa's own text for it is a command.
    """
    metadata = event.get("metadata") or {}
    kind = event.get("event")
    if kind not in {"user", "bot"} or metadata.get("unspoken"):
        return None
    text = str(metadata.get("shown") or event.get("text") or "")
    content = _content(event) if kind == "bot" else _choice(metadata)
    if not text and not content:
        return None
    return Utterance(
        event=event_id,
        conversation=str(event["sender_id"]),
        author=_author(kind, metadata),
        text=text,
        at=datetime.fromtimestamp(float(event["timestamp"]), timezone.utc),
        message=str(event.get("message_id") or metadata.get("message_id") or ""),
        agent=str(metadata.get("agent") or ""),
        agent_name=str(metadata.get("agent_name") or ""),
        content=content,
    )


def for_customer(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return an utterance's content without what only staff may see."""
    return {key: value for key, value in content.items() if key != STAFF_ONLY}


def _author(kind: str, metadata: Mapping[str, Any]) -> Author:
    if kind == "user":
        return Author.CUSTOMER
    return Author(metadata.get("sender") or Author.BOT)


def _content(event: Mapping[str, Any]) -> dict[str, Any]:
    data = event.get("data") or {}
    content = dict(data.get("custom") or {})
    if data.get("buttons"):
        content["buttons"] = [
            {"title": str(b.get("title", "")), "choice": str(b.get("payload", ""))}
            for b in data["buttons"]
        ]
    return content


def _choice(metadata: Mapping[str, Any]) -> dict[str, Any]:
    return {"choice": metadata["choice"]} if metadata.get("choice") else {}
