"""Forms of settings: which places of a file they show, and what was typed into them as edits.

A file is a document of plain values. A form shows some of its places in parts; a part whose keys
are names that people choose has an entry for each of them. What no form shows stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeAlias

from core.errors import BadInput

Place: TypeAlias = tuple[str, ...]
Options: TypeAlias = tuple[tuple[str, str], ...]
Choices: TypeAlias = Mapping[str, Options]  # segments, queues, teams, channels, connections, words
Typed: TypeAlias = Callable[[str], list[str]]

MAX_ENTRIES_ADDED = 3  # at once: so many empty lines are shown
_WHOLE = re.compile(r"-?[0-9]{1,12}\Z")
_DECIMAL = re.compile(r"-?[0-9]{0,12}\.?[0-9]{1,12}\Z")


class Kind(str, Enum):
    """How a place is shown."""

    LINE = "line"
    WORDS = "words"
    NUMBER = "number"
    CHOICE = "choice"
    SOME = "some"  # boxes
    RANKED = "ranked"  # some of them, in an order
    LINES = "lines"  # one a line
    TIMES = "times"  # stretches of a day, with commas
    DAYS = "days"
    PAIRS = "pairs"  # a word and what stands for it


@dataclass(frozen=True)
class Field:
    """One place: its key, and how people read it.

    choices: (value, label) of what may be chosen
    optional: left empty, its line is left out of the file
    """

    key: str
    label: str
    kind: Kind = Kind.LINE
    hint: str = ""
    choices: Options = ()
    optional: bool = False


@dataclass(frozen=True)
class Part:
    """Places under one mapping of the file.

    one: what an entry is called, as "segment", if the mapping's own keys are names; else ""
    """

    title: str
    fields: tuple[Field, ...]
    path: Place = ()
    one: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Shown:
    """A field with the name its inputs have in the form, and what stands in the file."""

    field: Field
    name: str
    value: Any

    @property
    def lines(self) -> str:
        """The value as lines of text."""
        return "\n".join(map(str, self.value)) if isinstance(self.value, list) else ""

    @property
    def text(self) -> str:
        """The value as one text."""
        if isinstance(self.value, list):
            return ", ".join(map(str, self.value))
        return "" if self.value is None else str(self.value)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The value as pairs, with empty ones to add more."""
        known = self.value.items() if isinstance(self.value, Mapping) else ()
        return [(str(a), str(b)) for a, b in known] + [("", "")] * MAX_ENTRIES_ADDED

    @property
    def days(self) -> list[str]:
        """The value as days, with empty ones to add more."""
        known = self.value if isinstance(self.value, list) else []
        return [str(day) for day in known] + [""] * MAX_ENTRIES_ADDED

    def chosen(self, value: str) -> bool:
        return isinstance(self.value, list) and value in self.value

    def rank(self, value: str) -> int:
        """Return at which place a choice stands, from 1; 0 if it does not."""
        return self.value.index(value) + 1 if self.chosen(value) else 0


@dataclass(frozen=True)
class Entry:
    """The fields under one mapping; `name` is its own, "" where it has none."""

    name: str
    id: str
    shown: tuple[Shown, ...]


@dataclass(frozen=True)
class Edit:
    """A value for a place of the file; REMOVED where nothing is to stand any more."""

    place: Place
    value: Any


REMOVED = object()


def entries(number: int, part: Part, document: Any) -> list[Entry]:
    """Return what a form shows for a part, the `number`th, of a document."""
    mapping = _at(document, part.path)
    if not part.one:
        return [_entry("", f"{number}", part, mapping)]
    return [
        _entry(str(name), f"{number}.{place}", part, mapping[name])
        for place, name in enumerate(mapping)
    ]


def fresh_entry(part: Part, id: str) -> Entry:
    """Return the fields of an entry to be added to a part."""
    return _entry("", f"{id}.new", part, {})


def edits(parts: tuple[Part, ...], document: Any, typed: Typed) -> list[Edit]:
    """Return what was typed that differs from the document.

    typed: returns what stands in the inputs of a name, in their order
    Raises BadInput for what no file could say.
    """
    found: list[Edit] = []
    for number, part in enumerate(parts):
        for entry in entries(number, part, document):
            place = (*part.path, entry.name) if part.one else part.path
            if part.one and _first(typed, f"{entry.id}.remove"):
                found.append(Edit(place, REMOVED))
                continue
            found += _edits_of(entry, place, typed)
        if part.one and (name := _first(typed, f"{number}.new")):
            if name in _at(document, part.path):
                raise BadInput(f"There is a {part.one} called '{name}' already. Choose another.")
            new = _entry(name, f"{number}.new", part, {})
            found += _edits_of(new, (*part.path, name), typed)
    return found


