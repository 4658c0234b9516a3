"""Conditions over one fact: what holds for it, and which condition leaves nothing for another."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True)
class Span:
    """Numbers from `low` on, below `high`."""

    low: float = -math.inf
    high: float = math.inf

    def __and__(self, other: Condition) -> Span:
        assert isinstance(other, Span)  # conditions of one fact are of one kind
        return Span(max(self.low, other.low), min(self.high, other.high))

    @property
    def is_empty(self) -> bool:
        return self.low >= self.high

    def holds(self, value: str | float) -> bool:
        return not isinstance(value, str) and self.low <= value < self.high

    def covers(self, other: Condition) -> bool:
        """Tell whether this holds wherever the other does."""
        return isinstance(other, Span) and self.low <= other.low and other.high <= self.high


@dataclass(frozen=True)
class OneOf:
    """Some texts, or all (only: None), but some."""

    only: frozenset[str] | None = None
    never: frozenset[str] = field(default_factory=frozenset)

    def __and__(self, other: Condition) -> OneOf:
        assert isinstance(other, OneOf)
        known = [each.only for each in (self, other) if each.only is not None]
        only = frozenset.intersection(*known) if known else None
        return OneOf(only, self.never | other.never)

    @property
    def is_empty(self) -> bool:
        return self.only is not None and not self.only - self.never

    def holds(self, value: str | float) -> bool:
        return (self.only is None or value in self.only) and value not in self.never

    def covers(self, other: Condition) -> bool:
        """Tell whether this holds wherever the other does."""
        if not isinstance(other, OneOf):
            return False
        if other.only is None:
            return self.only is None and self.never <= other.never
        return all(map(self.holds, other.only - other.never))


Condition: TypeAlias = "Span | OneOf"
