"""Search: which articles may answer a question, and how likely each is the right one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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


class Engine:
    """Articles and what was learnt from them, ready to search. Never changes once made."""

    def __init__(
        self,
        articles: Sequence[Article],
        encoder: Encoder,
        learnt: RetrievalModel | None,
        gone: Iterable[int] = (),
    ) -> None:
        """`learnt` was learnt from these articles with this encoder; None finds nothing.

        gone: places of articles that are not to be found any more
        """
        self._articles, self._encoder, self._learnt = tuple(articles), encoder, learnt
        self._gone = frozenset(gone)
        self._numbers = {
            article.slug: number
            for number, article in enumerate(self._articles)
            if number not in self._gone
        }

    @classmethod
    def build(
        cls,
        articles: Sequence[Article],
        encoder: Encoder,
        passage_encoder: Encoder | None = None,
    ) -> Engine:
        """Learn here and now. `passage_encoder` may keep what it has encoded before."""
        # imported here because it loads scikit-learn, which a process that only serves never needs
        from knowledge_base.retrieval.training import learn

        return cls(articles, encoder, learn(articles, passage_encoder or encoder))

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the texts' vectors."""
        return self._encoder.encode([text[:MAX_TEXT_LENGTH] for text in texts])

    @property
    def has_updates(self) -> bool:
        """Whether anything has changed since the whole was learnt."""
        return bool(self._gone) or (self._learnt is not None and self._learnt.grafted is not None)

    @property
    def passages(self) -> int:
        return self._learnt.passages if self._learnt else 0

    def articles(self) -> dict[str, Article]:
        """Return the articles that can be found, by slug."""
        return {slug: self._articles[self._numbers[slug]] for slug in sorted(self._numbers)}

    def article(self, slug: str) -> Article | None:
        number = self._numbers.get(slug)
        return None if number is None else self._articles[number]

    def with_changes(
        self, changes: Mapping[str, Article | None], passage_encoder: Encoder | None = None
    ) -> Engine:
        """Return an engine with some articles changed, new or, if None, gone.

        What was learnt stays, and the new passages are grafted onto it: decision 0008.
        """
        articles, gone, fresh = list(self._articles), set(self._gone), []
        for slug, article in changes.items():
            number = self._numbers.get(slug)
            if (
                article is not None
                and number is not None
                and reads_alike(self._articles[number], article)
            ):
                articles[number] = article
                continue
            gone |= set() if number is None else {number}
            fresh += [] if article is None else [article]
        if self._learnt is None:  # no article had a passage yet, so none has a place to keep
            fresh = [
                article for number, article in enumerate(articles) if number not in gone
            ] + fresh
            articles, gone = [], set()
        learnt = incremental_update(
            self._learnt, sorted(gone), fresh, passage_encoder or self._encoder
        )
        return Engine([*articles, *fresh], self._encoder, learnt, gone)

    def search(self, question: str, limit: int = MAX_HITS) -> Retrieval:
        """Return the likeliest articles, the best first; none for a question without words."""
        return self.search_all([question], limit)[0]

    def search_all(self, questions: Sequence[str], limit: int = MAX_HITS) -> list[Retrieval]:
        """Search many questions at once: the same results, in less time."""
        if self._learnt is None:
            return [Retrieval(question) for question in questions]
        at_once = max(1, _AT_ONCE // max(1, self._learnt.articles))
        return [
            retrieval
            for start in range(0, len(questions), at_once)
            for retrieval in self._search(self._learnt, questions[start : start + at_once], limit)
        ]

    def _search(
        self, learnt: RetrievalModel, questions: Sequence[str], limit: int
    ) -> list[Retrieval]:
        texts = [question.strip()[:MAX_TEXT_LENGTH] for question in questions]
        likely = learnt.probabilities(texts, self._encoder.encode(texts))
        order = np.argsort(-likely, axis=1, kind="stable")[:, : min(limit, len(self._numbers))]
        return [
            Retrieval(question, self._hits(row, best) if text else ())
            for question, text, row, best in zip(questions, texts, likely, order, strict=True)
        ]

    def _hits(self, likely: Floats, best: Sequence[int]) -> tuple[Hit, ...]:
        found = [(self._articles[number], float(likely[number])) for number in best]
        return tuple(Hit(article.slug, article.title, sure) for article, sure in found)
