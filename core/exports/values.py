"""Values of an export's objects, whatever stands in their place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timezone
from typing import Any

Object = Mapping[str, Any]


def addresses(url: object, *names: object) -> tuple[str, ...]:
    """Return where an article stood there: its address, and by its number and names."""
    known = [f"/articles/{key_of(name)}" for name in names if key_of(name)]
    return (*filter(None, [text_of(url)]), *known)


def key_of(value: object) -> str:
    """Return a number or name as text, "" for neither."""
    if isinstance(value, str):
        return text_of(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def text_of(value: object) -> str:
    """Return a text without halves of characters, which JSON may hold and nothing else takes."""
    return value.encode("utf-8", "ignore").decode() if isinstance(value, str) else ""


def list_of(value: object) -> Sequence[Any]:
    """Return a list, an empty one for anything else."""
    return value if isinstance(value, list) else ()


def object_of(value: object) -> Object:
    """Return an object, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def texts_of(value: object) -> list[str]:
    """Return the texts of a list."""
    return [text_of(each) for each in list_of(value) if isinstance(each, str)]


def day_of(value: object) -> date | None:
    """Return the day of a time as ISO 8601 or in seconds; None if it is neither."""
    try:
        if isinstance(value, str):
            return date.fromisoformat(value[:10])
        if isinstance(value, int):
            return datetime.fromtimestamp(value, timezone.utc).date()
    except (ValueError, OverflowError, OSError):
        pass
    return None
