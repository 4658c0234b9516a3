"""What the sums of some contacts say, each figure with its interval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.insights.figures import Figure, mean, mean_score, share
from core.insights.measures import HIGH_SCORE, Measure

SCORES = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Summed:
    """The sums of some contacts, by the names of their columns in the record."""

    sums: Mapping[str, float]

    def of(self, name: str) -> int:
        """Return how many contacts there are of which something is so."""
        return int(self.sums.get(name) or 0)

    @property
    def contacts(self) -> int:
        return self.of("contacts")

    @property
    def by_score(self) -> dict[int, int]:
        return {score: self.of(f"score_{score}") for score in SCORES}

    @property
    def rated(self) -> int:
        return sum(self.by_score.values())

    @property
    def score(self) -> Figure:
        return mean_score(self.by_score)

    @property
    def high_times(self) -> int:
        return sum(times for score, times in self.by_score.items() if score >= HIGH_SCORE)

    @property
    def high(self) -> Figure:
        return share(self.high_times, self.rated)

    @property
    def response(self) -> Figure:
        return share(self.rated, self.of("asked"))

    def total(self, measure: Measure) -> float:
        return float(self.sums.get(measure.name) or 0.0)

    def per_contact(self, measure: Measure) -> Figure:
        squares = float(self.sums.get(f"{measure.name}_squares") or 0.0)
        return mean(self.total(measure), squares, self.contacts)

    def touched(self, measure: Measure) -> Figure:
        """Return the share of contacts that had any of it."""
        return share(self.of(f"{measure.name}_any"), self.contacts)

    @property
    def contained(self) -> Figure:
        return share(self.of("contained"), self.contacts)

    @property
    def verified(self) -> Figure:
        return share(self.of("verified"), self.contacts)

    def resolved(self, start: str, days: int) -> Figure:
        """start: contained or verified; shares are of all contacts that would be recognised."""
        stayed = self.of(f"{start}_recognised") - self.of(f"{start}_back_{days}")
        return share(stayed, self.of("recognised"))

    def came_back(self, cause: str, days: int) -> Figure:
        """cause: back (the same article), next_back (another) or disliked_back."""
        return share(self.of(f"{cause}_{days}"), self.of("recognised"))
