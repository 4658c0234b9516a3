"""How often what was planted is found, and how often something is found where nothing was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from commands.drivers.planted import CONTACTS, PLANTED, contacts, driven
from commands.drivers.regression import report_on

RUNS = 100
_SEED = 1


@dataclass(frozen=True)
class PlantedFigures:
    """Shares of the runs, from 0 to 1.

    order_recovered: all that was planted leads the drivers, in its order
    silent_without_effects: nothing was planted, and nothing is said, of nobody
    """

    runs: int
    contacts: int
    order_recovered: float
    silent_without_effects: float


def measure_planted(
    progress: Callable[[int, int], None] = lambda run, runs: None, runs: int = RUNS
) -> PlantedFigures:
    """Make up contacts `runs` times with effects and without, and report on them."""
    recovered = silent = 0
    for run in range(runs):
        random = np.random.default_rng((_SEED, run))
        made = contacts(random)
        rated, names = driven(made, PLANTED, random)
        found = report_on(rated).overall
        recovered += names == tuple(each.factor.name for each in found[: len(names)])
        untouched, _ = driven(made, (), random)
        report = report_on(untouched)
        silent += not report.overall and not any(report.by_segment.values())
        progress(run + 1, runs)
    return PlantedFigures(runs, CONTACTS, recovered / runs, silent / runs)
