"""Reading a YAML file that people edit: every fault names its file, its line and what to write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from core.errors import Fault
from core.text import is_clean
from store.settings_files.reading.folder import SettingsFile
from store.settings_files.reading.yaml_document import Items, Pairs, read_document

# A name in braces, or a brace without its other half.
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
MAX_SETTINGS_BYTES = 256_000  # bytes


class Section:
    """A mapping in a YAML file, read key by key.

    A key that nobody reads is refused when the section is made: a misspelt one would be ignored
    without a word. So every section states its keys, unless they are names that people choose.
    """

    def __init__(
        self, file: str, data: Pairs, line: int = 1, known: tuple[str, ...] | None = None
    ) -> None:
        """known: the keys it may have; None if they are names. Raises Fault for any other key."""
        self._file, self._data, self._line = file, data, line
        for key in self._data:
            if known is not None and key not in known:
                raise self.fault(key, _unknown(str(key), known))

    def fault(self, key: str, problem: str) -> Fault:
        """Return a fault that points at this key's line, or at the section's if it is missing."""
        return Fault(self._file, self.line_of(key), problem)

    def item_fault(self, key: str, place: int, problem: str) -> Fault:
        """Return a fault that points at the line of an item of the list under this key."""
        return Fault(self._file, self._data[key].lines[place], problem)

    def line_of(self, key: str) -> int:
        """Return this key's line, or the section's if it is missing."""
        return self._data.lines.get(key, self._line)

    def text(self, key: str) -> str:
        value = self._required(key)
        if not isinstance(value, str) or not value.strip():
            raise self.fault(key, f"'{key}' must be some text; a number goes in quotes.")
        self._check_clean(key, value)
        return value.strip()

    def number(self, key: str, lowest: float, highest: float) -> float:
        value = self._required(key)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self.fault(key, f"'{key}' must be a number from {lowest:g} to {highest:g}.")
        if not lowest <= value <= highest:
            raise self.fault(key, f"'{key}' is {value:g}; it must be {lowest:g} to {highest:g}.")
        return float(value)

    def whole(self, key: str, lowest: int, highest: int) -> int:
        number = self.number(key, lowest, highest)
        if number != int(number):
            raise self.fault(key, f"'{key}' must be a whole number.")
        return int(number)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._required(key)
        if not isinstance(value, list):
            raise self.fault(key, f"'{key}' must be a list of texts, as [one, two].")
        for place, item in enumerate(value):
            if not isinstance(item, str):
                problem = f"'{key}' must be a list of texts; quote numbers and what has a colon."
                raise self.item_fault(key, place, problem)
            if not item.strip():
                problem = f"'{key}' holds an empty text. Write one, or remove the line."
                raise self.item_fault(key, place, problem)
        self._check_clean(key, *value)
        return tuple(item.strip() for item in value)

    def template(self, key: str, *names: str) -> str:
        """Return a text in which these names may stand in braces, to be filled in."""
        text = self.text(key)
        for braces in _BRACES.findall(text):
            if braces not in {f"{{{name}}}" for name in names}:
                known = " and ".join(f"{{{name}}}" for name in names)
                raise self.fault(key, f"'{key}' holds '{braces}'; what is filled in is {known}.")
        return text

    def one_of(self, key: str, known: Iterable[str]) -> str:
        value, names = self.text(key), list(known)
        if value not in names:
            raise self.fault(key, f"'{key}' is '{value}'; it must be one of {', '.join(names)}.")
        return value

    def some_of(self, key: str, known: Iterable[str]) -> tuple[str, ...]:
        values, names = self.texts(key), list(known)
        for place, value in enumerate(values):
            if value not in names:
                problem = f"'{key}' names '{value}'; it may name {', '.join(names)}."
                raise self.item_fault(key, place, problem)
        return values

    def section(self, key: str, *known: str) -> Section:
        """Return the mapping under a key, which may have the keys `known`."""
        return self._section(key, known)

    def names(self, key: str) -> Section:
        """Return the mapping under a key, whose own keys are names that people choose."""
        return self._section(key, None)

    def items(self, key: str, *known: str) -> list[Section]:
        """Return the items of a list, each a mapping that may have the keys `known`."""
        values = self._required(key)
        if not isinstance(values, Items) or not values:
            raise self.fault(key, f"'{key}' must be a list whose items hold 'name: value'.")
        return _items(self._file, values, known)

    def sections(self, *known: str) -> Iterator[tuple[str, Section]]:
        """Yield each name with its mapping, which may have the keys `known`."""
        for key in self._data:
            yield str(key), self.section(key, *known)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield each name with its text."""
        for key in self:
            yield key, self.text(key)

    def __iter__(self) -> Iterator[str]:
        """Yield the names, in their order; raises Fault for one that is no text."""
        for key in self._data:
            if not isinstance(key, str):
                raise self.fault(key, f"'{key}' must be some text; put it in quotes.")
            yield key

    def plain(self, key: str) -> Any:
        """Return the value as it stands, None if the key is missing."""
        return self._data.get(key)

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def _section(self, key: str, known: tuple[str, ...] | None) -> Section:
        value = self._required(key)
        fault = self.fault(key, f"'{key}' must hold indented lines of the form 'name: value'.")
        if not isinstance(value, Pairs):
            raise fault
        return Section(self._file, value, fault.line, known)

    def _check_clean(self, key: str, *texts: str) -> None:
        if not all(map(is_clean, texts)):
            problem = f"'{key}' holds a character that can't be shown or sent, as \\0. Remove it."
            raise self.fault(key, problem)

    def _required(self, key: str) -> Any:
        if key not in self._data:
            raise Fault(self._file, self._line, f"'{key}' is missing. Add a line '{key}: …' here.")
        return self._data[key]


