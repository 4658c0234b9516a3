"""What was asked after one article, counted from several beginnings at once.

Nobody knows since when things have been as they are. So a row counts since long ago, since lately,
and since times between (eras), and believes each era as far as it foresaw what came next. After a
change that is the era that began with it, within a few questions; otherwise the longest one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from core.next_questions.era import Believed, Era, Step

NEW_ERA = 8  # visits of its article until a row begins to count from anew
MAX_ERAS = 5
_DOUBT = 0.05  # of the trust goes to a new era: how likely a change is at any time


class Row:
    """Everything that is remembered of one article."""

    def __init__(self) -> None:
        self._visits = 0
        self._eras: list[Era] = []  # the oldest first
        self._is_open = False  # nothing was asked yet since the last visit
        self._scales: tuple[float, list[float]] | None = None  # remembered until the next count

    @staticmethod
    def from_json(state: Mapping[str, Any]) -> Row:
        """Return a row as `to_json` gave it."""
        row = Row()
        row._visits, row._is_open = state["visits"], state["is_open"]
        row._eras = [Era(state=era) for era in state["eras"]]
        return row

    def to_json(self) -> dict[str, Any]:
        """Return everything that is counted, to be kept."""
        eras = [era.to_json() for era in self._eras]
        return {"visits": self._visits, "is_open": self._is_open, "eras": eras}

    def __iter__(self) -> Iterator[str]:
        return iter(self._eras[0].followers if self._eras else ())

    @property
    def visits(self) -> int:
        """How often its article was asked for, ever."""
        return self._visits

    def visit(self, offered: Sequence[str] = (), told: str = "") -> None:
        """Count that its article was asked for, and what was offered then, and told."""
        if self._is_open:
            self._judge(era.foresaw_nothing() for era in self._eras)
        if self._visits % NEW_ERA == 0:
            self._begin()
        # Who was told may ask nothing for that: it tells nothing of what is foreseen.
        self._visits, self._is_open, self._scales = self._visits + 1, not told, None
        for era in self._eras:
            era.visit(offered, told)

    def follow(self, follower: str, how: Step) -> None:
        """Count what was asked next."""
        self._judge(era.foresaw(follower) for era in self._eras)
        self._is_open, self._scales = False, None
        for era in self._eras:
            era.follow(follower, how)

    def believed(self, follower: str) -> Believed:
        """Return the counts of a follower; zeros beside the visits if it never was one.

        Shares are the eras' mean. Counts as such are not: a long era would drown a new one that
        is believed more.
        """
        if self._scales is None:
            self._scales = self._scaled()
        visits, scales = self._scales
        counts = dict.fromkeys(Step, 0.0)
        for scale, era in zip(scales, self._eras, strict=True):
            for how, count in era.counts_of(follower).items():
                counts[how] += scale * count
        return Believed.of(visits, counts)

    def _scaled(self) -> tuple[float, list[float]]:
        """Return the visits that are believed, and what a count of each era is to be times.

        Each era has a say as far as it is believed, and a young one less.
        """
        if not self._eras:
            return 0.0, []
        says = [era.trust * era.visits / (era.visits + NEW_ERA) for era in self._eras]
        weighted = [
            (say / sum(says), era.visits) for say, era in zip(says, self._eras, strict=True)
        ]
        visits = math.exp(sum(weight * math.log(each) for weight, each in weighted))
        return visits, [visits * weight / each for weight, each in weighted]

    def _judge(self, foreseen: Iterable[float]) -> None:
        """Believe each era as far as it foresaw what came."""
        for era, share in zip(self._eras, foreseen, strict=True):
            era.trust *= share
        total = sum(era.trust for era in self._eras)
        for era in self._eras:
            era.trust /= total

    def _begin(self) -> None:
        """Count from now as well, in place of the era that is believed least.

        The two latest stay: they have not had the time to be believed.
        """
        if len(self._eras) == MAX_ERAS:
            least = min(self._eras[:-2], key=lambda era: era.trust)
            self._eras.remove(least)
        for era in self._eras:
            era.trust *= 1 - _DOUBT
        self._eras.append(Era(_DOUBT if self._eras else 1.0))
