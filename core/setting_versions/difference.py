"""What a change of a settings file changed, readable without knowing YAML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

MAX_DIFFERENCES = 60  # of one change that are shown
MAX_SHOWN_VALUE = 400  # characters
_LONG_LIST = 8  # of a longer one only what is gone or new is shown
_NOTHING = object()


@dataclass(frozen=True)
class Difference:
    """One place that changed, as (segments, business, channels); "" where nothing stood."""

    place: tuple[str, ...]
    before: str
    after: str


def differences(before: object, after: object) -> tuple[Difference, ...]:
    """Return what differs between two documents of plain values, in their order."""
    return tuple(_differ((), before, after))


def line_changes(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Return the lines that differ, each with "-" or "+"."""
    old, new = before.splitlines(), after.splitlines()
    found: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            found += [("-", line) for line in old[a:b]]
            found += [("+", line) for line in new[c:d]]
    return tuple(found)


def _differ(place: tuple[str, ...], before: object, after: object) -> Iterator[Difference]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in (*before, *(key for key in after if key not in before)):
            inner = before.get(key, _NOTHING), after.get(key, _NOTHING)
            yield from _differ((*place, str(key)), *inner)
    elif _is_long_list(before) and _is_long_list(after):
        gone, come = _only_in(before, after), _only_in(after, before)
        if gone or come:
            yield Difference(place, _said(gone), _said(come))
        elif before != after:
            yield Difference(place, _said(before), _said(after))
    elif before != after or type(before) is not type(after):
        yield Difference(place, _said(before), _said(after))


def _is_long_list(value: object) -> bool:
    return isinstance(value, list) and (
        len(value) > _LONG_LIST or any(isinstance(v, Mapping) for v in value)
    )


def _only_in(some: object, others: object) -> list[object]:
    assert isinstance(some, Sequence)
    assert isinstance(others, Sequence)
    known = set(map(repr, others))  # plain values, some of which can't be hashed
    return [each for each in some if repr(each) not in known]


def _said(value: object) -> str:
    if value is _NOTHING or value is None:
        return ""
    if isinstance(value, Mapping):
        text = "; ".join(f"{key}: {_said(each)}" for key, each in value.items())
    elif isinstance(value, list):
        text = ", ".join(map(_said, value)) or "none"
    elif isinstance(value, bool):
        text = "yes" if value else "no"
    elif isinstance(value, float):
        text = f"{value:g}"
    else:
        text = str(value)
    return text if len(text) <= MAX_SHOWN_VALUE else f"{text[: MAX_SHOWN_VALUE - 1]}…"
