"""Subjects by their examples: how much more alike to them a text is than to any article.

A text's score for a subject is how near the nearest two examples are, less most of how near the
nearest question of an article is, plus a line fitted to tell them apart. The bound of a subject
is chosen by the articles' own questions, each scored as if it were unknown: hardly any of them is
taken for the subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.subjects import PhraseTable, Subject, SubjectHit
from knowledge_base.encoding import MAX_TEXT_LENGTH, Encoder, Vectors

MAX_SUBJECTS_FOUND = 3
MAX_BACKGROUND = 4_000  # questions of articles; of more, evenly chosen ones
_MIN_SHOWN = 0.2  # a subject less likely than this is not worth naming
_MIN_NEAR = 0.4  # cosine; a text that is like no example at all is about no subject
_NEAREST = 2  # examples
_AGAINST = 0.7  # how much the nearest question of an article counts against a subject
_NEARNESS = 2.0  # how much nearness counts beside the line
_RIDGE = 1.0  # how little the line bends to single examples
_TAKEN = 0.003  # of the articles' own questions that may be taken for one subject
_SOFTNESS = 0.12  # of the score, over which the confidence rises

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class SubjectIndex:
    """Subjects that can be found by what texts mean and by the phrases they hold.

    examples, owners: vectors of all examples, and the number of the subject each belongs to
    background: vectors of questions that are about articles
    line: float64 [dimensions + 1, subjects]
    bounds: the score from which on a text is about a subject; float64 [subjects]
    """

    subjects: tuple[Subject, ...]
    phrases: PhraseTable
    encoder: Encoder
    examples: Vectors
    owners: NDArray[np.int64]
    background: Vectors
    line: Floats
    bounds: Floats

    @classmethod
    def build(
        cls,
        subjects: Sequence[Subject],
        background: Sequence[str],
        encoder: Encoder,
        example_encoder: Encoder | None = None,
    ) -> SubjectIndex:
        """Fit to these subjects. `example_encoder` may keep what it has encoded before.

        background: what customers say that is about none of them
        """
        known = tuple(subjects)
        learnt = [subject for subject in known if subject.examples]
        others = background[:: 1 + len(background) // MAX_BACKGROUND]
        encode = (example_encoder or encoder).encode
        examples = encode([text for subject in learnt for text in subject.examples])
        owners = np.repeat(np.arange(len(learnt)), [len(s.examples) for s in learnt])
        beside = encode(list(others))
        line, held_out = _fit(examples, owners, beside, len(learnt))
        index = cls(
            (*learnt, *(subject for subject in known if not subject.examples)),
            PhraseTable(known),
            encoder,
            examples,
            owners.astype(np.int64),
            beside,
            line,
            np.zeros(len(learnt)),
        )
        return index._bounded(held_out)

    def find(self, text: str) -> tuple[SubjectHit, ...]:
        """Return what a text is about, the surest first; () for a text without words."""
        words = text.strip()[:MAX_TEXT_LENGTH]
        if not words or not self.subjects:
            return ()
        sure = {subject: 1.0 for subject in self.phrases.subjects_in(words)}
        for subject, confidence in self._by_meaning(words).items():
            sure[subject] = max(confidence, sure.get(subject, 0.0))
        hits = [SubjectHit(s.kind, s.name, round(p, 4)) for s, p in sure.items()]
        return tuple(sorted(hits, key=lambda hit: -hit.confidence))[:MAX_SUBJECTS_FOUND]

    def _by_meaning(self, text: str) -> dict[Subject, float]:
        if not len(self.bounds):
            return {}
        vectors = self.encoder.encode([text])
        near = _nearness(vectors @ self.examples.T, self.owners, len(self.bounds))
        over = self._scores(vectors, near, _highest(vectors @ self.background.T)) - self.bounds
        confidence = np.where(near < _MIN_NEAR, 0.0, 1 / (1 + np.exp(-over / _SOFTNESS)))[0]
        return {
            self.subjects[number]: float(confidence[number])
            for number in np.flatnonzero(confidence >= _MIN_SHOWN)
        }

    def _scores(self, vectors: Vectors, near: Floats, other: Floats) -> Floats:
        """Return each text's score for each subject."""
        return _with_one(vectors) @ self.line + _NEARNESS * (near - _AGAINST * other[:, None])

    def _bounded(self, held_out: Floats) -> SubjectIndex:
        """Return the same with bounds by the background, each of it as if it were unknown."""
        if not len(self.bounds) or not len(self.background):
            return self
        alike = self.background @ self.background.T
        np.fill_diagonal(alike, -1.0)
        near = _nearness(self.background @ self.examples.T, self.owners, len(self.bounds))
        scores = held_out + _NEARNESS * (near - _AGAINST * _highest(alike)[:, None])
        bounds = np.quantile(scores, 1 - _TAKEN, axis=0)
        return SubjectIndex(**{**self.__dict__, "bounds": bounds})


def _fit(
    examples: Vectors, owners: NDArray[np.int64], others: Vectors, subjects: int
) -> tuple[Floats, Floats]:
    """Fit one line for each subject against the background, by ridge regression.

    Returns the lines, and what each says of the background's texts when fitted without them.
    """
    points = _with_one(np.concatenate([examples, others]) if len(others) else examples)
    lines = np.zeros((points.shape[1], subjects))
    held_out = np.zeros((len(others), subjects))
    ridge = _RIDGE * np.eye(points.shape[1])
    ridge[-1, -1] = 1e-6
    for number in range(subjects):
        is_one = np.concatenate([owners == number, np.zeros(len(others), dtype=bool)])
        weights = np.where(is_one, 100 / is_one.sum(), 100 / max(1, (~is_one).sum()))
        inverse = np.linalg.inv((points.T * weights) @ points + ridge)
        lines[:, number] = inverse @ (points.T @ (weights * is_one))
        theirs = points[len(examples) :]
        leverage = weights[len(examples) :] * ((theirs @ inverse) * theirs).sum(axis=1)
        held_out[:, number] = theirs @ lines[:, number] / (1 - leverage)
    return lines, held_out


def _nearness(alike: Floats | Vectors, owners: NDArray[np.int64], subjects: int) -> Floats:
    """Return how near each text's nearest examples of each subject are; float64."""
    return np.stack(
        [
            np.sort(alike[:, owners == number], axis=1)[:, -_NEAREST:].mean(axis=1)
            for number in range(subjects)
        ],
        axis=1,
    ).astype(np.float64)


def _highest(alike: Floats | Vectors) -> Floats:
    highest: Floats = np.max(alike, axis=1, initial=0.0).astype(np.float64)
    return highest


def _with_one(vectors: Vectors) -> Floats:
    return np.hstack([vectors, np.ones((len(vectors), 1))]).astype(np.float64)
