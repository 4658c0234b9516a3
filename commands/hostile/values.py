"""Values that programs stumble over, as they stand in paths, forms, headers and JSON."""

from __future__ import annotations

from random import Random
from typing import Any

TEXTS = (
    *("", " ", "\0", "a\0b", "\r\n", "\u2028", "\ufeff", "\u202eabc", "\u200b", "e\u0301" * 200),
    *("\ud83d", "half \ude00", "🏴\u200d☠️", "👨‍👩‍👧‍👦" * 50, "\uffff", "\U0010ffff"),
    *("a" * 201, "a" * 4001, "é" * 30_000, "[a](" * 5_000, "*" * 20_000, "\\" * 7_700, "`" * 9_999),
    *("../../etc/passwd", "..%2f..%2f", "%00", "%ff", "%", "%zz", "con", "a/b", "//x", "?", "#"),
    *("' OR 1=1 --", '"; DROP TABLE staff; --', "{{7*7}}", "${7*7}", "<script>alert(1)</script>"),
    *(
        "javascript:alert(1)",
        "data:text/html,x",
        "http://[::1",
        "http://a" + ".a" * 2_000,
        "mailto:",
    ),
    *(
        "0",
        "-1",
        "9" * 30,
        "9" * 5_000,
        "²",
        "1e999",
        "NaN",
        "true",
        "null",
        "undefined",
        "2026-02-30",
        "0001-01-01",
    ),
    *("9999-12-31T23:59:59+14:00", "2026-11-25T10:00:00", "0000-00-00T00:00:00Z", "١٢٣", "½"),
    *("/restart", "/get_started{}", "@", "a@b", "a" * 64 + "@" + "b" * 190, "+1 (415) 555‑0132"),
)
NUMBERS = (
    *(0, -0.0, -1, 1, 2**31 - 1, 2**31, 2**53, 2**53 + 1, 2**63, -(2**63) - 1, 10**30, 10**300),
    *(1.5, 1e308, float("inf"), float("-inf"), float("nan")),
)
ODD: tuple[Any, ...] = (
    None,
    True,
    False,
    [],
    {},
    [[]],
    {"": ""},
    [None],
    {"a": {"b": {"c": {}}}},
    [1, "2", None],
)


def a_text(chance: Random) -> str:
    """Return a text nobody expects."""
    text = chance.choice(TEXTS)
    return text if chance.random() < 0.8 else text + chance.choice(TEXTS)


def a_value(chance: Random) -> Any:
    """Return a JSON value nobody expects, of any kind and depth."""
    kind = chance.random()
    if kind < 0.5:
        return a_text(chance)
    if kind < 0.7:
        return chance.choice(NUMBERS)
    if kind < 0.9:
        return chance.choice(ODD)
    return deep(chance.choice((3, 19, 20, 21, 900, 5_000)), chance.choice(("list", "object")))


def deep(levels: int, kind: str) -> Any:
    """Return lists in lists, or objects in objects."""
    value: Any = 1
    for _ in range(levels):
        value = [value] if kind == "list" else {"a": value}
    return value
