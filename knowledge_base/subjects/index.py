"""Subjects by their examples: how much more alike to them a text is than to any article.

A text's score for a subject is how near the nearest two examples are, less most of how near the
nearest question of an article or example of another kind is, plus a line fitted to tell them
apart. The bound of a subject is chosen by the articles' own questions, each scored as if it were
unknown: hardly any of them is taken for the subject. The surer an article answers a text, the
more it takes to be about something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.subjects import PhraseTable, Subject, SubjectHit, SubjectKind
from knowledge_base.encoding import MAX_TEXT_LENGTH, Encoder, Vectors

MAX_SUBJECTS_FOUND = 5
MAX_BACKGROUND = 1_600  # questions of articles; of more, evenly chosen ones
_MIN_SHOWN = 0.2  # a subject less likely than this is not worth naming
_MIN_NEAR = 0.25  # cosine; a text that is like no example at all is about no subject
_AGAINST = 0.7  # how much the nearest question of an article counts against a subject
_NEARNESS = 2.0  # how much nearness counts beside the line
_RIDGE = 1.0  # how little the line bends to single examples
_TAKEN = 0.003  # of the articles' own questions that may be taken for one subject
_SOFTNESS = 0.12  # of the score, over which the confidence rises
_DOUBT = 0.6  # of the score, from an article that is surely right to none
_USUAL_CONFIDENCE = 0.57  # in an article, at which the bound stands as it is
MAX_SENTENCES_READ = 8  # of a message; in a longer one danger is said more than once
# Sensitive only, by meaning: a queue for a goodbye or for "and how do I undo that" helps nobody.
_MIN_NEAR_OF_SENSITIVE = 0.35  # cosine
_SENSITIVE_OVER = 0.1  # of the score, by which it must be over its bound
_SENTENCE_OVER = 0.2  # of the score, by which a single sentence of a message must be surer
_MAX_BEHIND = 0.1  # cosine, by which something else may be nearer
_MAX_BEHIND_OURS = 0.05  # the same, by a question of an article, of what is not the company's
_FEW_WORDS = 6  # fewer say little by themselves, and their examples must be near
_MIN_NEAR_OF_FEW = 0.45  # cosine
_SENTENCE = re.compile(r"(?<=[.!?;…])\s+|\n+")

_NUMBERS = {kind: number for number, kind in enumerate(SubjectKind)}

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class SubjectIndex:
    """Subjects that can be found by what texts mean and by the phrases they hold.

    examples, starts: vectors of all examples, and where those of each subject begin
    kinds: the number of each of these subjects' kind
    background: vectors of questions that are about articles
    line: float64 [dimensions + 1, subjects]
    bounds: the score from which on a text is about a subject; float64 [subjects]
    """

    subjects: tuple[Subject, ...]
    phrases: PhraseTable
    encoder: Encoder
    examples: Vectors
    starts: NDArray[np.int64]
    kinds: NDArray[np.int64]
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
        sizes = np.array([len(subject.examples) for subject in learnt], dtype=np.int64)
        kinds = np.array([_NUMBERS[subject.kind] for subject in learnt], dtype=np.int64)
        beside = encode(list(others))
        line, held_out = _fit(examples, np.repeat(np.arange(len(learnt)), sizes), beside, kinds)
        index = cls(
            (*learnt, *(subject for subject in known if not subject.examples)),
            PhraseTable(known),
            encoder,
            examples,
            np.cumsum(sizes) - sizes,
            kinds,
            beside,
            line,
            np.zeros(len(learnt)),
        )
        return index._bounded(held_out)

    def find(self, text: str, confidence: float = 0.0) -> tuple[SubjectHit, ...]:
        """Return what a text is about, the surest first; () for a text without words.

        A sensitive subject may stand in any of its sentences.

        confidence: how sure it is that the best article answers it, 0 to 1
        """
        words = text.strip()[:MAX_TEXT_LENGTH]
        if not words or not self.subjects:
            return ()
        sure = {subject: 1.0 for subject in self.phrases.subjects_in(words)}
        for subject, likely in self._by_meaning(words, confidence).items():
            sure[subject] = max(likely, sure.get(subject, 0.0))
        hits = [SubjectHit(s.kind, s.name, round(p, 4)) for s, p in sure.items()]
        return tuple(sorted(hits, key=lambda hit: -hit.confidence))[:MAX_SUBJECTS_FOUND]

    def _by_meaning(self, text: str, confidence: float) -> dict[Subject, float]:
        if not len(self.bounds):
            return {}
        parts = [part for part in _SENTENCE.split(text) if part.strip()]
        further = parts[:MAX_SENTENCES_READ] if len(parts) > 1 else []
        vectors = self.encoder.encode([text, *further])
        nearest, near = _nearness(vectors @ self.examples.T, self.starts)
        background = _highest(vectors @ self.background.T)
        beside = _rivals(background, nearest, self.kinds)
        scores = self._scores(vectors, near, beside)
        over = scores - self.bounds
        over += _DOUBT * (_USUAL_CONFIDENCE - confidence)
        sensitive = self.kinds == _NUMBERS[SubjectKind.SENSITIVE]
        over -= sensitive * (_SENSITIVE_OVER + _SENTENCE_OVER * (np.arange(len(over)) > 0)[:, None])
        is_near = (near >= _MIN_NEAR) & (~sensitive | _is_plain([text, *further], near, beside))
        is_near &= ~self._not_ours | (near - background[:, None] >= -_MAX_BEHIND_OURS)
        likely = np.where(is_near, 1 / (1 + np.exp(-over / _SOFTNESS)), 0.0)
        return dict(self._of_each_kind(likely, scores + _NEARNESS * near))

    def _of_each_kind(self, likely: Floats, fitting: Floats) -> Iterator[tuple[Subject, float]]:
        """Yield each kind's most fitting subject, where a text may be of it, with how likely it is.

        Among subjects of a kind the line tells what single examples do not: whose words they are.
        """
        shown = (likely >= _MIN_SHOWN).any(axis=0)
        for kind in set(self.kinds[shown].tolist()):
            theirs = np.flatnonzero(self.kinds == kind)
            texts = len(likely) if kind == _NUMBERS[SubjectKind.SENSITIVE] else 1
            text, _ = np.unravel_index(likely[:texts, theirs].argmax(), (texts, len(theirs)))
            best = float(likely[text, theirs].max())
            if best >= _MIN_SHOWN:
                yield self.subjects[theirs[int(fitting[text, theirs].argmax())]], best

    @property
    def _not_ours(self) -> NDArray[np.bool_]:
        kinds = [_NUMBERS[SubjectKind.OFF_TOPIC], _NUMBERS[SubjectKind.ATTACK]]
        return np.isin(self.kinds, kinds)

    def _scores(self, vectors: Vectors, near: Floats, beside: Floats) -> Floats:
        """Return each text's score for each subject."""
        return _with_one(vectors) @ self.line + _NEARNESS * (near - _AGAINST * beside)

    def _bounded(self, held_out: Floats) -> SubjectIndex:
        """Return the same with bounds by the background, each of it as if it were unknown."""
        if not len(self.bounds) or not len(self.background):
            return self
        alike = self.background @ self.background.T
        np.fill_diagonal(alike, -1.0)
        to_examples = self.background @ self.examples.T
        nearest, near = _nearness(to_examples, self.starts)
        beside = _rivals(_highest(alike), nearest, self.kinds)
        scores = held_out + _NEARNESS * (near - _AGAINST * beside)
        bounds = np.quantile(scores, 1 - _TAKEN, axis=0)
        return replace(self, bounds=bounds)


