"""What people decide about a next question: to have it, to hide it, to put it first."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from core.errors import BadInput

EVERYONE = None  # in place of a segment: all of them


class Verdict(str, Enum):
    ADOPTED = "adopted"  # counts as chosen for its article
    HIDDEN = "hidden"  # never offered
    PINNED = "pinned"  # offered first, whatever was learned


class Verdicts:
    """Verdicts by segment and article. A segment's own goes before that for all."""

    def __init__(
        self, given: Mapping[tuple[str | None, str], Mapping[str, Verdict]] | None = None
    ) -> None:
        self._given = given or {}

    def of(self, segment: str | None, article: str) -> dict[str, Verdict]:
        """Return the verdicts about what may be offered under an article, by its slug."""
        for_all = self._given.get((EVERYONE, article), {})
        return {**for_all, **self._given.get((segment, article), {})}

    def pairs(self, segment: str | None) -> list[tuple[str, str]]:
        """Return what was decided for just this segment: articles, each with what follows."""
        return [
            (article, offered)
            for (of, article), each in self._given.items()
            if of == segment
            for offered in each
        ]


def read_verdict(text: str) -> Verdict | None:
    """Read a verdict; None takes one back. Raises BadInput."""
    try:
        return Verdict(text) if text else None
    except ValueError:
        raise BadInput("Say 'adopted', 'hidden', 'pinned', or nothing to decide anew.") from None
