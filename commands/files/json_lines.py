"""Reading a file of JSON lines: an object on each, in UTF-8; every mistake with file and line."""

from __future__ import annotations

import codecs
import json
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from difflib import get_close_matches
from pathlib import Path
from typing import Any, BinaryIO

from core.errors import Fault

MAX_LINE_BYTES = 1_000_000  # bytes
MAX_NAME_IN_HISTORY = 200  # characters of a conversation's or customer's name
EARLIEST = 2000  # a year; what lies before is a clock that was never set
_AHEAD = timedelta(days=1)  # so far a time may lie ahead of our clock
_OTHER_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class JsonLine:
    """One line, which stands for one `what`, as it is read."""

    def __init__(self, file: str, line: int, what: str, text: str) -> None:
        self.number = line
        self._file, self._what, self._text = file, what, text

    def values(self, keys: tuple[str, ...]) -> Mapping[str, object]:
        """Return the object that stands on the line; raises Fault for a key that is not known."""
        return self.checked(self._json(), keys, f"a {self._what}")

    def checked(self, value: object, keys: tuple[str, ...], what: str) -> Mapping[str, object]:
        """Return an object within the line whose keys are known; raises Fault for any other."""
        if not isinstance(value, dict):
            raise self.fault(f"{what} must be a JSON object: {{…}}.")
        for key in value:
            if key not in keys:
                raise self.unknown("key", key, keys, f" Known: {', '.join(keys)}.")
        return value

    def time(self, value: object) -> datetime:
        """Return a moment in UTC; raises Fault for one without its offset, or of no time yet."""
        example = "2026-03-01T09:15:00+01:00"
        try:
            at = datetime.fromisoformat(str(value)) if isinstance(value, str) else None
        except ValueError:
            at = None
        if at is None or at.tzinfo is None:
            raise self.fault(
                f"'at' is {json.dumps(value)[:60]}; write a time as {example}, with its offset."
            )
        now = datetime.now(timezone.utc)
        if not EARLIEST <= at.year <= now.year + 1 or at > now + _AHEAD:
            which = "ahead of now" if at.year > EARLIEST else f"before the year {EARLIEST}"
            raise self.fault(f"the time {value} lies {which}; correct it, or leave the line out.")
        return at.astimezone(timezone.utc)

    def name(self, values: Mapping[str, object], key: str, needed: bool) -> str:
        """Return a name, "" if there is none and none is needed; raises Fault for any other."""
        value = values.get(key)
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or not value.strip() or len(value) > MAX_NAME_IN_HISTORY:
            raise self.fault(
                f"'{key}' must be a text of 1 to {MAX_NAME_IN_HISTORY} characters, in quotes."
            )
        return value.strip()

    def fault(self, problem: str) -> Fault:
        return Fault(self._file, self.number, problem)

    def unknown(self, what: str, name: str, known: Collection[str], remedy: str) -> Fault:
        """Return the fault of a name nobody knows; `remedy` is said where none comes close."""
        close = get_close_matches(name[:MAX_NAME_IN_HISTORY], known, n=1)
        hint = f" Did you mean '{close[0]}'?" if close else ""
        return self.fault(f"there is no {what} '{name[:60]}'.{hint or remedy}")

    def _json(self) -> Any:
        try:
            found = json.loads(self._text)
            if "\\u" in self._text:
                json.dumps(found, ensure_ascii=False).encode()
            return found
        except UnicodeEncodeError:
            problem = "this holds half a character (a lone surrogate); write the whole one."
            raise self.fault(problem) from None
        except RecursionError:
            raise self.fault(f"this is nested too deeply; one {self._what} a line.") from None
        except json.JSONDecodeError as error:
            raise self._no_json(f"{error.msg}, character {error.pos + 1}") from None
        except ValueError as error:
            raise self._no_json(str(error)) from None

    def _no_json(self, why: str) -> Fault:
        return self.fault(f"this is no JSON ({why}); write one {self._what} a line, as an object.")


def json_lines(path: Path, what: str) -> Iterator[JsonLine]:
    """Yield the lines that are not empty, one at a time, each one `what`.

    Raises Fault, naming file and line, for what can't be read, is no UTF-8 or too long, and for a
    file without any.
    """
    empty = True
    try:
        with path.open("rb") as file:
            for number, text in _texts(path.name, what, file):
                empty = False
                yield JsonLine(path.name, number, what, text)
    except OSError as error:
        raise Fault(path.name, 1, f"the file can't be read ({error.strerror}).") from None
    if empty:
        raise Fault(path.name, 1, f"there is no {what} in this file.")


def _texts(name: str, what: str, file: BinaryIO) -> Iterator[tuple[int, str]]:
    """Yield each line that is not empty, with its number."""
    number = 0
    while raw := file.readline(MAX_LINE_BYTES + 1):
        number += 1
        if len(raw) > MAX_LINE_BYTES:
            problem = f"the line is longer than {MAX_LINE_BYTES:,} bytes; one {what} a line."
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
