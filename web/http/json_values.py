"""Our values as the JSON that pages and scripts read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

_PLAIN = (str, int, float, bool, type(None))


def to_json(value: object, *names: str) -> Any:
    """Return a value as JSON: a dataclass by its fields, an enum by its value, moments in ISO 8601.

    names: which attributes of an object to take; without any, every field of a dataclass
    """
    if names:
        return {name: to_json(getattr(value, name)) for name in names}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): to_json(each) for key, each in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_json(each) for each in value]
    if is_dataclass(value):
        return to_json(value, *(each.name for each in fields(value)))
    raise TypeError(f"{type(value).__name__} has no form in JSON.")


def record_json(record: object, *without: str, **more: Any) -> dict[str, Any]:
    """Return a dataclass as a JSON object, so that a new field is a new key without a line here.

    without: the fields that the page is not told
    more: what stands beside the fields, or in the place of one
    """
    names = [each.name for each in fields(record)]  # type: ignore[arg-type]
    own = {name: getattr(record, name) for name in names if name not in without}
    return {name: to_json(value) for name, value in (own | more).items()}
