"""What the API takes and answers about conversations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from core.conversations import MAX_CLAIM_LENGTH, Author
from core.handoffs import ListedState
from core.text import MAX_MESSAGE_LENGTH
from web.api.shapes import told
from web.http import MAX_QUERY_LENGTH

MAX_API_PAGE = 100
_CURSOR = 100  # characters


@dataclass(frozen=True)
class Customer:
    """Who a conversation is with. An anonymous visitor has no id."""

    id: str = told("your own id of them, as your site signs it", "c-17")
    name: str = told("their name", "Ada Green")
    segment: str = told("their segment, empty for the default", "business")


@dataclass(frozen=True)
class Conversation:
    """A conversation, as the desk lists it."""

    id: str = told("its id", "kX0c1d7f0yQ2aV9mP3sT4uWz")
    customer: Customer = told("who it is with")
    channel: str = told("where it began: web, or a connection's name", "web")
    state: ListedState = told("where it stands", "open")
    started_at: datetime = told("when it began", "2027-05-15T09:00:00+00:00")
    last_at: datetime = told("when the customer last spoke", "2027-05-15T09:04:00+00:00")
    words: str = told("what the customer said first", "my card still isn't here")
    score: int | None = told("the effort score they gave, 1 to 5", 2, least=1, most=5)
    tags: tuple[str, ...] = told("labels agents gave it", ["delivery"])


@dataclass(frozen=True)
class Conversations:
    """A page of conversations, those whose customer spoke last first."""

    data: tuple[Conversation, ...] = told("the conversations")
    next: str | None = told("the cursor of the next page, null on the last", None)


@dataclass(frozen=True)
class ConversationQuery:
    """Which conversations are wanted."""

    q: str = told("words that were said", "card", longest=MAX_QUERY_LENGTH, default="")
    state: ListedState | None = told("where it stands", "open", default=None)
    channel: str = told("where it began", "web", longest=40, default="")
    cursor: str = told("`next` of the page before", "", longest=_CURSOR, default="")
    limit: int = told("how many", 50, least=1, most=MAX_API_PAGE, default=50)


@dataclass(frozen=True)
class Message:
    """Something that was said."""

    seq: int = told("its place in the record", 41)
    author: Author = told("who said it", "customer")
    text: str = told("the words", "my card still isn't here")
    at: datetime = told("when", "2027-05-15T09:00:00+00:00")
    agent: str = told("the agent's name, empty for others", "")


@dataclass(frozen=True)
class Transcript:
    """A conversation with what was said in it."""

    conversation: Conversation = told("the conversation")
    messages: tuple[Message, ...] = told("what was said, the oldest first")
    next: int | None = told("`after` of the next page, null on the last", None)


@dataclass(frozen=True)
class TranscriptQuery:
    """Which part of a transcript is wanted."""

    after: int = told("only what was said after this `seq`", 0, default=0)


@dataclass(frozen=True)
class NewConversation:
    """A conversation to begin for one of your customers."""

    customer: str = told("your id of them", "c-17", longest=MAX_CLAIM_LENGTH, shortest=1)
    name: str = told("their name", "Ada Green", longest=MAX_CLAIM_LENGTH, default="")
    segment: str = told(
        "their segment; else your rules say it", "business", longest=MAX_CLAIM_LENGTH, default=""
    )


class Speaker(str, Enum):
    CUSTOMER = "customer"
    NOTICE = "notice"


@dataclass(frozen=True)
class NewMessage:
    """Something to say in a conversation: in the customer's name, or as a notice by nobody."""

    text: str = told("the words", "where is it?", longest=MAX_MESSAGE_LENGTH, shortest=1)
    author: Speaker = told("in whose name", "customer", default=Speaker.CUSTOMER.value)


@dataclass(frozen=True)
class Sent:
    """A message that is on its way; it stands in the transcript a moment later."""

    id: str = told("its id", "api-0f3a9c5d7e1b2a4c6d8e0f1a2b3c4d5e")
