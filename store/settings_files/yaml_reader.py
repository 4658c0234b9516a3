"""Reading a YAML file that people edit: every fault names its file, its line and what to write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from core.errors import Fault

MAX_FILE_BYTES = 256_000  # bytes


class Section:
    """A mapping in a YAML file, read key by key."""

    def __init__(self, file: str, data: CommentedMap, line: int = 1) -> None:
        self._file, self._data, self._line = file, data, line

    def fault(self, key: str, problem: str) -> Fault:
        """Return a fault that points at this key's line, or at the section's if it is missing."""
        line = self._line
        if key in self._data:
            line = self._data.lc.key(key)[0] + 1
        return Fault(self._file, line, problem)

    def text(self, key: str) -> str:
        value = self._required(key)
        if not isinstance(value, str) or not value.strip():
            raise self.fault(key, f"'{key}' must be some text.")
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
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fault(key, f"'{key}' must be a list of texts; quote those with a colon.")
        return tuple(value)

    def one_of(self, key: str, known: Iterable[str]) -> str:
        value, names = self.text(key), list(known)
        if value not in names:
            raise self.fault(key, f"'{key}' is '{value}'; it must be one of {', '.join(names)}.")
        return value

    def some_of(self, key: str, known: Iterable[str]) -> tuple[str, ...]:
        values, names = self.texts(key), list(known)
        for value in values:
            if value not in names:
                raise self.fault(key, f"'{key}' names '{value}'; it may name {', '.join(names)}.")
        return values

    def section(self, key: str) -> Section:
        value = self._required(key)
        if not isinstance(value, CommentedMap):
            raise self.fault(key, f"'{key}' must hold indented lines of the form 'name: value'.")
        return Section(self._file, value, self._data.lc.key(key)[0] + 1)

    def sections(self) -> Iterator[tuple[str, Section]]:
        for key in self._data:
            yield str(key), self.section(key)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield each key with its text."""
        for key in self._data:
            if not isinstance(key, str):
                raise self.fault(key, f"'{key}' must be some text; put it in quotes.")
            yield key, self.text(key)

    def only(self, *known: str) -> Section:
        """Refuse keys that nobody reads: a misspelt one would be ignored without a word."""
        for key in self._data:
            if key not in known:
                raise self.fault(key, f"'{key}' is not known here. Known: {', '.join(known)}.")
        return self

    def plain(self, key: str) -> Any:
        """Return the value as it stands, None if the key is missing."""
        return self._data.get(key)

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def _required(self, key: str) -> Any:
        if key not in self._data:
            raise Fault(self._file, self._line, f"'{key}' is missing.")
        return self._data[key]


def read_yaml(path: Path) -> Section:
    """Read a file whose top level is a mapping; raises Fault with file and line."""
    name = f"{path.parent.name}/{path.name}"
    try:
        raw = path.read_bytes()
        if len(raw) > MAX_FILE_BYTES:
            raise Fault(name, 1, f"the file is larger than {MAX_FILE_BYTES:,} bytes.")
        data = YAML(typ="rt").load(raw.decode("utf-8"))
    except FileNotFoundError:
        raise Fault(name, 1, "the file is missing. Restore it from git.") from None
    except UnicodeDecodeError:
        raise Fault(name, 1, "the file is not UTF-8 text. Save it as UTF-8.") from None
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Fault(name, line, f"this is not valid YAML ({error.problem}).") from None
    except (YAMLError, ValueError) as error:
        raise Fault(name, 1, f"this is not valid YAML ({error}).") from None
    except RecursionError:
        raise Fault(name, 1, "the lines are nested too deeply.") from None
    if not isinstance(data, CommentedMap):
        raise Fault(name, 1, "the file must consist of lines of the form 'name: value'.")
    return Section(name, data)
