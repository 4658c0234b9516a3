"""How good the answers are: the figures of a run over labelled questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from sklearn.metrics import matthews_corrcoef, roc_auc_score

from core.answering import Answer, Clarify, Reply, Retrieval

NOTHING_FITS = ""  # the label of a question that no article answers
RECALL_DEPTH = 3


@dataclass(frozen=True)
class EvaluatedQuery:
    """One labelled question: what was found, and what the customer would have got."""

    label: str
    retrieval: Retrieval
    reply: Reply


@dataclass(frozen=True)
class Figures:
    """What a run comes to.

    accuracy, recall_at_3: shares of the questions in scope; None if there are none
    answered_right to handed_off_right: shares of all questions
    clarified_right: the right article is among the buttons
    handed_off_right: handed off, and indeed no article answers it
    auroc: of the confidence, in scope against out of scope; None if there is only one kind
    mcc: Matthews correlation over all labels, "nothing fits" being what is handed off
    """

    questions: int
    in_scope: int
    accuracy: float | None
    recall_at_3: float | None
    answered_right: float
    answered_wrong: float
    clarified_right: float
    clarified_wrong: float
    handed_off: float
    handed_off_right: float
    auroc: float | None
    mcc: float
    milliseconds_median: float
    milliseconds_p95: float


def measure(outcomes: Sequence[EvaluatedQuery], milliseconds: Sequence[float]) -> Figures:
    """Sum a run up; needs at least one outcome and one time."""
    known = [outcome for outcome in outcomes if outcome.label != NOTHING_FITS]
    return Figures(
        questions=len(outcomes),
        in_scope=len(known),
        accuracy=_share(known, lambda outcome: _found(outcome, 1)) if known else None,
        recall_at_3=_share(known, lambda outcome: _found(outcome, RECALL_DEPTH)) if known else None,
        answered_right=_share(outcomes, lambda o: _answered(o) and _offered(o)),
        answered_wrong=_share(outcomes, lambda o: _answered(o) and not _offered(o)),
        clarified_right=_share(outcomes, lambda o: _clarified(o) and _offered(o)),
        clarified_wrong=_share(outcomes, lambda o: _clarified(o) and not _offered(o)),
        handed_off=_share(outcomes, _handed_off),
        handed_off_right=_share(outcomes, lambda o: _handed_off(o) and o.label == NOTHING_FITS),
        auroc=_auroc(outcomes),
        mcc=_mcc(outcomes),
        milliseconds_median=median(milliseconds),
        milliseconds_p95=percentile_95(milliseconds),
    )


def percentile_95(values: Sequence[float]) -> float:
    """Return the value that 95 % of the values do not exceed."""
    if len(values) == 1:
        return values[0]
    return quantiles(values, n=20, method="inclusive")[-1]


@dataclass(frozen=True)
class Direction:
    """Questions about one article for which another one was shown or offered first.

    answers: wrong answers; buttons: clarifications whose buttons lacked the right article
    """

    asked: str
    given: str
    answers: int
    buttons: int


@dataclass(frozen=True)
class Mistaken:
    """Two articles that are taken for each other; the direction that costs more comes first."""

    directions: tuple[Direction, ...]

    @property
    def cost(self) -> int:
        """Return how many customers were led astray, both directions together."""
        return sum(direction.answers + direction.buttons for direction in self.directions)


def mistaken_pairs(outcomes: Sequence[EvaluatedQuery]) -> list[Mistaken]:
    """Return the pairs of articles that are confused, those that cost most first.

    "Nothing fits" counts as an article here: questions about it should have gone to a person.
    """
    answers, buttons = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for outcome in outcomes:
        if _handed_off(outcome) or _offered(outcome):
            continue
        way = (outcome.label, outcome.retrieval.hits[0].slug)
        (answers if _answered(outcome) else buttons)[way] += 1
    pairs: dict[frozenset[str], list[Direction]] = {}
    for way in {**answers, **buttons}:
        direction = Direction(*way, answers[way], buttons[way])
        pairs.setdefault(frozenset(way), []).append(direction)
    found = [Mistaken(tuple(sorted(both, key=_direction_cost))) for both in pairs.values()]
    return sorted(found, key=lambda pair: (-pair.cost, pair.directions[0].asked))


def _direction_cost(direction: Direction) -> tuple[int, str]:
    return -direction.answers - direction.buttons, direction.asked


def _share(outcomes: Sequence[EvaluatedQuery], holds: Callable[[EvaluatedQuery], bool]) -> float:
    return sum(holds(outcome) for outcome in outcomes) / len(outcomes)


def _found(outcome: EvaluatedQuery, depth: int) -> bool:
    return any(hit.slug == outcome.label for hit in outcome.retrieval.hits[:depth])


def _answered(outcome: EvaluatedQuery) -> bool:
    return isinstance(outcome.reply, Answer)


def _clarified(outcome: EvaluatedQuery) -> bool:
    return isinstance(outcome.reply, Clarify)


def _handed_off(outcome: EvaluatedQuery) -> bool:
    return not _answered(outcome) and not _clarified(outcome)


def _offered(outcome: EvaluatedQuery) -> bool:
    """Say whether the right article is the answer or among the buttons."""
    if isinstance(outcome.reply, Answer):
        return outcome.reply.hit.slug == outcome.label
    if isinstance(outcome.reply, Clarify):
        return any(hit.slug == outcome.label for hit in outcome.reply.hits)
    return False


def _said(outcome: EvaluatedQuery) -> str:
    return NOTHING_FITS if _handed_off(outcome) else outcome.retrieval.hits[0].slug


def _mcc(outcomes: Sequence[EvaluatedQuery]) -> float:
    labels, said = [o.label for o in outcomes], [_said(o) for o in outcomes]
    if len({*labels, *said}) == 1:
        return 0.0  # by definition; scikit-learn says so too, with a warning
    return float(matthews_corrcoef(labels, said))


def _auroc(outcomes: Sequence[EvaluatedQuery]) -> float | None:
    in_scope = [outcome.label != NOTHING_FITS for outcome in outcomes]
    if all(in_scope) or not any(in_scope):
        return None
    return float(roc_auc_score(in_scope, [outcome.retrieval.confidence for outcome in outcomes]))
