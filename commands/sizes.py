"""How many of each process so many messages a second need: `python -m commands.sizes [RATE …]`.

Computed from what `python -m benchmarks.costs` measures; docs/figures.md holds the same figures.
A message is a customer's, with its answer and an open page that shows both.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

RATES = (10, 100, 1000)  # messages a second
MAX_USE = 0.6  # of a process' core: the rest is for peaks, and for one of them that is away
_MEMORY_STEP, _MEMORY_ROOM = 64, 1.5  # MiB; how much more than measured a process is given
_CPU_STEP = 50  # thousandths of a core


@dataclass(frozen=True)
class Cost:
    """What a process was measured to take.

    milliseconds: of processor, a message
    megabytes: of memory, when it had answered some hundred
    most: how many of it can share the work
    spare: how many there should be at least, so that one may be away; where more than one can
    learning: how many times its memory it may need for a while
    """

    process: str
    milliseconds: float
    megabytes: int
    most: int | None = None
    spare: int = 2
    learning: int = 2


@dataclass(frozen=True)
class Size:
    """How many of a process, what each uses of a core, and the memory that each is given."""

    process: str
    count: int
    use: float
    memory_mib: int
    memory_limit_mib: int

    @property
    def is_enough(self) -> bool:
        return self.use <= MAX_USE

    @property
    def cpu_request(self) -> int:
        """Thousandths of a core, for Kubernetes."""
        return max(2 * _CPU_STEP, math.ceil(self.use * 1000 / _CPU_STEP) * _CPU_STEP)


MEASURED = (
    Cost("web", 12.1, 136),
    Cost("actions", 7.1, 225, learning=3),  # it learns from changed articles in a process beside it
    Cost("bot", 9.8, 560, most=16),  # as many partitions has the inbox
    Cost("redis", 1.2, 8, most=1, spare=1),
)


def sizes(rate: float, costs: Iterable[Cost] = MEASURED) -> list[Size]:
    """Return what so many messages a second need; a size that is not enough says so."""
    return [_size(rate, cost) for cost in costs]


def table(rates: Sequence[float] = RATES) -> str:
    """Return the sizes for some rates as a Markdown table, `count × use of a core`."""
    lines = ["| messages a second | " + " | ".join(cost.process for cost in MEASURED) + " |"]
    lines.append("| --- |" + " --- |" * len(MEASURED))
    for rate in rates:
        cells = " | ".join(map(_cell, sizes(rate)))
        lines.append(f"| {rate:,} | {cells} |")
    return "\n".join(lines)


def _size(rate: float, cost: Cost) -> Size:
    cores = rate * cost.milliseconds / 1000
    wanted = max(cost.spare, math.ceil(cores / MAX_USE))
    count = wanted if cost.most is None else min(wanted, cost.most)
    memory = math.ceil(cost.megabytes * _MEMORY_ROOM / _MEMORY_STEP) * _MEMORY_STEP
    return Size(cost.process, count, cores / count, memory, memory * cost.learning)


def _cell(size: Size) -> str:
    told = f"{size.count} × {size.use:.0%}"
    if size.is_enough:
        return told
    return f"**{told}: too little**" if size.use >= 1 else f"{told}: little to spare"


def main(arguments: Sequence[str]) -> int:
    """Print the table; returns the exit code."""
    try:
        rates = [float(each) if "." in each else int(each) for each in arguments]
    except ValueError:
        print(__doc__, file=sys.stderr)
        return 2
    print(table(rates or RATES))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
