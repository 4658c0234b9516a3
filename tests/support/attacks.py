"""Long texts that a pattern would look at again and again, made from the pattern itself."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_TYPICAL = "a0 _.-/:@'\n" + string.ascii_uppercase[:1] + "é"
_REPEATS = {op.MAX_REPEAT, op.MIN_REPEAT, getattr(op, "POSSESSIVE_REPEAT", None)}
_CATEGORIES = {
    op.CATEGORY_DIGIT: r"\d",
    op.CATEGORY_NOT_DIGIT: r"\D",
    op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w",
    op.CATEGORY_NOT_WORD: r"\W",
}
_SHORT = 10  # times
_END = "\0"  # what hardly any pattern takes: what has been matched so far was in vain


def attacks(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Yield texts of about that length: each part of the pattern, over and over.

    Where a part may come many times: the part after what must come before it, and both again
    and again, so that each beginning finds a long way to go.
    """
    parsed = list(_parser.parse(pattern.pattern, pattern.flags))
    units = _units(parsed, "") if _goes_far(parsed) else [("", _sample(parsed))]
    for before, unit in dict.fromkeys(units):
        yield before + unit * (length // len(unit)) + _END
        if before:
            both = before + unit
            yield both * (length // len(both)) + _END


def _goes_far(items: Iterable[Any]) -> bool:
    """Whether a match may be long: a short one can be looked for at every place."""
    for kind, value in items:
        if kind in _REPEATS and value[1] > _SHORT:
            return True
        if any(_goes_far(part) for part in _parts(kind, value)):
            return True
    return False


def _units(items: list[Any], before: str) -> Iterator[tuple[str, str]]:
    """Yield what may be repeated, with what must stand before it."""
    for index, (kind, value) in enumerate(items):
        ahead = before + _sample(items[:index])
        for part in _parts(kind, value):
            for unit in _singles(part):
                yield ahead, unit
            yield from _units(part, ahead)
            if kind in _REPEATS and (body := _sample(part)):
                yield ahead, body
                yield ahead, body + _sample(items[index + 1 :])
        if kind is op.IN and not before:
            yield from (("", sign) for sign in _signs(value))
    if whole := _sample(items):
        yield before, whole


def _parts(kind: Any, value: Any) -> list[list[Any]]:
    if kind in _REPEATS:
        return [list(value[2])]
    if kind is op.BRANCH:
        return [list(branch) for branch in value[1]]
    if kind is op.SUBPATTERN:
        return [list(value[3])]
    if kind in {op.ASSERT, op.ASSERT_NOT}:
        return [list(value[1])]
    if kind is getattr(op, "ATOMIC_GROUP", None):
        return [list(value)]
    return []


def _singles(items: Iterable[Any]) -> Iterator[str]:
    for kind, value in items:
        if kind is op.IN:
            yield from _signs(value)


def _sample(items: Iterable[Any]) -> str:
    """A short text that these parts of a pattern match, or nearly."""
    return "".join(_sample_of(kind, value) for kind, value in items)


def _sample_of(kind: Any, value: Any) -> str:
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.NOT_LITERAL:
        return next(sign for sign in _TYPICAL if sign != chr(value))
    if kind is op.ANY:
        return "a"
    if kind is op.IN:
        return next(iter(_signs(value)), "")
    if kind in _REPEATS:
        return _sample(value[2]) * max(value[0], 1 if value[0] else 0)
    if kind in {op.ASSERT, op.ASSERT_NOT}:
        return ""
    parts = _parts(kind, value)
    return _sample(parts[0]) if parts else ""


def _signs(value: Iterable[Any]) -> list[str]:
    """Some characters of a class, each different to its pattern."""
    items = list(value)
    if items and items[0][0] is op.NEGATE:
        return [sign for sign in _TYPICAL if not _holds(items[1:], sign)][:4]
    named = [chr(each) for kind, each in items if kind is op.LITERAL]
    ranged = [chr(each[0]) for kind, each in items if kind is op.RANGE]
    typical = [sign for sign in _TYPICAL if _holds(items, sign)]
    return list(dict.fromkeys([*typical[:4], *ranged[:3], *named[:6]]))


def _holds(items: Iterable[Any], sign: str) -> bool:
    for kind, value in items:
        if kind is op.LITERAL and chr(value) == sign:
            return True
        if kind is op.RANGE and value[0] <= ord(sign) <= value[1]:
            return True
        if kind is op.CATEGORY and re.match(_CATEGORIES[value], sign):
            return True
    return False
