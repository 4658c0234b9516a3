"""One line of the table: what was measured, what was aimed for, what others reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from statistics import mean


class Unit(Enum):
    """How a value is written."""

    SHARE = "share"
    NUMBER = "number"
    MILLISECONDS = "ms"
    SECONDS = "s"
    MEGABYTES = "MB"


@dataclass(frozen=True)
class Target:
    """What a value should reach: at least, or at most."""

    value: float
    at_most: bool = False

    def is_reached(self, value: float) -> bool:
        return value <= self.value if self.at_most else value >= self.value


@dataclass(frozen=True)
class Figure:
    """A measured value, or one for each random choice.

    peers: what others reach, measured in the same run on the same data; None if not measured
    note: what the name leaves open
    """

    name: str
    values: Sequence[float]
    unit: Unit = Unit.SHARE
    target: Target | None = None
    peers: Mapping[str, float | None] = field(default_factory=dict)
    note: str = ""

    @property
    def value(self) -> float:
        return mean(self.values)

    @property
    def is_reached(self) -> bool | None:
        """Say whether the target is reached; None without one."""
        return self.target.is_reached(self.value) if self.target else None


def table(groups: Mapping[str, Sequence[Figure]]) -> str:
    """Return the figures as people read them."""
    lines: list[str] = []
    for title, figures in groups.items():
        lines += ["", title, f"{'':<58}{'measured':>10}{'target':>11}"]
        for figure in figures:
            lines += _lines(figure)
    return "\n".join(lines).lstrip("\n")


def as_json(groups: Mapping[str, Sequence[Figure]]) -> list[dict[str, object]]:
    """Return the figures for other programs."""
    return [
        {
            "group": title,
            "name": figure.name,
            "unit": figure.unit.value,
            "value": round(figure.value, 5),
            "values": [round(value, 5) for value in figure.values],
            "target": figure.target.value if figure.target else None,
            "at_most": figure.target.at_most if figure.target else None,
            "reached": figure.is_reached,
            "peers": dict(figure.peers),
            "note": figure.note,
        }
        for title, figures in groups.items()
        for figure in figures
    ]


def _lines(figure: Figure) -> list[str]:
    verdict = {True: "reached", False: "MISSED", None: ""}[figure.is_reached]
    line = f"  {figure.name:<56}{written(figure.value, figure.unit):>10}"
    line += f"{_target(figure):>11}  {verdict}"
    lines = [line.rstrip()]
    if len(figure.values) > 1:
        least, most = (written(pick(figure.values), figure.unit) for pick in (min, max))
        lines.append(f"      {len(figure.values)} random choices: {least} to {most}")
    if figure.peers:
        peers = [
            f"{name} {'not measured' if value is None else written(value, figure.unit)}"
            for name, value in figure.peers.items()
        ]
        lines.append(f"      {' · '.join(peers)}")
    if figure.note:
        lines.append(f"      {figure.note}")
    return lines


def _target(figure: Figure) -> str:
    if figure.target is None:
        return ""
    sign = "≤" if figure.target.at_most else "≥"
    return f"{sign} {written(figure.target.value, figure.unit)}"


def written(value: float, unit: Unit) -> str:
    """Return a value with its unit."""
    if unit is Unit.SHARE:
        return f"{value:.1%}"
    if unit is Unit.NUMBER:
        return f"{value:.3f}"
    return f"{value:.0f} MB" if unit is Unit.MEGABYTES else f"{value:.1f} {unit.value}"
