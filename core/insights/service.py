"""How customers were served by people: what is measured of each call for a person."""

from __future__ import annotations

from core.insights.figures import Figure, mean, share
from core.insights.measures import Measure
from core.insights.summed import Summed

SERVICE = (
    Measure(
        "wait",
        "Wait",
        "minutes",
        "From the call for a person until one took over or it ended, all waits of a call together.",
    ),
    Measure(
        "first_answer",
        "First answer",
        "minutes",
        "From the call for a person to the first words of one.",
    ),
    Measure(
        "handling",
        "Handling",
        "minutes",
        "How long a person had it, without the time it was put aside for.",
    ),
)
SERVICE_BY_NAME = {measure.name: measure for measure in SERVICE}
CALLS = "Each time that a person was called, also more than once in a conversation."
REOPENED = "Calls after which a person was called once more in the same conversation."
KEPT = (
    "Promised answers that were given by the promised time, among all that were promised; one that "
    "is still to be given counts as not kept."
)
SERVICE_COUNTS = ("calls", "reopened", "promised", "kept")


def service_mean(summed: Summed, measure: Measure) -> Figure:
    """Return the mean of a measure over the calls of which it is known."""
    total = float(summed.sums.get(measure.name) or 0.0)
    squares = float(summed.sums.get(f"{measure.name}_squares") or 0.0)
    return mean(total, squares, summed.of(f"{measure.name}_known"))


def reopened(summed: Summed) -> Figure:
    return share(summed.of("reopened"), summed.of("calls"))


def promises_kept(summed: Summed) -> Figure:
    return share(summed.of("kept"), summed.of("promised"))
