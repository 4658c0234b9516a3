"""For how long each kind of data is kept, and what a run of a day may do about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from core.personal_data.kinds import Kind

# Shorter would take away what figures, promises and repeated contacts are still counted from.
MIN_RETENTION_DAYS = 30
MAX_RETENTION_DAYS = 36_500
QUIET_FOR = timedelta(days=2)  # a conversation in which something was said since then is live
# Figures hold no words, and are all that is left of what went.
AGEING: tuple[Kind, ...] = tuple(kind for kind in Kind if kind is not Kind.FIGURES)


class RetentionMode(str, Enum):
    """What a run of a day does with what is older."""

    LOOK = "look"
    DELETE = "delete"


@dataclass(frozen=True)
class Retention:
    """days: by kind; a kind that is not there is kept for ever"""

    mode: RetentionMode = RetentionMode.LOOK
    days: Mapping[Kind, int] = field(default_factory=dict)

    def before(self, kind: Kind, at: datetime) -> datetime | None:
        """Return what of a kind goes at a moment: what is older than this; None for nothing."""
        days = self.days.get(kind)
        return None if days is None else at - timedelta(days=days)

    def only_looks(self, looked_at: Iterable[Mapping[Kind, int]]) -> bool:
        """Tell whether its next run only looks, given the days that earlier runs went by.

        Days that are new are looked at once before anything goes by them: whoever typed 30 for 300
        has a day to see it.
        """
        return self.mode is RetentionMode.LOOK or dict(self.days) not in map(dict, looked_at)
