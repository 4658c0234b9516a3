"""What every card has in common, and the parts that several kinds share."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from typing import Any, ClassVar

from core.conversations.content.lenient import Json, text_of


@dataclass(frozen=True)
class Card:
    """A card; those without fields of their own are nothing but their kind.

    kind: tells cards apart in JSON
    """

    kind: ClassVar[str] = ""

    def to_json(self) -> dict[str, Any]:
        values = {each.name: _json(getattr(self, each.name)) for each in fields(self)}
        return {"kind": self.kind, **values}

    @classmethod
    def from_json(cls, _json: Json) -> Card:
        """Read a card of this kind; what an older version did not write is empty."""
        return cls()


@dataclass(frozen=True)
class ChannelLink:
    """Another way to get help."""

    label: str
    url: str

    @staticmethod
    def from_json(json: Json) -> ChannelLink:
        return ChannelLink(text_of(json, "label"), text_of(json, "url"))


def _json(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_json(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _json(getattr(value, each.name)) for each in fields(value)}
    return value
