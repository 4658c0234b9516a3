"""What is said to messages that are not about the company."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.subjects.subject import Subject, SubjectKind


@dataclass(frozen=True)
class Lines:
    """What may be said: an opening, then an offer."""

    openings: tuple[str, ...]
    offers: tuple[str, ...]

    def line(self, said: int) -> str:
        """Return what is said after so many others: each pair once."""
        rounds, opening = divmod(said, len(self.openings))
        offer = (rounds + opening) % len(self.offers)
        return f"{self.openings[opening]} {self.offers[offer]}"


@dataclass(frozen=True)
class OffTopic:
    """How messages that are not about the company are noticed, and what is said to them.

    lines: for SubjectKind.OFF_TOPIC and SubjectKind.ATTACK
    """

    subjects: tuple[Subject, ...]
    lines: Mapping[SubjectKind, Lines]
