"""What may be said in a conversation, and how it travels between processes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta, timezone
from enum import Enum
from typing import Any

from core.attachments import Attached, read_attachments
from core.conversations.content import Choice, known_choice
from core.errors import TooMany, Unavailable

MAX_SUGGESTIONS = 3
MAX_IN_INBOX = 20_000  # messages; the bot holds all of them in memory, to take turns fairly
WEB_CHANNEL = "web"  # the chat on web pages; other channels have the names of their connections
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


_SAID = {InboxMessageKind.CUSTOMER, InboxMessageKind.AGENT, InboxMessageKind.NOTICE}


@dataclass(frozen=True)
class InboxMessage:
    """One thing on its way into a conversation; the inbox keeps them in order.

    id: made by whoever sent it; the same id twice is the same message
    text: what the customer typed; for a button its words; "" for files without words
    at: seconds since the epoch, UTC
    agent: the staff member's id
    to_agent: an agent held the conversation when it was sent; said to them, whoever holds it later
    attachments: the files it brings
    """

    id: str
    conversation: str
    kind: InboxMessageKind
    text: str
    at: float
    choice: Choice | None = None
    agent: str = ""
    agent_name: str = ""
    channel: str = WEB_CHANNEL
    to_agent: bool = False
    attachments: tuple[Attached, ...] = ()

    @property
    def is_said(self) -> bool:
        """Whether it is somebody's words, which the record holds under its id once dealt with."""
        return self.kind in _SAID

    def to_json(self) -> dict[str, Any]:
        choice = str(self.choice) if self.choice else ""
        json = asdict(self) | {"kind": self.kind.value, "choice": choice}
        if not self.attachments:  # as it was written before there were any
            del json["attachments"]
        return json

    @staticmethod
    def from_json(json: Mapping[str, Any]) -> InboxMessage:
        """Read an entry; a button that this version does not know counts as its words.

        What a newer version has added is left out. Raises ValueError saying what is wrong.
        """
        missing = _NEEDED - json.keys()
        if missing:
            raise ValueError(f"It has no '{min(missing)}'.")
        known = {name: json[name] for name in _FIELDS if name in json}
        for name in _WORDS:
            if not isinstance(known.get(name, ""), str):
                raise ValueError(f"Its '{name}' is no text.")
        _check_conversation(json["conversation"])
        read_moment(json["at"])
        known["kind"] = _read_kind(json["kind"])
        known["choice"] = known_choice(json.get("choice"))
        known["to_agent"] = bool(json.get("to_agent"))
        known["attachments"] = read_attachments(json)
        return InboxMessage(**known)


_FIELDS = tuple(field.name for field in fields(InboxMessage))
_NEEDED = frozenset({"id", "conversation", "kind", "text", "at"})
_CONVERSATION = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")  # as they are made, or a test calls them
_WORDS = ("id", "conversation", "text", "agent", "agent_name", "channel")


def _check_conversation(value: str) -> None:
    """Raise ValueError for what no conversation is called: its ticket could never be opened."""
    if not _CONVERSATION.match(value):
        raise ValueError(f"No conversation is called {value[:40]!r}.")


def _read_kind(value: object) -> InboxMessageKind:
    try:
        return InboxMessageKind(value)
    except ValueError:
        raise ValueError(f"It is of a kind that this version does not know: {value!r}.") from None


def read_moment(seconds: object) -> datetime:
    """Return the moment so many seconds after the epoch; raises ValueError if there is none."""
    if not isinstance(seconds, (int, float)) or isinstance(seconds, bool):
        raise ValueError("Its time is no number of seconds.")
    try:
        return datetime.fromtimestamp(seconds, timezone.utc)
    except (OverflowError, OSError, ValueError):
        raise ValueError(f"Its time, {str(seconds)[:40]} seconds, is no moment.") from None


@dataclass(frozen=True)
class InboxLimits:
    """How many messages of customers may wait for the bot.

    of_one_sender: from one address; what waits there is answered in its turn, more is refused
    in_all: from all together
    """

    of_one_sender: int = 200
    in_all: int = 5000


class TooManyWaiting(TooMany):
    """More messages from your network wait for an answer than fit. Send it again in a moment."""

    retry_after = 5


class InboxFull(Unavailable):
    """More people write at this moment than can be answered. Send it again in a moment."""

    retry_after = 5


def may_go_on(last_at: datetime, now: datetime, same_customer: bool, open_handoff: bool) -> bool:
    """Tell whether a customer who comes back continues this conversation or begins a new one."""
    return same_customer and (open_handoff or now - last_at < MAX_PAUSE)
