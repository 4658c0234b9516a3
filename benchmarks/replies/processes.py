"""What processes of a product use, as Linux tells it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def processor_seconds(leader: int) -> float:
    """Return the processor time so far of a process and those it started."""
    return sum((int(stat[11]) + int(stat[12])) / _TICKS for _, stat in _group(leader))


def memory_mb(leader: int) -> int:
    """Return the memory in MB of a process and those it started; what they share counts once."""
    return round(sum(map(_proportional_kb, (pid for pid, _ in _group(leader)))) / 1024)


def _group(leader: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the processes of a group, each with its fields in /proc from the state on."""
    for folder in Path("/proc").iterdir():
        if not folder.name.isdecimal():
            continue
        try:
            stat = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        if int(stat[2]) == leader:
            yield int(folder.name), stat


def _proportional_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
