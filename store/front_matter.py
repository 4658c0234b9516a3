"""An article file's YAML front matter, read so that every fault knows its line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
)

from core.errors import Fault

DEEPEST = 2  # a mapping of lists: nothing in an article is nested deeper
_FENCE = "---"
_FIRST_LINE = 2  # of the YAML; line 1 is the fence


@dataclass(frozen=True)
class FrontMatter:
    """The YAML above the body, with the lines its keys and list items stand on."""

    data: CommentedMap
    body: str
    body_line: int

    def line(self, key: str, item: int | None = None) -> int:
        """Return the line of a key, or of one item of the list under it; 1 if there is none."""
        if key not in self.data:
            return 1
        value = self.data[key]
        if item is not None and isinstance(value, CommentedSeq):
            return int(value.lc.item(item)[0]) + _FIRST_LINE
        return int(self.data.lc.key(key)[0]) + _FIRST_LINE


def read_front_matter(file: str, text: str) -> FrontMatter:
    """Take a file apart into front matter and body; raises Fault with file and line."""
    lines = text.splitlines()
    if not lines or lines[0].rstrip() != _FENCE:
        raise Fault(file, 1, "the first line must be '---'; the front matter follows it.")
    ends = [number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE]
    if not ends:
        raise Fault(file, 1, "the front matter has no end; put a line '---' below it.")
    data = _parse(file, "\n".join(lines[1 : ends[0]]) + "\n")
    return FrontMatter(data, "\n".join(lines[ends[0] + 1 :]), ends[0] + 2)


def _parse(file: str, text: str) -> CommentedMap:
    try:
        _refuse_nesting(file, text)
        data: Any = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + _FIRST_LINE if error.problem_mark else 1
        raise Fault(file, line, f"this is not valid YAML ({_first_line(error.problem)}).") from None
    except (YAMLError, ValueError, OverflowError) as error:
        raise Fault(file, 1, f"this is not valid YAML ({_first_line(error)}).") from None
    if not isinstance(data, CommentedMap):
        raise Fault(file, 1, "the front matter must consist of lines of the form 'name: value'.")
    return data


def _refuse_nesting(file: str, text: str) -> None:
    """Aliases and deep nesting are how a small file becomes a huge value: neither is needed."""
    depth = 0
    for event in YAML(typ="rt").parse(text):
        if isinstance(event, AliasEvent):
            raise Fault(file, event.start_mark.line + _FIRST_LINE, "write it out: no YAML aliases.")
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > DEEPEST:
            line = event.start_mark.line + _FIRST_LINE
            raise Fault(file, line, "this is nested too deeply; quote texts with ':' or '['.")


def _first_line(problem: object) -> str:
    return (str(problem).splitlines() or ["unreadable"])[0]
