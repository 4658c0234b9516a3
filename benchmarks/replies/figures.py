"""What the measured times come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass
class Measured:
    """What was measured, all rounds together; times in milliseconds, rates in messages a second.

    bots: of one bot process and of two, the messages and the processor seconds of each process
    """

    api: list[float] = field(default_factory=list)
    paused: list[float] = field(default_factory=list)
    inbox: list[float] = field(default_factory=list)
    slow: list[float] = field(default_factory=list)  # three seconds between messages
    rates: list[float] = field(default_factory=list)
    young: list[float] = field(default_factory=list)
    long: list[float] = field(default_factory=list)
    bots: tuple[tuple[float, Sequence[float]], ...] = ()
    memory: Mapping[str, int] = field(default_factory=dict)
    stock: list[float] = field(default_factory=list)
    stock_slow: list[float] = field(default_factory=list)
    stock_rates: list[float] = field(default_factory=list)


def figures(of: Measured) -> dict[str, object]:
    """Return the figures by name, rounded; those beside the peer only where it was measured."""
    own = {
        "api_ms_p50": median(of.api),
        "api_ms_p95": percentile(of.api, 0.95),
        "api_paused_ms_p50": median(of.paused),
        "api_3s_ms_p50": median(of.slow),
        "inbox_ms_p50": median(of.inbox),
        "per_second_16": median(of.rates),
        "growth": median(of.long) / median(of.young),
        "two_bots": gain_of_two(*of.bots),
    }
    return {
        **{name: round(value, 2) for name, value in own.items()},
        "memory_mb": dict(of.memory),
        **{name: round(value, 2) for name, value in _beside(of).items()},
    }


def _beside(of: Measured) -> dict[str, float]:
    if not of.stock:
        return {}
    stock, slow, rate = median(of.stock), median(of.stock_slow), median(of.stock_rates)
    return {
        "stock_ms_p50": stock,
        "stock_3s_ms_p50": slow,
        "stock_per_second_16": rate,
        "ratio_inbox": median(of.inbox) / stock,
        "ratio_api": median(of.api) / stock,
        "ratio_api_3s": median(of.slow) / slow,
        "ratio_per_second": median(of.rates) / rate,
    }


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that this share of all are below."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def gain_of_two(one: tuple[float, Sequence[float]], two: tuple[float, Sequence[float]]) -> float:
    """Return how many times as much two bot processes do as one, a core for each.

    Each: messages, and the processor seconds of every process. The busiest limits them all; one
    that stands by does nothing, so two are then worth one.
    """
    rates = [messages / max(seconds) for messages, seconds in (one, two)]
    return rates[1] / rates[0]
