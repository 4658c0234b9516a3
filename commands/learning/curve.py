"""How the answers get better as customers come, in figures and as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from commands.files.labelled import Labelled
from core.answering import Answer, Clarify, Reply

_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 760, 400, 56, 24, 224, 48
_TICKS = (0, 20, 40, 60, 80, 100)


@dataclass(frozen=True)
class Point:
    """What customers would get after so many contacts, in shares of all questions.

    within_buttons: right at once or among the buttons
    person: asked for other words, or handed to a person
    """

    contacts: int
    answered_right: float
    within_buttons: float
    answered_wrong: float
    person: float

    @classmethod
    def of(cls, contacts: int, rows: Sequence[Labelled], replies: Sequence[Reply]) -> Point:
        right = wrong = offered = neither = 0
        for row, reply in zip(rows, replies, strict=True):
            if isinstance(reply, Answer):
                right += reply.hit.slug == row.label
                wrong += reply.hit.slug != row.label
            elif isinstance(reply, Clarify):
                offered += row.label in {hit.slug for hit in reply.hits}
            else:
                neither += 1
        shares = (right, right + offered, wrong, neither)
        return cls(contacts, *(each / len(rows) for each in shares))


@dataclass(frozen=True)
class Curve:
    examples: int
    points: tuple[Point, ...]
    minutes_of_a_manager: float
    accepted: int
    accepted_wrong: int

    def to_json(self) -> dict[str, object]:
        return {
            "examples": self.examples,
            "contacts": [point.contacts for point in self.points],
            "answered_right": [round(point.answered_right, 4) for point in self.points],
            "within_buttons": [round(point.within_buttons, 4) for point in self.points],
            "answered_wrong": [round(point.answered_wrong, 4) for point in self.points],
            "person": [round(point.person, 4) for point in self.points],
            "minutes_of_a_manager": round(self.minutes_of_a_manager, 1),
            "accepted": self.accepted,
            "accepted_wrong": self.accepted_wrong,
        }


def picture(curve: Curve) -> str:
    """Return the curve as SVG; contacts by their square root, so that the first ones show."""
    most = max(curve.points[-1].contacts, 1)

    def across(contacts: int) -> float:
        return _LEFT + sqrt(contacts / most) * (_WIDTH - _LEFT - _RIGHT)

    def up(share: float) -> float:
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)

    lines = {
        "at once or in the buttons": ("#7a8ba3", [p.within_buttons for p in curve.points]),
        "right at once": ("#1a6b4f", [p.answered_right for p in curve.points]),
        "wrong": ("#b3372f", [p.answered_wrong for p in curve.points]),
    }
    title = f"What customers teach, from {curve.examples} example questions an article"
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{title}" font-family="sans-serif" font-size="13">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="16" font-weight="bold">{title}</text>',
    ]
    for tick in _TICKS:
        y = up(tick / 100)
        drawn.append(
            f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}" stroke="#dddddd"/>'
            f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{tick} %</text>'
        )
    for point in curve.points:
        x = across(point.contacts)
        drawn.append(
            f'<text x="{x:.1f}" y="{_HEIGHT - 26}" text-anchor="middle">{point.contacts:,}</text>'
        )
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    drawn.append(f'<text x="{middle}" y="{_HEIGHT - 8}" text-anchor="middle">contacts</text>')
    for name, (colour, shares) in lines.items():
        spots = [(across(p.contacts), up(s)) for p, s in zip(curve.points, shares, strict=True)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        drawn.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        drawn += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in spots]
        x, y = spots[-1]
        drawn.append(
            f'<text x="{x + 8:.1f}" y="{y + 4:.1f}" fill="{colour}">'
            f"{name} {shares[-1] * 100:.0f} %</text>"
        )
    return "\n".join([*drawn, "</svg>"]) + "\n"
