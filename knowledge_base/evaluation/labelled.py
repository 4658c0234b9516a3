"""Questions whose right article is known, as numbers: what any thresholds would make of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.answering import MAX_CHOICES, Retrieval, Thresholds
from knowledge_base.retrieval import Floats

NO_HIT = -1.0  # below every threshold
DEPTH = 5  # hits looked at; the right one beyond them counts as not found


@dataclass(frozen=True)
class Rates:
    """Shares of all questions, adding up to 1."""

    answered_right: float
    answered_wrong: float
    clarified_right: float  # the right article is among the buttons
    clarified_wrong: float
    handed_off: float

    @property
    def answered(self) -> float:
        return self.answered_right + self.answered_wrong

    @property
    def clarified(self) -> float:
        return self.clarified_right + self.clarified_wrong

    @property
    def risk(self) -> float:
        """Return the share of given answers that are wrong; 0 if none is given."""
        return self.answered_wrong / self.answered if self.answered else 0.0


@dataclass(frozen=True)
class LabelledQueries:
    """Questions that were asked.

    confidences: of each question's hits, the likeliest first [questions, DEPTH]; NO_HIT beyond
    is_right: which hit is the right article [questions, DEPTH]; none if no article answers
    is_known: an article answers the question [questions]
    weights: how much each question counts [questions]
    """

    confidences: Floats
    is_right: NDArray[np.bool_]
    is_known: NDArray[np.bool_]
    weights: Floats

    def __len__(self) -> int:
        return len(self.weights)

    @property
    def confidence(self) -> Floats:
        return self.confidences[:, 0]

    @property
    def unknown_share(self) -> float:
        """Return the share of questions that no article answers."""
        total = float(self.weights.sum())
        return float(self.weights[~self.is_known].sum()) / total if total else 0.0

    def only(self, kept: NDArray[np.bool_] | NDArray[np.int64]) -> LabelledQueries:
        """Return the marked or numbered questions alone."""
        return LabelledQueries(
            self.confidences[kept], self.is_right[kept], self.is_known[kept], self.weights[kept]
        )

    def with_unknown_share(self, share: float) -> LabelledQueries:
        """Return the same questions, weighed as if that share had no article.

        Without any unknown question, or without any known one, nothing changes.
        """
        unknown = int((~self.is_known).sum())
        known = len(self) - unknown
        if not unknown or not known:
            return self
        weights = np.where(self.is_known, (1 - share) / known, share / unknown) * len(self)
        return LabelledQueries(self.confidences, self.is_right, self.is_known, weights)

    def among_buttons(self, choice: float) -> NDArray[np.bool_]:
        """Mark the questions whose right article would be among the buttons."""
        offered = self.confidences[:, :MAX_CHOICES] >= choice
        marked: NDArray[np.bool_] = np.any(offered & self.is_right[:, :MAX_CHOICES], axis=1)
        return marked

    def rates(self, thresholds: Thresholds) -> Rates:
        """Return what customers would get, as `core.answering.decision.decide_reply` decides it."""
        is_answered = self.confidence >= thresholds.answer
        is_unsure = ~is_answered & (self.confidence >= thresholds.clarify)
        is_clarified = is_unsure & (self.confidence >= thresholds.choice)
        right, offered = self.is_right[:, 0], self.among_buttons(thresholds.choice)
        kinds = (
            is_answered & right,
            is_answered & ~right,
            is_clarified & offered,
            is_clarified & ~offered,
            ~is_answered & ~is_clarified,
        )
        total = float(self.weights.sum())
        return Rates(*(float(self.weights[kind].sum()) / total for kind in kinds))


def tabulate_queries(labels: Sequence[str], found: Sequence[Retrieval]) -> LabelledQueries:
    """Put labels ("" if no article answers) and what was found together, all counting the same."""
    confidences = np.full((len(labels), DEPTH), NO_HIT)
    is_right = np.zeros((len(labels), DEPTH), dtype=np.bool_)
    for row, (label, retrieval) in enumerate(zip(labels, found, strict=True)):
        for column, hit in enumerate(retrieval.hits[:DEPTH]):
            confidences[row, column] = hit.confidence
            is_right[row, column] = hit.slug == label
    is_known = np.array([label != "" for label in labels], dtype=np.bool_)
    return LabelledQueries(confidences, is_right, is_known, np.ones(len(labels)))


def join(parts: Sequence[LabelledQueries]) -> LabelledQueries:
    """Return the questions of all parts; there must be at least one part."""
    return LabelledQueries(
        np.concatenate([part.confidences for part in parts]),
        np.concatenate([part.is_right for part in parts]),
        np.concatenate([part.is_known for part in parts]),
        np.concatenate([part.weights for part in parts]),
    )