def _edits_of(entry: Entry, place: Place, typed: Typed) -> Iterator[Edit]:
    for shown in entry.shown:
        value = _read(shown, typed)
        if value is REMOVED and shown.value is None:
            continue
        if _plain(value) != _plain(shown.value):
            yield Edit((*place, shown.field.key), value)


def _entry(name: str, id: str, part: Part, mapping: Any) -> Entry:
    values = mapping if isinstance(mapping, Mapping) else {}
    fields = (Shown(f, f"{id}.{f.key}", values.get(f.key)) for f in part.fields)
    return Entry(name, id, tuple(fields))


def _read(shown: Shown, typed: Typed) -> Any:
    """Return what was typed as a value of the file."""
    field = shown.field
    value = _READERS[field.kind](shown, typed)
    return REMOVED if field.optional and value in ("", [], {}) else value


def _line(shown: Shown, typed: Typed) -> str:
    return " ".join(_first(typed, shown.name).split())


def _number(shown: Shown, typed: Typed) -> int | float | str:
    """Return a number; what is none as it was typed, for the file's reader to refuse."""
    text = _line(shown, typed).replace(",", ".")
    if _WHOLE.match(text):
        number: int | float = int(text)
    elif _DECIMAL.match(text):
        number = float(text)
    else:
        return text
    known = shown.value
    return known if type(known) in (int, float) and known == number else number


def _some(shown: Shown, typed: Typed) -> list[str]:
    ticked = [value for value in typed(shown.name) if value]
    known = shown.value if isinstance(shown.value, list) else []
    return known if set(known) == set(ticked) else ticked


def _ranked(shown: Shown, typed: Typed) -> list[str]:
    places: dict[int, str] = {}
    for value, label in shown.field.choices:
        text = _first(typed, f"{shown.name}.{value}")
        if not text:
            continue
        if not _WHOLE.match(text):
            raise BadInput(f"The place of '{label}' must be a number, or nothing.")
        other = places.setdefault(int(text), value)
        if other != value:
            labels = dict(shown.field.choices)
            both = f"'{labels[other]}' and '{label}'"
            raise BadInput(f"{both} have the same place, {text}. Give them different ones.")
    return [places[place] for place in sorted(places)]


def _lines(shown: Shown, typed: Typed) -> list[str]:
    return [line.strip() for line in _first(typed, shown.name).splitlines() if line.strip()]


def _times(shown: Shown, typed: Typed) -> list[str]:
    dashes = _first(typed, shown.name).replace("–", "-")
    return ["".join(each.split()) for each in dashes.split(",") if each.strip()]


def _days(shown: Shown, typed: Typed) -> list[date | str]:
    found: set[date] = set()
    for text in filter(None, typed(shown.name)):
        try:
            found.add(date.fromisoformat(text.strip()))
        except ValueError:
            raise BadInput(f"'{text[:40]}' is no day, as 2026-12-25 is.") from None
    return sorted(found)


def _pairs(shown: Shown, typed: Typed) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in zip(typed(f"{shown.name}.key"), typed(f"{shown.name}.value"), strict=False):
        name = " ".join(key.split())
        if not name and value.strip():
            raise BadInput(f"'{value.strip()[:60]}' stands for nothing. Write what it stands for.")
        if name in found:
            raise BadInput(f"'{name}' stands there twice. Keep one of them.")
        if name:
            found[name] = " ".join(value.split())
    return found


def _plain(value: Any) -> Any:
    """Return a value without what a form does not show: white space, and the order of days."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        days = all(isinstance(each, date) for each in value)
        return sorted(set(value)) if days else [_plain(each) for each in value]
    return {k: _plain(v) for k, v in value.items()} if isinstance(value, Mapping) else value


def _first(typed: Typed, name: str) -> str:
    return next(iter(typed(name)), "").strip()


def _at(document: Any, path: Place) -> Mapping[Any, Any]:
    for key in path:
        document = document.get(key) if isinstance(document, Mapping) else None
    return document if isinstance(document, Mapping) else {}


_READERS: Mapping[Kind, Callable[[Shown, Typed], Any]] = {
    Kind.LINE: _line,
    Kind.WORDS: _line,
    Kind.NUMBER: _number,
    Kind.CHOICE: _line,
    Kind.SOME: _some,
    Kind.RANKED: _ranked,
    Kind.LINES: _lines,
    Kind.TIMES: _times,
    Kind.DAYS: _days,
    Kind.PAIRS: _pairs,
}
