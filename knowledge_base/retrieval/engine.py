"""Search: which articles may answer a question, and how likely each is the right one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from core.answering import Hit, Retrieval
from core.articles import Article
from knowledge_base.encoding import MAX_TEXT_LENGTH, Encoder, Vectors
from knowledge_base.retrieval.fitted import RetrievalModel
from knowledge_base.retrieval.incremental import incremental_update
from knowledge_base.retrieval.passages import reads_alike
from knowledge_base.retrieval.ranker import Floats

MAX_HITS = 5
_AT_ONCE = 4_000_000  # numbers worked on at a time, questions times articles


class Likeness(NamedTuple):
    """How like words are to the nearest passage of an article, and to that of all others."""

    own: float
    others: float


class Engine:
    """Articles and the model fitted to them, ready to search. Never changes once made."""

    def __init__(
        self,
        articles: Sequence[Article],
        encoder: Encoder,
        model: RetrievalModel | None,
        removed: Iterable[int] = (),
    ) -> None:
        """`model` was fitted to these articles with this encoder; None finds nothing.

        removed: numbers of articles that are not to be found any more
        """
        self._articles, self._encoder, self._model = tuple(articles), encoder, model
        self._removed = frozenset(removed)
        self._numbers = {
            article.slug: number
            for number, article in enumerate(self._articles)
            if number not in self._removed
        }

    @classmethod
    def build(
        cls,
        articles: Sequence[Article],
        encoder: Encoder,
        passage_encoder: Encoder | None = None,
    ) -> Engine:
        """Train here and now. `passage_encoder` may keep what it has encoded before."""
        # imported here because it loads scikit-learn, which a process that only serves never needs
        from knowledge_base.retrieval.training import train

        return cls(articles, encoder, train(articles, passage_encoder or encoder))

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the texts' vectors."""
        return self._encoder.encode([text[:MAX_TEXT_LENGTH] for text in texts])

    def likeness(self, texts: Sequence[str], slugs: Sequence[str]) -> list[Likeness]:
        """Return how like each text is to the nearest passage of its article, and of any other.

        texts, slugs: as many of one as of the other; an article there is not is like nothing
        """
        if self._model is None or not texts:
            return [Likeness(0.0, 0.0)] * len(texts)
        dense = self._model.extractor.dense(self.encode(texts))
        dense[:, list(self._removed)] = 0
        found = []
        for row, slug in zip(dense, slugs, strict=True):
            number = self._numbers.get(slug)
            own = 0.0 if number is None else float(row[number])
            if number is not None:
                row[number] = 0
            found.append(Likeness(own, float(row.max(initial=0.0))))
        return found

    @property
    def has_updates(self) -> bool:
        """Whether anything has changed since the training in full."""
        return bool(self._removed) or (self._model is not None and self._model.updates is not None)

    @property
    def passages(self) -> int:
        return self._model.passages if self._model else 0

    def articles(self) -> dict[str, Article]:
        """Return the articles that can be found, by slug."""
        return {slug: self._articles[self._numbers[slug]] for slug in sorted(self._numbers)}

    def article(self, slug: str) -> Article | None:
        number = self._numbers.get(slug)
        return None if number is None else self._articles[number]

    def with_changes(
        self, changes: Mapping[str, Article | None], passage_encoder: Encoder | None = None
    ) -> Engine:
        """Return an engine with some articles changed, new or, if None, removed.

        The model is updated incrementally: decision 0008.
        """
        articles, removed, added = list(self._articles), set(self._removed), []
        for slug, article in changes.items():
            number = self._numbers.get(slug)
            if (
                article is not None
                and number is not None
                and reads_alike(self._articles[number], article)
            ):
                articles[number] = article
                continue
            removed |= set() if number is None else {number}
            added += [] if article is None else [article]
        if self._model is None:  # no article had a passage yet, so none has a place to keep
            added = [
                article for number, article in enumerate(articles) if number not in removed
            ] + added
            articles, removed = [], set()
        model = incremental_update(
            self._model, sorted(removed), added, passage_encoder or self._encoder
        )
        return Engine([*articles, *added], self._encoder, model, removed)

    def search(self, question: str, limit: int = MAX_HITS) -> Retrieval:
        """Return the likeliest articles, the best first; none for a question without words."""
        return self.search_all([question], limit)[0]

    def search_all(self, questions: Sequence[str], limit: int = MAX_HITS) -> list[Retrieval]:
        """Search many questions at once: the same results, in less time."""
        if self._model is None:
            return [Retrieval(question) for question in questions]
        at_once = max(1, _AT_ONCE // max(1, self._model.articles))
        return [
            retrieval
            for start in range(0, len(questions), at_once)
            for retrieval in self._search(self._model, questions[start : start + at_once], limit)
        ]

    def _search(
        self, model: RetrievalModel, questions: Sequence[str], limit: int
    ) -> list[Retrieval]:
        texts = [question.strip()[:MAX_TEXT_LENGTH] for question in questions]
        likely = model.probabilities(texts, self._encoder.encode(texts))
        order = np.argsort(-likely, axis=1, kind="stable")[:, : min(limit, len(self._numbers))]
        return [
            Retrieval(question, self._hits(row, best) if text else ())
            for question, text, row, best in zip(questions, texts, likely, order, strict=True)
        ]

    def _hits(self, likely: Floats, best: Sequence[int]) -> tuple[Hit, ...]:
        found = [(self._articles[number], float(likely[number])) for number in best]
        return tuple(Hit(article.slug, article.title, sure) for article, sure in found)
