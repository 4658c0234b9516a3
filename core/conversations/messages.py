"""What may be said in a conversation, and how it travels between processes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from core.articles import SLUG
from core.errors import BadInput

MAX_SUGGESTIONS = 3
GOES_ON_FOR = timedelta(hours=24)  # after that, coming back begins a new conversation


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


class ChoiceKind(str, Enum):
    """The buttons there are. The part after the colon of a payload is the choice's value."""

    ARTICLE = "article"  # article:<slug>
    SOMETHING_ELSE = "something_else"
    HELPED = "helped"  # helped:yes, helped:no
    PERSON = "person"
    CANCEL_HANDOFF = "cancel_handoff"
    LEAVE_CONTACT = "leave_contact"  # asks for the form
    CONTACT = "contact"  # the text is the detail; contact:email, contact:phone: one that is known
    EFFORT = "effort"  # effort:1 to effort:5
    EFFORT_COMMENT = "effort_comment"  # the words are the message's text


@dataclass(frozen=True)
class Choice:
    """A button the customer pressed."""

    kind: ChoiceKind
    value: str = ""

    def __str__(self) -> str:
        return f"{self.kind.value}:{self.value}" if self.value else self.kind.value


@dataclass(frozen=True)
class InboxMessage:
    """One thing on its way into a conversation; the inbox keeps them in order.

    id: made by whoever sent it; the same id twice is the same message
    at: seconds since the epoch, UTC
    to_agent: an agent held the conversation when it was sent; said to them, whoever holds it later
    """

    id: str
    conversation: str
    kind: InboxMessageKind
    text: str
    at: float
    choice: str = ""
    agent: str = ""  # the staff member's id
    agent_name: str = ""
    channel: str = "web"
    to_agent: bool = False


def may_go_on(last_at: datetime, now: datetime, same_customer: bool, open_handoff: bool) -> bool:
    """Tell whether a customer who comes back continues this conversation or begins a new one."""
    return same_customer and (open_handoff or now - last_at < GOES_ON_FOR)


def read_choice(value: object) -> Choice:
    """Return the button a payload stands for, or refuse it."""
    if not isinstance(value, str) or len(value) > 100:
        raise BadInput("That button is not known. Type your question instead.")
    name, _, rest = value.partition(":")
    try:
        kind = ChoiceKind(name)
    except ValueError:
        raise BadInput("That button is not known. Type your question instead.") from None
    if not _value_fits(kind, rest):
        raise BadInput("That button is not known. Type your question instead.")
    return Choice(kind, rest)


def _value_fits(kind: ChoiceKind, value: str) -> bool:
    if kind is ChoiceKind.ARTICLE:
        return bool(SLUG.match(value))
    if kind is ChoiceKind.HELPED:
        return value in {"yes", "no"}
    if kind is ChoiceKind.CONTACT:
        return value in {"", "email", "phone"}
    if kind is ChoiceKind.EFFORT:
        return value in {"1", "2", "3", "4", "5"}
    return value == ""
