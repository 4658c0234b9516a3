"""What became of a row of messages, by what came out at the other end. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Compared:
    """Messages of one direction.

    doubled: counted for each time too many
    misplaced: at how many places stands another message than was sent there, of those that came
    """

    sent: int = 0
    lost: int = 0
    doubled: int = 0
    misplaced: int = 0

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.doubled or self.misplaced)

    def __add__(self, other: Compared) -> Compared:
        return Compared(*(a + b for a, b in zip(self._values(), other._values(), strict=True)))

    def _values(self) -> tuple[int, ...]:
        return tuple(vars(self).values())


def compared(sent: Sequence[str], came: Sequence[str]) -> Compared:
    """Compare what was sent, in its order, with what came. The same words may be sent again."""
    wanted, found = Counter(sent), Counter(came)
    of_sent = _without(sent, wanted - found)
    of_came = _without(came, found - wanted)
    return Compared(
        sent=len(sent),
        lost=(wanted - found).total(),
        doubled=(found - wanted).total(),
        misplaced=sum(a != b for a, b in zip(of_sent, of_came, strict=True)),
    )


def _without(messages: Sequence[str], surplus: Counter[str]) -> list[str]:
    """Leave out the last of each that is too many."""
    left, kept = surplus.copy(), []
    for each in reversed(messages):
        if left[each] > 0:
            left[each] -= 1
        else:
            kept.append(each)
    return kept[::-1]
