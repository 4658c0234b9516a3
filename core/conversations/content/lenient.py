"""Reading JSON that another version wrote: what is missing or of another shape reads as empty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from math import isfinite
from typing import Any

Json = Mapping[str, Any]


def text_of(json: Json, name: str) -> str:
    value = json.get(name)
    return value if isinstance(value, str) else ""


def number_of(json: Json, name: str) -> float:
    """Return a number, 0 also for one that is endless, or too large to be any."""
    value = json.get(name)
    try:
        number = float(value) if isinstance(value, (int, float)) else 0.0
    except OverflowError:
        return 0.0
    return number if isfinite(number) else 0.0


def moment_of(json: Json, name: str) -> datetime | None:
    """Return a moment that stands there in ISO 8601, with its offset from UTC."""
    try:
        return datetime.fromisoformat(text_of(json, name))
    except ValueError:
        return None


def object_of(json: Json, name: str) -> Json:
    value = json.get(name)
    return value if isinstance(value, Mapping) else {}


def texts_of(json: Json, name: str) -> tuple[str, ...]:
    return tuple(value for value in _items(json, name) if isinstance(value, str))


def objects_of(json: Json, name: str) -> tuple[Json, ...]:
    return tuple(value for value in _items(json, name) if isinstance(value, Mapping))


def _items(json: Json, name: str) -> tuple[Any, ...]:
    value = json.get(name)
    return tuple(value) if isinstance(value, (list, tuple)) else ()
