"""How much of which kind: said before something is erased, and written down afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from core.personal_data.kinds import Kind

Counts = Mapping[Kind, int]


def in_words(counts: Counts) -> str:
    """Return the counts as one line, as "Conversations 12, Files 3"; "nothing" for none."""
    return ", ".join(_told(counts)) or "nothing"


def _told(counts: Counts) -> Iterable[str]:
    return (f"{kind.label} {counts[kind]}" for kind in Kind if counts.get(kind))
