"""Scores of what was found for labelled questions, the same for us and for others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.metrics import matthews_corrcoef, roc_auc_score

from core.answering import Retrieval
from knowledge_base.evaluation import LabelledQueries
from knowledge_base.evaluation.metrics import NOTHING_FITS

Found = Sequence[Retrieval]


def recall(labels: Sequence[str], found: Found, depth: int) -> float:
    """Return how often the right article is among the first, of questions that have one."""
    known = [(label, one) for label, one in zip(labels, found, strict=True) if label]
    hit = [any(hit.slug == label for hit in one.hits[:depth]) for label, one in known]
    return sum(hit) / len(hit)


def auroc(labels: Sequence[str], found: Found) -> float:
    """Return how well confidence tells questions with an article from those without."""
    return float(
        roc_auc_score([label != "" for label in labels], [one.confidence for one in found])
    )


def said_if_likelier_than_nothing(found: Found) -> list[str]:
    """Return the first article where it is likelier than that nothing fits; no threshold needed."""
    return [_first(one) if one.confidence > _nothing(one) else NOTHING_FITS for one in found]


def said_from(found: Found, threshold: float) -> list[str]:
    """Return the first article where it is at least this likely."""
    return [_first(one) if one.confidence >= threshold else NOTHING_FITS for one in found]


def mcc(labels: Sequence[str], said: Sequence[str]) -> float:
    """Return Matthews' correlation, "nothing fits" being one more label."""
    return float(matthews_corrcoef(list(labels), list(said)))


def best_mcc(labels: Sequence[str], found: Found) -> float:
    """Return the correlation at the threshold that suits these very questions best."""
    confidences = sorted({one.confidence for one in found})
    tried = confidences[:: max(1, len(confidences) // 200)]
    return max(mcc(labels, said_from(found, threshold)) for threshold in tried)


def mcc_of_perfect_ranking(labels: Sequence[str], found: Found) -> float:
    """Return what refusing as we do would come to if every known question found its article."""
    refused = said_if_likelier_than_nothing(found)
    said = [label if label and now else now for label, now in zip(labels, refused, strict=True)]
    return mcc(labels, said)


def mcc_of_perfect_scope(labels: Sequence[str], found: Found) -> float:
    """Return what our ranking would come to if just the unknown questions were refused."""
    return mcc(
        labels, [_first(one) if label else "" for label, one in zip(labels, found, strict=True)]
    )


def most_right(asked: LabelledQueries) -> float:
    """Return the threshold at which most questions are answered or refused rightly."""
    order = np.argsort(-asked.confidence, kind="stable")
    right, known = asked.is_right[order, 0], asked.is_known[order]
    weights = asked.weights[order]
    gained = np.cumsum(weights * right) - np.cumsum(weights * ~known)
    return float(asked.confidence[order[int(np.argmax(gained))]])


def lowest_threshold(asked: LabelledQueries, precision: float) -> float:
    """Return the lowest threshold with that precision, exactly; above 1 if there is none."""
    order = np.argsort(-asked.confidence, kind="stable")
    confidence, weights = asked.confidence[order], asked.weights[order]
    right = np.cumsum(weights * asked.is_right[order, 0]) / np.cumsum(weights)
    ends = np.append(confidence[1:] < confidence[:-1], True)  # equal confidences stay together
    reached = np.flatnonzero(ends & (right >= precision))
    return float(confidence[reached[-1]]) if len(reached) else 1.1


def _first(found: Retrieval) -> str:
    return found.hits[0].slug if found.hits else NOTHING_FITS


def _nothing(found: Retrieval) -> float:
    """Return the probability that no article fits: what the hits leave."""
    return 1 - sum(hit.confidence for hit in found.hits)
