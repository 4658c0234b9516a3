"""Dataclasses as the JSON that pages are told: a new field is a new key, without a line here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any


def to_json(record: object, *without: str, **more: Any) -> dict[str, Any]:
    """Return a dataclass as a JSON object: enums as values, moments in ISO 8601, tuples as lists.

    without: the fields that the page is not told
    more: what stands beside the fields, or in the place of one
    """
    names = [field.name for field in fields(record)]  # type: ignore[arg-type]
    own = {name: getattr(record, name) for name in names if name not in without}
    return {name: _plain(value) for name, value in (own | more).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):  # or a moment
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return to_json(value) if is_dataclass(value) else value
