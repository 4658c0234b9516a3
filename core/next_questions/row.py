"""What was asked after one article, counted from several beginnings at once.

Nobody knows since when things have been as they are. So a row counts since long ago, since lately,
and since times between (eras), and believes each era as far as it foresaw what came next. After a
change that is the era that began with it, within a few questions; otherwise the longest one.

Many customers ask at once, so a visit after which nothing was asked yet is open: that nothing came
of it is held against an era only once the customers who ask on have done so.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from core.next_questions.era import Believed, Era, Step

NEW_ERA = 8  # visits of its article until a row begins to count from anew
MAX_ERAS = 5
_STAYS_OPEN = 600.0  # seconds after a visit: hardly anybody who asks on takes longer
MAX_OPEN = 200  # visits; the oldest of more have come to nothing
_DOUBT = 0.05  # of the trust goes to a new era: how likely a change is at any time


class Row:
    """Everything that is remembered of one article."""

    def __init__(self) -> None:
        self._visits = 0
        self._eras: list[Era] = []  # the oldest first
        self._open: list[float] = []  # when the visits were of which nothing came so far
        self._scales: tuple[float, list[float]] | None = None  # remembered until the next count

    @staticmethod
    def from_json(state: Mapping[str, Any]) -> Row:
        """Return a row as `to_json` gave it."""
        row = Row()
        row._visits = state["visits"]
        row._open = list(state.get("open", ()))  # older rows know none
        row._eras = [Era(state=era) for era in state["eras"]]
        return row

    def to_json(self) -> dict[str, Any]:
        """Return everything that is counted, to be kept."""
        eras = [era.to_json() for era in self._eras]
        return {"visits": self._visits, "open": self._open, "eras": eras}

    def __iter__(self) -> Iterator[str]:
        return iter(self._eras[0].followers if self._eras else ())

    @property
    def visits(self) -> int:
        """How often its article was asked for, ever."""
        return self._visits

    def visit(self, at: datetime, offered: Sequence[str] = (), told: str = "") -> None:
        """Count that its article was asked for then, and what was offered then, and told."""
        moment = at.timestamp()
        self._close_before(moment - _STAYS_OPEN)
        if self._visits % NEW_ERA == 0:
            self._begin(moment)
        self._visits, self._scales = self._visits + 1, None
        for era in self._since_before(moment):
            era.visit(offered, told)
        # Who was told may ask nothing for that: it tells nothing of what is foreseen.
        if not told:
            self._open.append(moment)

    def follow(self, follower: str, how: Step, visited: datetime) -> None:
        """Count what was asked next by who had visited then."""
        moment = visited.timestamp()
        self._judge(moment, lambda era: era.foresaw(follower))
        self._scales = None
        if moment in self._open:
            self._open.remove(moment)
        for era in self._since_before(moment):
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

    def _close_before(self, moment: float) -> None:
        """Judge the eras by the visits of which nothing came: those before a moment."""
        while self._open and (self._open[0] < moment or len(self._open) > MAX_OPEN):
            self._judge(self._open.pop(0), lambda era: era.foresaw_nothing())

    def _judge(self, moment: float, foreseen: Callable[[Era], float]) -> None:
        """Believe each era as far as it foresaw what came of a visit at that moment.

        One that began later has no say in it, and is believed as before.
        """
        shares = [(era, foreseen(era)) for era in self._since_before(moment)]
        trust = sum(era.trust for era, _ in shares)
        expected = sum(era.trust * share for era, share in shares)
        for era, share in shares:
            era.trust *= share * trust / expected if expected else 1.0

    def _since_before(self, moment: float) -> list[Era]:
        return [era for era in self._eras if era.since <= moment]

    def _begin(self, moment: float) -> None:
        """Count from now as well, in place of the era that is believed least.

        The two latest stay: they have not had the time to be believed.
        """
        if len(self._eras) == MAX_ERAS:
            least = min(self._eras[:-2], key=lambda era: era.trust)
            self._eras.remove(least)
        for era in self._eras:
            era.trust *= 1 - _DOUBT
        self._eras.append(Era(_DOUBT if self._eras else 1.0, moment))
