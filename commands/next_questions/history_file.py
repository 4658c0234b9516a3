"""Reading a history of conversations: one on each line, as a JSON object.

{"conversation": "t-1", "customer": "c-7", "segment": "novice", "messages": [
    {"at": "2026-03-01T09:15:00+01:00", "article": "activate_my_card"},
    {"at": "2026-03-01T09:17:30+01:00", "text": "why is my payment declined?"}]}

(on one line). The messages are the customer's, in the order of their times. Customer and segment
may be missing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from commands.files.json_lines import JsonLine, json_lines
from core.text import MAX_MESSAGE_LENGTH, has_words

_OF_CONVERSATION = ("conversation", "customer", "segment", "messages")
_OF_MESSAGE = ("at", "article", "text")


@dataclass(frozen=True)
class PastMessage:
    """What a customer asked: the article if it is known, else the words."""

    at: datetime
    article: str = ""
    text: str = ""


@dataclass(frozen=True)
class PastConversation:
    """One line of a history. customer, segment: "" if it does not say."""

    name: str
    customer: str
    segment: str
    messages: tuple[PastMessage, ...]
    line: int


@dataclass(frozen=True)
class Known:
    """What a history may name."""

    articles: Collection[str]
    segments: Collection[str]


def read_history(path: Path, known: Known) -> Iterator[PastConversation]:
    """Yield the conversations, a line at a time; raises Fault naming file, line and what to do."""
    return (_conversation(line, known) for line in json_lines(path, "conversation"))


def _conversation(line: JsonLine, known: Known) -> PastConversation:
    values = line.values(_OF_CONVERSATION)
    segment = line.name(values, "segment", needed=False)
    if segment and segment not in known.segments:
        remedy = f" Known: {', '.join(known.segments)}. Leave it out for the default."
        raise line.unknown("segment", segment, known.segments, remedy)
    messages = values.get("messages")
    if not isinstance(messages, list) or not messages:
        raise line.fault("'messages' must be a list of at least one message.")
    read = tuple(_message(line, message, known) for message in messages)
    for before, after in pairwise(read):
        if after.at < before.at:
            raise line.fault(
                f"the message at {after.at.isoformat()} stands after a later one; put the "
                "messages in the order of their times."
            )
    name = line.name(values, "conversation", needed=True)
    customer = line.name(values, "customer", needed=False)
    return PastConversation(name, customer, segment, read, line.number)


def _message(line: JsonLine, value: object, known: Known) -> PastMessage:
    values = line.checked(value, _OF_MESSAGE, "a message")
    at, article, text = line.time(values.get("at")), values.get("article"), values.get("text")
    if (article is None) == (text is None):
        raise line.fault("a message must have either 'article' or 'text'.")
    if article is not None:
        if not isinstance(article, str) or article not in known.articles:
            remedy = " Name an article there is, or give the customer's words as 'text'."
            raise line.unknown("article", str(article), known.articles, remedy)
        return PastMessage(at, article=article)
    if not isinstance(text, str) or not has_words(text) or len(text) > MAX_MESSAGE_LENGTH:
        problem = f"'text' must be a text of 1 to {MAX_MESSAGE_LENGTH:,} characters with words."
        raise line.fault(problem)
    return PastMessage(at, text=text)
