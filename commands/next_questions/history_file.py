"""Reading a history of conversations: one on each line, as a JSON object.

{"conversation": "t-1", "customer": "c-7", "segment": "novice", "messages": [
    {"at": "2026-03-01T09:15:00+01:00", "article": "activate_my_card"},
    {"at": "2026-03-01T09:17:30+01:00", "text": "why is my payment declined?"}]}

(on one line). The messages are the customer's, in the order of their times. Customer and segment
may be missing.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

from core.errors import Fault
from core.text import MAX_MESSAGE_LENGTH, has_words

MAX_LINE_BYTES = 1_000_000  # bytes
MAX_NAME_IN_HISTORY = 200  # characters of a conversation's or customer's name
EARLIEST = 2000  # a year; what lies before is a clock that was never set
_AHEAD = timedelta(days=1)  # so far a time may lie ahead of our clock
_OF_CONVERSATION = ("conversation", "customer", "segment", "messages")
_OF_MESSAGE = ("at", "article", "text")
_OTHER_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


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
    now = datetime.now(timezone.utc)
    line = 0
    try:
        with path.open("rb") as file:
            for line, text in _lines(path.name, file):
                yield _Line(path.name, line, known, now).conversation(text)
    except OSError as error:
        raise Fault(path.name, 1, f"the file can't be read ({error.strerror}).") from None
    if not line:
        raise Fault(path.name, 1, "there is no conversation in this file.")


def _lines(name: str, file: BinaryIO) -> Iterator[tuple[int, str]]:
    """Yield each line that is not empty, with its number."""
    number = 0
    while raw := file.readline(MAX_LINE_BYTES + 1):
        number += 1
        if len(raw) > MAX_LINE_BYTES:
            problem = f"the line is longer than {MAX_LINE_BYTES:,} bytes; one conversation a line."
            raise Fault(name, number, problem)
        if number == 1:
            if raw.startswith(_OTHER_MARKS):
                raise _no_utf8(name, number)
            raw = raw.removeprefix(codecs.BOM_UTF8)
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            raise _no_utf8(name, number) from None
        if number == 1 and "\0" in text:  # UTF-16 without a mark
            raise _no_utf8(name, number)
        if text.strip():
            yield number, text


def _no_utf8(name: str, line: int) -> Fault:
    return Fault(name, line, "this is not UTF-8 text. Save the file as UTF-8.")


class _Line:
    """One line as it is read."""

    def __init__(self, file: str, line: int, known: Known, now: datetime) -> None:
        self._file, self._line, self._known, self._now = file, line, known, now

    def conversation(self, text: str) -> PastConversation:
        values = self._keys(self._json(text), _OF_CONVERSATION, "a conversation")
        segment = self._name(values, "segment", needed=False)
        if segment and segment not in self._known.segments:
            raise self._fault(_unknown("segment", segment, self._known.segments))
        messages = values.get("messages")
        if not isinstance(messages, list) or not messages:
            raise self._fault("'messages' must be a list of at least one message.")
        read = tuple(self._message(message) for message in messages)
        for before, after in pairwise(read):
            if after.at < before.at:
                raise self._fault(
                    f"the message at {after.at.isoformat()} stands after a later one; put the "
                    "messages in the order of their times."
                )
        name = self._name(values, "conversation", needed=True)
        customer = self._name(values, "customer", needed=False)
        return PastConversation(name, customer, segment, read, self._line)

    def _message(self, value: object) -> PastMessage:
        values = self._keys(value, _OF_MESSAGE, "a message")
        at, article, text = self._time(values.get("at")), values.get("article"), values.get("text")
        if (article is None) == (text is None):
            raise self._fault("a message must have either 'article' or 'text'.")
        if article is not None:
            if not isinstance(article, str) or article not in self._known.articles:
                raise self._fault(_unknown("article", str(article), self._known.articles))
            return PastMessage(at, article=article)
        if not isinstance(text, str) or not has_words(text) or len(text) > MAX_MESSAGE_LENGTH:
            problem = f"'text' must be a text of 1 to {MAX_MESSAGE_LENGTH:,} characters with words."
            raise self._fault(problem)
        return PastMessage(at, text=text)

    def _time(self, value: object) -> datetime:
        example = "2026-03-01T09:15:00+01:00"
        try:
            at = datetime.fromisoformat(str(value)) if isinstance(value, str) else None
        except ValueError:
            at = None
        if at is None or at.tzinfo is None:
            raise self._fault(
                f"'at' is {json.dumps(value)[:60]}; write a time as {example}, with its offset."
            )
        if not EARLIEST <= at.year <= self._now.year + 1 or at > self._now + _AHEAD:
            which = "ahead of now" if at.year > EARLIEST else f"before the year {EARLIEST}"
            raise self._fault(f"the time {value} lies {which}; correct it, or leave the line out.")
        return at.astimezone(timezone.utc)

    def _name(self, values: Mapping[str, object], key: str, needed: bool) -> str:
        value = values.get(key)
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or not value.strip() or len(value) > MAX_NAME_IN_HISTORY:
            raise self._fault(
                f"'{key}' must be a text of 1 to {MAX_NAME_IN_HISTORY} characters, in quotes."
            )
        return value.strip()

    def _keys(self, value: object, known: tuple[str, ...], what: str) -> Mapping[str, object]:
        if not isinstance(value, dict):
            raise self._fault(f"{what} must be a JSON object: {{…}}.")
        for key in value:
            if key not in known:
                raise self._fault(_unknown("key", key, known))
        return value

    def _json(self, text: str) -> Any:
        try:
            found = json.loads(text)
            if "\\u" in text:
                json.dumps(found, ensure_ascii=False).encode()
            return found
        except UnicodeEncodeError:
            problem = "this holds half a character (a lone surrogate); write the whole one."
            raise self._fault(problem) from None
        except RecursionError:
            raise self._fault("this is nested too deeply; one conversation a line.") from None
        except json.JSONDecodeError as error:
            why = f"{error.msg}, character {error.pos + 1}"
            raise self._fault(_no_json(why)) from None
        except ValueError as error:
            raise self._fault(_no_json(str(error))) from None

    def _fault(self, problem: str) -> Fault:
        return Fault(self._file, self._line, problem)


def _no_json(why: str) -> str:
    return f"this is no JSON ({why}); write one conversation a line, as an object."


def _unknown(what: str, name: str, known: Collection[str]) -> str:
    close = get_close_matches(name[:MAX_NAME_IN_HISTORY], known, n=1)
    hint = f" Did you mean '{close[0]}'?" if close else ""
    remedies = {
        "article": " Name an article there is, or give the customer's words as 'text'.",
        "segment": f" Known: {', '.join(known)}. Leave it out for the default.",
        "key": f" Known: {', '.join(known)}.",
    }
    return f"there is no {what} '{name[:60]}'.{hint or remedies[what]}"
