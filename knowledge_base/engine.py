"""Search: which articles may answer a question, and how likely each is the right one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.answering import Hit, Retrieval
from core.articles import Article
from knowledge_base.encoder import LONGEST_TEXT, Encoder
from knowledge_base.learnt import Learnt

MOST_HITS = 5


class Engine:
    """Articles and what was learnt from them, ready to search. Never changes once made."""

    def __init__(
        self, articles: Sequence[Article], encoder: Encoder, learnt: Learnt | None
    ) -> None:
        """`learnt` was learnt from these articles with this encoder; None finds nothing."""
        self._names = [(article.slug, article.title) for article in articles]
        self._encoder, self._learnt = encoder, learnt

    @classmethod
    def build(
        cls,
        articles: Sequence[Article],
        encoder: Encoder,
        passage_encoder: Encoder | None = None,
    ) -> Engine:
        """Learn here and now. `passage_encoder` may keep what it has encoded before."""
        # imported here because it loads scikit-learn, which a process that only serves never needs
        from knowledge_base.learning import learn

        return cls(articles, encoder, learn(articles, passage_encoder or encoder))

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
