"""Search: which articles may answer a question, and how likely each is the right one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.answering import Hit, Retrieval
from core.articles import Article
from knowledge_base.calibration import calibrate
from knowledge_base.confidence import Weights, probabilities
from knowledge_base.encoder import LONGEST_TEXT, Encoder
from knowledge_base.evidence import Witnesses, encode_passages

MOST_HITS = 5


class Engine:
    """A snapshot of a knowledge base, ready to search. Never changes once built."""

    def __init__(
        self,
        articles: Sequence[Article],
        encoder: Encoder,
        witnesses: Witnesses | None,
        weights: Weights,
    ) -> None:
        self._names = [(article.slug, article.title) for article in articles]
        self._encoder, self._witnesses, self.weights = encoder, witnesses, weights

    @classmethod
    def build(
        cls,
        articles: Sequence[Article],
        encoder: Encoder,
        passage_encoder: Encoder | None = None,
    ) -> Engine:
        """Encode, index and calibrate. `passage_encoder` may keep what it has encoded before."""
        table = encode_passages(articles, passage_encoder or encoder) if articles else None
        if table is None or not table.texts:
            return cls((), encoder, None, Weights(0, 0, 0, 0))
        return cls(articles, encoder, Witnesses(table), calibrate(table))

    def search(self, question: str, limit: int = MOST_HITS) -> Retrieval:
        """Return the likeliest articles, the best first; none for a question without words."""
        return self.search_all([question], limit)[0]

    def search_all(self, questions: Sequence[str], limit: int = MOST_HITS) -> list[Retrieval]:
        """Search many questions at once: the same results, in less time."""
        if self._witnesses is None or not questions:
            return [Retrieval(question) for question in questions]
        texts = [question.strip()[:LONGEST_TEXT] for question in questions]
        evidence = self._witnesses.evidence(texts, self._encoder.encode(texts))
        likely = probabilities(evidence, self.weights)
        order = np.argsort(-likely, axis=1, kind="stable")[:, :limit]
        return [
            Retrieval(question, self._hits(row, best) if text else ())
            for question, text, row, best in zip(questions, texts, likely, order, strict=True)
        ]

    def _hits(
        self, likely: np.ndarray[tuple[int], np.dtype[np.float64]], best: Sequence[int]
    ) -> tuple[Hit, ...]:
        return tuple(Hit(*self._names[number], float(likely[number])) for number in best)
