"""Passages with everything that is fitted to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoding import Vectors
from knowledge_base.retrieval.article_ids import PassageArticleIds
from knowledge_base.retrieval.char_ngrams import NgramCounts, Vocabulary
from knowledge_base.retrieval.passages import Part, Passage


@dataclass(frozen=True)
class PassageTable:
    """Passages, ordered by article.

    vectors: unit vectors; float32 [passages, dimensions]
    ngrams: how often each n-gram of the vocabulary stands in each passage
    article_ids: whose passage it is
    example_numbers: which of its article's example questions it is, from 0;
        -1 for other passages
    """

    vectors: Vectors
    ngrams: NgramCounts
    vocabulary: Vocabulary
    article_ids: PassageArticleIds
    example_numbers: NDArray[np.int64]

    @property
    def examples(self) -> NDArray[np.int64]:
        """How many example questions each article has."""
        numbers = self.article_ids.numbers[self.example_numbers >= 0]
        return np.bincount(numbers, minlength=self.article_ids.articles)

    def only(self, kept: NDArray[np.bool_]) -> PassageTable:
        """Return the marked passages alone; articles and n-grams keep their numbers."""
        return PassageTable(
            self.vectors[kept],
            self.ngrams.only(kept),
            self.vocabulary,
            self.article_ids.only(kept),
            self.example_numbers[kept],
        )

    def with_table(self, more: PassageTable) -> PassageTable:
        """Return the table with a second one below it, whose vocabulary grew out of this one's."""
        return PassageTable(
            np.concatenate([self.vectors, more.vectors]),
            self.ngrams.concatenate(more.ngrams),
            more.vocabulary,
            self.article_ids.concatenate(more.article_ids),
            np.concatenate([self.example_numbers, more.example_numbers]),
        )


def tabulate(
    passages: Sequence[Passage],
    vectors: Vectors,
    articles: int,
    vocabulary: Vocabulary | None = None,
) -> PassageTable:
    """Put passages and their vectors together, and count their n-grams.

    vocabulary: holds all their n-grams; made from them if there is none yet
    """
    texts = [passage.text for passage in passages]
    vocabulary = vocabulary or Vocabulary.of(texts)
    example_numbers, counted = [], [0] * articles
    for passage in passages:
        is_question = passage.part is Part.QUESTION
        example_numbers.append(counted[passage.article] if is_question else -1)
        counted[passage.article] += is_question
    article_ids = np.array([passage.article for passage in passages], dtype=np.int64)
    return PassageTable(
        vectors=vectors,
        ngrams=vocabulary.count(texts),
        vocabulary=vocabulary,
        article_ids=PassageArticleIds(article_ids, articles),
        example_numbers=np.array(example_numbers, dtype=np.int64),
    )