def _fit(
    examples: Vectors, owners: NDArray[np.int64], others: Vectors, kinds: NDArray[np.int64]
) -> tuple[Floats, Floats]:
    """Fit one line for each subject against all that is not of its kind, by ridge regression.

    Returns the lines, and what each says of the background's texts when fitted without them.
    """
    points = _with_one(np.concatenate([examples, others]) if len(others) else examples)
    lines = np.zeros((points.shape[1], len(kinds)))
    held_out = np.zeros((len(others), len(kinds)))
    ridge = _RIDGE * np.eye(points.shape[1])
    ridge[-1, -1] = 1e-6
    for number in range(len(kinds)):
        is_one = np.concatenate([owners == number, np.zeros(len(others), dtype=bool)])
        other_kind = np.concatenate([kinds[owners] != kinds[number], np.ones(len(others), bool)])
        weights = 100 * is_one / is_one.sum() + 100 * other_kind / max(1, other_kind.sum())
        inverse = np.linalg.inv((points.T * weights) @ points + ridge)
        lines[:, number] = inverse @ (points.T @ (weights * is_one))
        theirs = points[len(examples) :]
        leverage = weights[len(examples) :] * ((theirs @ inverse) * theirs).sum(axis=1)
        held_out[:, number] = theirs @ lines[:, number] / (1 - leverage)
    return lines, held_out


def _nearness(alike: Floats | Vectors, starts: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Return how near each text's nearest example of each subject is, and its nearest two."""
    nearest = np.maximum.reduceat(alike, starts, axis=1)
    sizes = np.diff(starts, append=alike.shape[1])
    is_nearest = alike == np.repeat(nearest, sizes, axis=1)
    next_to = np.maximum.reduceat(np.where(is_nearest, -1.0, alike), starts, axis=1)
    next_to = np.where(
        np.add.reduceat(is_nearest, starts, axis=1, dtype=np.int64) > 1, nearest, next_to
    )
    next_to = np.where(sizes > 1, next_to, nearest)
    return nearest.astype(np.float64), ((nearest + next_to) / 2).astype(np.float64)


def _rivals(background: Floats, nearest: Floats, kinds: NDArray[np.int64]) -> Floats:
    """Return, for each text and subject, how near the nearest text of no kin is."""
    of_kind = np.full((len(nearest), len(_NUMBERS)), -1.0)
    for kind in set(kinds.tolist()):
        of_kind[:, kind] = nearest[:, kinds == kind].max(axis=1)
    first = of_kind.argmax(axis=1)
    highest = of_kind.max(axis=1)
    of_kind[np.arange(len(of_kind)), first] = -1.0
    others = np.where(first[:, None] == kinds, of_kind.max(axis=1)[:, None], highest[:, None])
    beside: Floats = np.maximum(others, background[:, None])
    return beside


def _is_plain(texts: Sequence[str], near: Floats, beside: Floats) -> NDArray[np.bool_]:
    """Tell where a text is so near to a subject that it alone may call a person."""
    few = np.array([len(text.split()) < _FEW_WORDS for text in texts])[:, None]
    enough = np.where(few, _MIN_NEAR_OF_FEW, _MIN_NEAR_OF_SENSITIVE)
    plain: NDArray[np.bool_] = (near >= enough) & (near - beside >= -_MAX_BEHIND)
    return plain


def _highest(alike: Floats | Vectors) -> Floats:
    highest: Floats = np.max(alike, axis=1, initial=0.0).astype(np.float64)
    return highest


def _with_one(vectors: Vectors) -> Floats:
    return np.hstack([vectors, np.ones((len(vectors), 1))]).astype(np.float64)
