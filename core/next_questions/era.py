"""Counts since a beginning: how often an article was asked for, and what then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

MAX_VISITS = 800.0  # of an article; then all counts are halved, so that they go on learning
MAX_FOLLOWERS = 100  # of an article, the commonest: what is remembered stays flat
_UNSEEN = 0.02  # visits' worth of every question that is not known yet
_FLOOR = 2e-3  # the least that anything is foreseen: people ask all sorts of things


class Step(Enum):
    """How a customer came to the next question, and that it was offered."""

    UNASKED = "unasked"  # asked without having been offered
    SHOWN = "shown"  # offered, whatever came of it
    PRESSED = "pressed"  # offered, and taken from the buttons
    ANYWAY = "anyway"  # offered, passed over, and asked in own words
    TOLD = "told"  # offered and answered in a sentence: whether it would have been asked is unknown


@dataclass(frozen=True)
class Believed:
    """Counts of one follower of an article.

    visits: of the article, those included at which the follower was offered, but none at which it
        was told
    """

    visits: float
    unasked: float = 0.0
    shown: float = 0.0
    pressed: float = 0.0
    anyway: float = 0.0

    @staticmethod
    def of(visits: float, counts: Mapping[Step, float]) -> Believed:
        """Return the counts of a follower after so many visits in all."""
        told = counts.get(Step.TOLD, 0.0)
        others = {how.value: count for how, count in counts.items() if how is not Step.TOLD}
        return Believed(max(0.0, visits - told), **others)

    @property
    def follows(self) -> float:
        return self.unasked + self.taken

    @property
    def taken(self) -> float:
        return self.pressed + self.anyway


_NONE: Mapping[Step, float] = {}
_FOLLOWS = frozenset({Step.UNASKED, Step.PRESSED, Step.ANYWAY})


class Era:
    """Counts since a beginning.

    trust: how far they are believed, of 1 for all eras of a row
    since: the beginning, in seconds since 1970
    """

    def __init__(
        self,
        trust: float = 1.0,
        since: float = 0.0,
        max_visits: float = MAX_VISITS,
        max_followers: int = MAX_FOLLOWERS,
        state: Mapping[str, Any] | None = None,
    ) -> None:
        """state: as `to_json` gave it; everything else that is counted is none"""
        self.trust, self.since, self.visits = trust, since, 0.0
        self._max_visits, self._max_followers = max_visits, max_followers
        self._followed = 0.0
        self._counts: dict[str, dict[Step, float]] = {}
        if state is not None:
            self.trust, self.visits, self._followed = state["so_far"]
            self.since = state.get("since", 0.0)  # older counts do not know it
            for slug, counts in state["counts"].items():
                of_steps = zip(Step, counts, strict=False)  # older counts know fewer steps
                self._counts[slug] = {how: count for how, count in of_steps if count}

    def to_json(self) -> dict[str, Any]:
        """Return everything that is counted, to be kept."""
        counts = {slug: [each.get(how, 0.0) for how in Step] for slug, each in self._counts.items()}
        so_far = [self.trust, self.visits, self._followed]
        return {"so_far": so_far, "since": self.since, "counts": counts}

    @property
    def followers(self) -> tuple[str, ...]:
        return tuple(self._counts)

    def visit(self, offered: Sequence[str] = (), told: str = "") -> None:
        """Count that the article was asked for, and what was offered then, and told."""
        self.visits += 1
        for follower in offered:
            self._add(follower, Step.TOLD if follower == told else Step.SHOWN)
        if self.visits > self._max_visits:
            self._halve()

    def follow(self, follower: str, how: Step) -> None:
        """Count what was asked next."""
        self._followed += 1
        self._add(follower, how)

    def believed(self, follower: str) -> Believed:
        """Return the counts of a follower; zeros beside the visits if it never was one."""
        return Believed.of(self.visits, self.counts_of(follower))

    def counts_of(self, follower: str) -> Mapping[Step, float]:
        """Return the counts that are not zero."""
        return self._counts.get(follower, _NONE)

    def foresaw(self, follower: str) -> float:
        """Return the share of visits after which it would have expected this."""
        counts = self.counts_of(follower)
        times = sum(count for how, count in counts.items() if how in _FOLLOWS)
        return max(_FLOOR, (times + _UNSEEN) / (self.visits + 1))

    def foresaw_nothing(self) -> float:
        return max(_FLOOR, (self.visits - self._followed + 0.5) / (self.visits + 1))

    def _add(self, follower: str, how: Step) -> None:
        counts = self._counts.setdefault(follower, {})
        counts[how] = counts.get(how, 0.0) + 1
        if len(self._counts) > 2 * self._max_followers:
            self._forget_rarest()

    def _halve(self) -> None:
        self.visits, self._followed = self.visits / 2, self._followed / 2
        for counts in self._counts.values():
            counts.update({how: count / 2 for how, count in counts.items()})

    def _forget_rarest(self) -> None:
        def times(name: str) -> float:
            return sum(self._counts[name].values())

        kept = sorted(self._counts, key=times, reverse=True)[: self._max_followers]
        self._counts = {name: self._counts[name] for name in kept}
