"""Search: which articles may answer a question, and how likely each is the right one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from core.answering import Hit, Retrieval
from core.articles import Article
from knowledge_base.calibration import calibrate
from knowledge_base.confidence import Floats, Weights, probabilities
from knowledge_base.encoder import LONGEST_TEXT, Encoder, Vectors
from knowledge_base.evidence import Witnesses, tabulate
from knowledge_base.passages import passages_of
from knowledge_base.spelling import Runs

MOST_HITS = 5


@dataclass(frozen=True)
class Learnt:
    """What was learnt from the passages."""

    runs: Runs
    witnesses: Witnesses
    weights: Weights

    def probabilities(self, questions: Sequence[str], vectors: Vectors) -> Floats:
        """Return how likely each article is the right one [questions, articles]."""
        evidence = self.witnesses.evidence(vectors, self.runs.count(questions))
        return probabilities(evidence, self.weights)


class Engine:
    """A snapshot of a knowledge base, ready to search. Never changes once built."""

    def __init__(
        self,
        articles: Sequence[Article],
        encoder: Encoder,
        learnt: Learnt | None,
    ) -> None:
        self._names = [(article.slug, article.title) for article in articles]
        self._encoder, self._learnt = encoder, learnt

    @classmethod
    def build(
        cls,
        articles: Sequence[Article],
        encoder: Encoder,
        passage_encoder: Encoder | None = None,
    ) -> Engine:
        """Encode, index and calibrate. `passage_encoder` may keep what it has encoded before."""
        passages = passages_of(articles)
        if not passages:
            return cls((), encoder, None)
        texts = [passage.text for passage in passages]
        runs = Runs(texts)
        vectors = (passage_encoder or encoder).encode(texts)
        table = tabulate(passages, vectors, runs.known, len(articles))
        with threadpool_limits(1):  # matrices this small are slower on several threads
            return cls(articles, encoder, Learnt(runs, Witnesses(table), calibrate(table)))

    def search(self, question: str, limit: int = MOST_HITS) -> Retrieval:
        """Return the likeliest articles, the best first; none for a question without words."""
        return self.search_all([question], limit)[0]

    def search_all(self, questions: Sequence[str], limit: int = MOST_HITS) -> list[Retrieval]:
        """Search many questions at once: the same results, in less time."""
        if self._learnt is None or not questions:
            return [Retrieval(question) for question in questions]
        texts = [question.strip()[:LONGEST_TEXT] for question in questions]
        likely = self._learnt.probabilities(texts, self._encoder.encode(texts))
        order = np.argsort(-likely, axis=1, kind="stable")[:, :limit]
        return [
            Retrieval(question, self._hits(row, best) if text else ())
            for question, text, row, best in zip(questions, texts, likely, order, strict=True)
        ]

    def _hits(
        self, likely: np.ndarray[tuple[int], np.dtype[np.float64]], best: Sequence[int]
    ) -> tuple[Hit, ...]:
        return tuple(Hit(*self._names[number], float(likely[number])) for number in best)
