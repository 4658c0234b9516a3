"""A YAML file as plain values whose parts know their lines.

libyaml reads it, event by event: that is some twenty times faster than a document that could be
written back with its comments, and every process reads every settings file as it starts. What is
a number, a truth or nothing is told by the rules of YAML 1.2, so that `yes` is a word and 08:30 a
text; a day is a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import yaml

from core.errors import Fault

MAX_YAML_DEPTH = 50
_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_WHOLE = re.compile(r"[-+]?[0-9]+\Z|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_TEXT_TAGS = (None, "!", "tag:yaml.org,2002:str")


class Pairs(dict[Any, Any]):
    """A mapping, with the line of each key."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[Any, int] = {}


class Items(list[Any]):
    """A list, with the line of each item."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[int] = []


def read_document(file: str, text: str) -> Any:
    """Return what a YAML text holds: Pairs, Items, texts, numbers, truths, days and None.

    Raises Fault, naming `file` and the line, for what is not valid, stands twice, is nested deeper
    than MAX_YAML_DEPTH, or has more than one document.
    """
    try:
        return _Reader(file, yaml.parse(text, Loader=_LOADER)).document()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Fault(file, line, f"this is not valid YAML ({error.problem}).") from None
    except yaml.YAMLError as error:
        reason = (str(error).splitlines() or ["unreadable"])[0]
        raise Fault(file, 1, f"this is not valid YAML ({reason}).") from None


class _Reader:
    def __init__(self, file: str, events: Iterator[Any]) -> None:
        self._file, self._events = file, events
        self._named: dict[str, Any] = {}  # by anchor

    def document(self) -> Any:
        found = None
        for documents, event in enumerate(self._nodes()):
            if documents:
                raise self._fault(event, "there may be one document only: remove the line '---'.")
            found = self._value(event, depth=0)
        return found

    def _nodes(self) -> Iterator[Any]:
        return (event for event in self._events if isinstance(event, yaml.NodeEvent))

    def _value(self, event: Any, depth: int) -> Any:
        if depth > MAX_YAML_DEPTH:
            raise self._fault(event, "the lines are nested too deeply.")
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in self._named:
                raise self._fault(event, f"'*{event.anchor}' has no '&{event.anchor}' above it.")
            return self._named[event.anchor]
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            value = self._pairs(depth)
        else:
            value = self._items(depth)
        if event.anchor:
            self._named[event.anchor] = value
        return value

    def _pairs(self, depth: int) -> Pairs:
        pairs = Pairs()
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._fault(event, "a name before ':' must be a plain word.")
            key = self._scalar(event)
            if key in pairs:
                raise self._fault(event, f"'{event.value}' stands here twice; keep one of them.")
            pairs.lines[key] = _line(event)
            pairs[key] = self._value(next(self._events), depth + 1)
        return pairs

    def _items(self, depth: int) -> Items:
        items = Items()
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.lines.append(_line(event))
            items.append(self._value(event, depth + 1))
        return items

    def _scalar(self, event: Any) -> Any:
        text = str(event.value)
        if event.tag not in _TEXT_TAGS:
            raise self._fault(event, f"this is read without '{event.tag}': remove it.")
        if event.tag is not None or not event.implicit[0]:  # said to be a text, or quoted
            return text
        try:
            return _plain(text)
        except ValueError as error:
            raise self._fault(event, f"this is not valid YAML ({error}).") from None

    def _fault(self, event: Any, problem: str) -> Fault:
        return Fault(self._file, _line(event), problem)


def _plain(text: str) -> Any:
    """Return what a text without quotes means. Raises ValueError for a day no calendar has."""
    if text in _NOTHING:
        return None
    if text in _TRUTHS:
        return _TRUTHS[text]
    if _WHOLE.match(text):
        return int(text, 0) if text.startswith(("0o", "0x")) else int(text)
    if _DECIMAL.match(text):
        return float(text)
    return date.fromisoformat(text) if _DAY.match(text) else text


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
