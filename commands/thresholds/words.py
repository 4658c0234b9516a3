"""What thresholds mean, in words for those who write the articles."""

from __future__ import annotations

from dataclasses import replace

from core.answering import Thresholds
from knowledge_base.evaluation import LabelledQueries, Rates

MOVES = (-0.2, -0.1, -0.05, 0.05, 0.1, 0.2)
_MIN_STEP, _MAX_STEP = 0.01, 0.99


def in_a_thousand(rates: Rates) -> str:
    """Say what happens to a thousand customers."""
    answered, wrong = _thousand(rates.answered), _thousand(rates.answered_wrong)
    return (
        f"Of 1,000 customers {answered} are answered at once, {wrong} of them wrongly "
        f"({rates.risk:.1%} of the answers). {_thousand(rates.clarified)} choose from up to "
        f"three buttons, and {_thousand(rates.clarified_right)} of those find the right article "
        f"there. "
        f"{_thousand(rates.handed_off)} go to a person at once."
    )


def answer_moves(asked: LabelledQueries, thresholds: Thresholds) -> list[tuple[float, Rates, str]]:
    """Say what moving `answer` would change: (value, what it comes to, in words)."""
    here = asked.rates(thresholds)
    moved = []
    for value in _moved(thresholds.answer):
        there = asked.rates(
            replace(thresholds, answer=value, clarify=min(thresholds.clarify, value))
        )
        moved.append((value, there, _difference(value, thresholds.answer, here, there)))
    return moved


def clarify_moves(asked: LabelledQueries, thresholds: Thresholds) -> list[tuple[float, Rates, str]]:
    """Say what moving `clarify` would change: (value, what it comes to, in words)."""
    here = asked.rates(thresholds)
    moved = []
    for value in _moved(thresholds.clarify):
        if value <= thresholds.answer:
            there = asked.rates(replace(thresholds, clarify=value))
            words = _difference(value, thresholds.clarify, here, there)
            moved.append((value, there, words))
    return moved


def _moved(value: float) -> list[float]:
    steps = sorted({round(value + move, 2) for move in MOVES})
    return [step for step in steps if _MIN_STEP <= step <= _MAX_STEP]


def _difference(value: float, old: float, here: Rates, there: Rates) -> str:
    """Say it as gains and losses among a thousand customers; what stays is not mentioned."""
    changes = [
        _change(there.answered - here.answered, "answered at once"),
        _change(there.answered_wrong - here.answered_wrong, "answered wrongly"),
        _change(there.clarified - here.clarified, "asked to choose from buttons"),
        _change(there.clarified_wrong - here.clarified_wrong, "shown buttons in vain"),
        _change(there.handed_off - here.handed_off, "sent to a person"),
    ]
    told = ", ".join(change for change in changes if change) or "nothing changes"
    return f"{value:.2f} instead of {old:.2f}, of 1,000 customers: {told}."


def _change(difference: float, what: str) -> str:
    count = _thousand(abs(difference))
    return f"{count} {'more' if difference > 0 else 'fewer'} {what}" if count else ""


def _thousand(share: float) -> int:
    return round(share * 1000)
