"""An article file's YAML front matter, read so that every fault knows its line.

An article needs little of YAML: names, each with a text, a date or a list of texts. So the events
of libyaml are read directly, which is some twenty times faster than making a round-trip document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from core.errors import Fault

DEEPEST = 2  # a mapping of lists: nothing in an article is nested deeper
_TOO_DEEP = "this is nested too deeply; quote texts with ':' or '['."
_FENCE = "---"
_FIRST_LINE = 2  # of the YAML; line 1 is the fence
_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
# What YAML 1.2 takes for something else than text, unless it is quoted.
_NO_TEXT = re.compile(
    r"(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE|"
    r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|"
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|"
    r"\.(?:nan|NaN|NAN))?\Z"
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")

# A text, a date, a list of these, or None for what is neither.
Scalar = str | date | None
Value = Scalar | list[Scalar]


@dataclass(frozen=True)
class FrontMatter:
    """The YAML above the body, with the lines its keys and list items stand on."""

    data: Mapping[str, Value]
    lines: Mapping[str, tuple[int, ...]]  # of each key, then of its items
    body: str
    body_line: int

    def line(self, key: str, item: int | None = None) -> int:
        """Return the line of a key, or of one item of the list under it; 1 if there is none."""
        lines = self.lines.get(key, (1,))
        return lines[item + 1] if item is not None and item + 1 < len(lines) else lines[0]


def read_front_matter(file: str, text: str) -> FrontMatter:
    """Take a file apart into front matter and body; raises Fault with file and line."""
    lines = text.splitlines()
    if not lines or lines[0].rstrip() != _FENCE:
        raise Fault(file, 1, "the first line must be '---'; the front matter follows it.")
    ends = [number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE]
    if not ends:
        raise Fault(file, 1, "the front matter has no end; put a line '---' below it.")
    pairs = _Pairs(file).read("\n".join(lines[1 : ends[0]]) + "\n")
    data = {key: value for key, (value, _lines) in pairs.items()}
    places = {key: lines for key, (_value, lines) in pairs.items()}
    return FrontMatter(data, places, "\n".join(lines[ends[0] + 1 :]), ends[0] + 2)


def is_plain_text(text: str) -> bool:
    """Tell whether a text without quotes is read as a text, not as a number, date or the like."""
    return not (_DATE.match(text) or _NO_TEXT.match(text))


class _Pairs:
    """Reads the pairs of a mapping; raises Fault."""

    def __init__(self, file: str) -> None:
        self._file = file

    def read(self, text: str) -> dict[str, tuple[Value, tuple[int, ...]]]:
        try:
            return self._pairs(self._safe(yaml.parse(text, Loader=_LOADER)))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            line = mark.line + _FIRST_LINE if mark else 1
            if "nesting" in (error.problem or ""):  # newer versions of libyaml look themselves
                raise self._fault(line, _TOO_DEEP) from None
            raise self._fault(line, f"this is not valid YAML ({error.problem}).") from None
        except yaml.YAMLError as error:
            reason = (str(error).splitlines() or ["unreadable"])[0]
            raise self._fault(1, f"this is not valid YAML ({reason}).") from None

    def _safe(self, events: Iterator[Any]) -> Iterator[Any]:
        """Aliases and deep nesting are how a small file becomes a huge value: neither is needed."""
        depth = 0
        for event in events:
            if isinstance(event, yaml.AliasEvent):
                raise self._fault(_line(event), "write it out: no YAML aliases.")
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise self._fault(_line(event), _TOO_DEEP)
            if not isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
                yield event

    def _pairs(self, events: Iterator[Any]) -> dict[str, tuple[Value, tuple[int, ...]]]:
        if not isinstance(next(events), yaml.MappingStartEvent):
            problem = "the front matter must consist of lines of the form 'name: value'."
            raise self._fault(1, problem)
        found: dict[str, tuple[Value, tuple[int, ...]]] = {}
        while not isinstance(key := next(events), yaml.MappingEndEvent):
            if not isinstance(key, yaml.ScalarEvent):
                raise self._fault(_line(key), "a name before ':' must be a plain word.")
            if key.value in found:
                problem = f"this is not valid YAML ('{key.value}' stands here twice)."
                raise self._fault(_line(key), problem)
            value, lines = _value(next(events), events)
            found[key.value] = value, (_line(key), *lines)
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                raise self._fault(_line(event), "there may be one block of names only.")
        return found

    def _fault(self, line: int, problem: str) -> Fault:
        return Fault(self._file, line, problem)


def _value(event: Any, events: Iterator[Any]) -> tuple[Value, list[int]]:
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event), []
    is_list = isinstance(event, yaml.SequenceStartEvent)
    items: list[Scalar] = []
    lines = []
    while not isinstance(item := next(events), yaml.CollectionEndEvent):
        items.append(_scalar(item))
        lines.append(_line(item))
    return (items, lines) if is_list else (None, [])


def _scalar(event: Any) -> Scalar:
    text = str(event.value)
    if event.tag not in (None, "!"):
        return None
    if not event.implicit[0]:  # quoted
        return text
    if _DATE.match(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text  # it looks like a date; where one is wanted, that is told
    return None if _NO_TEXT.match(text) else text


def _line(event: Any) -> int:
    return int(event.start_mark.line) + _FIRST_LINE
