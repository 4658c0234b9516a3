"""Passages with all that can be learnt from them."""

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

    vectors: what each passage means
    runs: how often each run of the vocabulary stands in each passage
    owners: whose passage it is
    turns: which of its article's example questions it is, counted from 0; -1 for other passages
    """

    vectors: Vectors
    runs: NgramCounts
    vocabulary: Vocabulary
    owners: PassageArticleIds
    turns: NDArray[np.int64]

    def only(self, kept: NDArray[np.bool_]) -> PassageTable:
        """Return the table with the marked passages alone; articles and runs keep their numbers."""
        return PassageTable(
            self.vectors[kept],
            self.runs.only(kept),
            self.vocabulary,
            self.owners.only(kept),
            self.turns[kept],
        )

    def with_table(self, more: PassageTable) -> PassageTable:
        """Return the table with a second one below it, whose vocabulary grew out of this one's."""
        return PassageTable(
            np.concatenate([self.vectors, more.vectors]),
            self.runs.and_those(more.runs),
            more.vocabulary,
            self.owners.and_those(more.owners),
            np.concatenate([self.turns, more.turns]),
        )


def tabulate(
    passages: Sequence[Passage],
    vectors: Vectors,
    articles: int,
    vocabulary: Vocabulary | None = None,
) -> PassageTable:
    """Put passages and their vectors together, and count their runs of characters.

    vocabulary: holds all their runs; made from them if there is none yet
    """
    texts = [passage.text for passage in passages]
    vocabulary = vocabulary or Vocabulary.of(texts)
    turns, counted = [], [0] * articles
    for passage in passages:
        is_question = passage.part is Part.QUESTION
        turns.append(counted[passage.article] if is_question else -1)
        counted[passage.article] += is_question
    owners = np.array([passage.article for passage in passages], dtype=np.int64)
    return PassageTable(
        vectors=vectors,
        runs=vocabulary.count(texts),
        vocabulary=vocabulary,
        owners=PassageArticleIds(owners, articles),
        turns=np.array(turns, dtype=np.int64),
    )