def read_yaml(path: SettingsFile, *known: str) -> Section:
    """Read a file whose top level is a mapping that may have the keys `known`.

    Raises Fault with file and line.
    """
    name = f"{path.parent.name}/{path.name}"
    data = _load(path, name, MAX_SETTINGS_BYTES)
    if not isinstance(data, Pairs):
        raise Fault(name, 1, "the file must consist of lines of the form 'name: value'.")
    return Section(name, data, known=known)


def read_yaml_list(path: Path, max_bytes: int, *known: str) -> list[Section]:
    """Read a file whose top level is a list of mappings that may have the keys `known`.

    Raises Fault with file and line.
    """
    data = _load(path, str(path), max_bytes)
    if not isinstance(data, Items) or not data:
        raise Fault(str(path), 1, "the file must be a list: '- name: value'.")
    return _items(str(path), data, known)


def _items(file: str, items: Items, known: tuple[str, ...]) -> list[Section]:
    found = []
    for place, item in enumerate(items):
        line = items.lines[place]
        if not isinstance(item, Pairs):
            raise Fault(file, line, "this must hold lines of the form 'name: value'.")
        found.append(Section(file, item, line, known))
    return found


def _load(path: SettingsFile, name: str, max_bytes: int) -> Any:
    """Return what a file holds, with line numbers; `name` is what messages call it."""
    try:
        raw = path.read_bytes()
        if len(raw) > max_bytes:
            raise Fault(name, 1, f"the file is larger than {max_bytes:,} bytes.")
        text = raw.decode("utf-8")
    except FileNotFoundError:
        raise Fault(name, 1, "the file is missing. Restore it from git.") from None
    except UnicodeDecodeError:
        raise Fault(name, 1, "the file is not UTF-8 text. Save it as UTF-8.") from None
    return read_document(name, text)


def _unknown(key: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(key, known, n=1)
    hint = f"Did you mean '{close[0]}'?" if close else f"Known: {', '.join(known)}."
    return f"'{key}' is not known here. {hint}"
