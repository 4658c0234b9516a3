"""Choosing how sure is sure enough: the rules from labelled questions and a target to thresholds.

`answer` is the lowest threshold whose given answers are wrong no more often than the target says,
so that nobody gets buttons or a queue for whom an answer would have been fit. `clarify` and
`choice` follow from what buttons are worth: they cost a customer seconds, a person minutes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.isotonic import IsotonicRegression

from core.answering import MAX_CHOICES, Thresholds
from knowledge_base.evaluation.labelled import LabelledQueries, Rates
from knowledge_base.retrieval import Floats

MIN_LABELLED = 100  # below, one question more or less moves every share by a per cent or more
MIN_ANSWERS = 20  # a share of fewer answers says nothing
EVEN = 1 / 2  # nobody is shown at once what is more probably wrong than right
WORTH_ASKING = 1 / 4  # buttons are offered if they hold the right article at least this often
WORTH_A_BUTTON = 1 / 30  # a second or third button likewise
FOLDS = 5
STEPS = np.round(np.arange(0.01, 1.0, 0.01), 2)
_MAX_CHOICE = 0.2  # a button this likely is always worth its place


@dataclass(frozen=True)
class Chosen:
    """Thresholds, and whether they reach the target on the questions they were chosen on.

    If they do not, they are the safest ones: the share of wrong answers is the least to be had.
    """

    thresholds: Thresholds
    is_reached: bool


@dataclass(frozen=True)
class Expected:
    """What thresholds come to.

    seen: on the questions they were chosen on, which flatters
    unseen: on questions they were not chosen on, by cross-validation
    """

    seen: Rates
    unseen: Rates


def choose_thresholds(queries: LabelledQueries, wrong_at_most: float, before: Thresholds) -> Chosen:
    """Choose thresholds; `before` is kept where these questions can't tell.

    A stricter target never lowers `answer`. Without questions that no article answers, nothing
    would ever be handed off, so `clarify` stays.
    """
    answer, is_reached = _choose_answer(queries, wrong_at_most)
    choice = _choose_choice(queries, answer, before.choice)
    clarify = before.clarify
    if queries.unknown_share > 0:
        offered = queries.among_buttons(choice).astype(np.float64)
        worth = _worth(queries.confidence, offered, queries.weights)
        clarify = _first(worth >= WORTH_ASKING, most=answer)
    clarify = min(clarify, answer)
    return Chosen(Thresholds(answer, clarify, min(choice, clarify)), is_reached)


def expect(
    queries: LabelledQueries, wrong_at_most: float, before: Thresholds, chosen: Thresholds
) -> Expected:
    """Return what the chosen thresholds come to, on seen and on unseen questions.

    In each of five folds thresholds are chosen on four fifths of the questions and tried on the
    rest. The folds are drawn with a fixed seed.
    """
    order = np.random.default_rng(0).permutation(len(queries))
    parts, weights = [], []
    for fold in range(FOLDS):
        tried = order[fold::FOLDS]
        fitted = queries.only(np.setdiff1d(order, tried))
        there = choose_thresholds(fitted, wrong_at_most, before).thresholds
        parts.append(queries.only(tried).rates(there))
        weights.append(float(queries.weights[tried].sum()))
    return Expected(queries.rates(chosen), _mean(parts, weights))


def _choose_answer(queries: LabelledQueries, wrong_at_most: float) -> tuple[float, bool]:
    risks = [(_risk_above(queries, step), float(step)) for step in STEPS]
    measured = [(risk, step) for risk, step in risks if risk is not None]
    if not measured:
        return float(STEPS[-1]), False
    right = queries.is_right[:, 0].astype(np.float64)
    even = _first(_worth(queries.confidence, right, queries.weights) >= EVEN, most=measured[-1][1])
    reached = [step for risk, step in measured if risk <= wrong_at_most]
    answer = max(even, min(reached) if reached else min(measured)[1])
    risk = _risk_above(queries, answer)
    return answer, risk is not None and risk <= wrong_at_most


def _risk_above(queries: LabelledQueries, step: float) -> float | None:
    """Return the share of wrong answers at a threshold, None if too few are given to tell."""
    answered = queries.confidence >= step
    if int(answered.sum()) < MIN_ANSWERS:
        return None
    wrong = answered & ~queries.is_right[:, 0]
    return float(queries.weights[wrong].sum() / queries.weights[answered].sum())


def _choose_choice(queries: LabelledQueries, answer: float, before: float) -> float:
    """Choose among the buttons after the first, of questions that are not answered at once."""
    unsure = queries.only(queries.confidence < answer)
    confidences = unsure.confidences[:, 1:MAX_CHOICES].ravel()
    if len(confidences) < MIN_LABELLED:
        return before
    is_right = unsure.is_right[:, 1:MAX_CHOICES].ravel()
    weights = np.repeat(unsure.weights, MAX_CHOICES - 1)
    worth = _worth(confidences, is_right.astype(np.float64), weights)
    return _first(worth >= WORTH_A_BUTTON, most=_MAX_CHOICE)


def _worth(confidences: Floats, is_right: Floats, weights: Floats) -> Floats:
    """Return how often something of each confidence in STEPS is right, never falling."""
    fitted = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(
        confidences, is_right, sample_weight=weights
    )
    worth: Floats = fitted.predict(STEPS)
    return worth


def _first(is_worth: np.ndarray, most: float) -> float:
    steps = STEPS[is_worth]
    return min(float(steps[0]), most) if len(steps) else most


def _mean(rates: list[Rates], weights: list[float]) -> Rates:
    rows = [list(vars(one).values()) for one in rates]
    return Rates(*(float(value) for value in np.average(rows, axis=0, weights=weights)))
