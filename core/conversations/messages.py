"""What may be said in a conversation, and how it travels between processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from core.conversations.content import Choice, known_choice

MAX_SUGGESTIONS = 3
MAX_PAUSE = timedelta(hours=24)  # after that, coming back begins a new conversation


class Author(str, Enum):
    CUSTOMER = "customer"
    BOT = "bot"
    AGENT = "agent"
    NOTICE = "notice"  # what happened, said by nobody: "Sam has joined"


class Holder(str, Enum):
    """Who speaks to the customer now."""

    BOT = "bot"
    AGENT = "agent"


class InboxMessageKind(str, Enum):
    """What an inbox entry is."""

    CUSTOMER = "customer"  # typed words, or a button
    AGENT = "agent"  # an agent's reply
    NOTICE = "notice"
    RESOLVED = "resolved"  # the agent is done: the bot takes over again
    ABANDONED = "abandoned"  # the customer stayed away: the bot takes over again
    SILENCE = "silence"  # the customer has been quiet for the set time


@dataclass(frozen=True)
class InboxMessage:
    """One thing on its way into a conversation; the inbox keeps them in order.

    id: made by whoever sent it; the same id twice is the same message
    text: what the customer typed; for a button its words
    at: seconds since the epoch, UTC
    agent: the staff member's id
    to_agent: an agent held the conversation when it was sent; said to them, whoever holds it later
    """

    id: str
    conversation: str
    kind: InboxMessageKind
    text: str
    at: float
    choice: Choice | None = None
    agent: str = ""
    agent_name: str = ""
    channel: str = "web"
    to_agent: bool = False

    def to_json(self) -> dict[str, Any]:
        choice = str(self.choice) if self.choice else ""
        return asdict(self) | {"kind": self.kind.value, "choice": choice}

    @staticmethod
    def from_json(json: Mapping[str, Any]) -> InboxMessage:
        """Read an entry; a button that this version does not know counts as its words."""
        names = {field.name for field in fields(InboxMessage)}
        known = {name: value for name, value in json.items() if name in names}
        known["kind"] = InboxMessageKind(json["kind"])
        known["choice"] = known_choice(json.get("choice"))
        return InboxMessage(**known)


def may_go_on(last_at: datetime, now: datetime, same_customer: bool, open_handoff: bool) -> bool:
    """Tell whether a customer who comes back continues this conversation or begins a new one."""
    return same_customer and (open_handoff or now - last_at < MAX_PAUSE)
