"""How much of the time that agents are there they have a conversation in hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime, timedelta

EVERYTHING = ""  # the queue under which an agent's time counts once, however many they serve
MIN_THERE = 3600  # seconds; the share of less says too little
MAX_UNSEEN = 90  # seconds between two looks; of more nobody knows what went on
_HOUR = timedelta(hours=1)

OCCUPANCY = (
    "Time with a conversation in hand, among the time that agents were available; of a queue, "
    "conversations from it, among the time of those who serve it. Measured as it goes on, so that "
    "it has no interval."
)
THERE = "Time that agents were available, all of them together; of a queue, of those who serve it."
AWAY = "Time that their desk was open and they took no new conversations."
AT_ONCE = "Conversations in hand at the same time, while there was any."


@dataclass(frozen=True)
class Spent:
    """Seconds of agents, added up.

    available: while they took conversations; away: while they did not, with the desk open
    occupied: of `available`, with any conversation in hand; in_hand: once for each of these
    """

    available: int = 0
    away: int = 0
    occupied: int = 0
    in_hand: int = 0

    def __add__(self, other: Spent) -> Spent:
        return Spent(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    @property
    def occupancy(self) -> float | None:
        """The share, None where too little time is there."""
        return self.occupied / self.available if self.available >= MIN_THERE else None

    @property
    def at_once(self) -> float | None:
        enough = self.available >= MIN_THERE and self.occupied
        return self.in_hand / self.occupied if enough else None


@dataclass(frozen=True)
class AtWork:
    """An agent at a moment whose desk is open.

    queues: those that they serve; held: the queue of each conversation that they have in hand
    """

    agent: str
    available: bool
    queues: tuple[str, ...]
    held: tuple[str, ...]


def seconds_by_hour(since: datetime, until: datetime) -> dict[tuple[date, int], int]:
    """Return how many seconds of a short time fall into each hour, in UTC."""
    found: dict[tuple[date, int], int] = {}
    while since < until:
        end = min(until, since.replace(minute=0, second=0, microsecond=0) + _HOUR)
        found[since.date(), since.hour] = round((end - since).total_seconds())
        since = end
    return found


def spent_by(team: Sequence[AtWork], seconds: int) -> tuple[dict[str, Spent], dict[str, Spent]]:
    """Return what they have done in some seconds: by agent, and by queue with EVERYTHING."""
    agents = {each.agent: _spent(each, each.held, seconds) for each in team}
    queues: defaultdict[str, Spent] = defaultdict(Spent)
    for each in team:
        queues[EVERYTHING] += agents[each.agent]
        for queue in dict.fromkeys((*each.queues, *each.held)):  # they may help out elsewhere
            held = tuple(name for name in each.held if name == queue)
            queues[queue] += _spent(each, held, seconds)
    return agents, dict(queues)


def _spent(who: AtWork, held: Sequence[str], seconds: int) -> Spent:
    if not who.available:
        return Spent(away=seconds)
    return Spent(seconds, 0, seconds if held else 0, seconds * len(held))
