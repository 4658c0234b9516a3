"""Character n-grams of two to four characters: what misspelt and inflected words still share.

Our own, because what serves must not load scikit-learn: the counts equal those of
`CountVectorizer(analyzer="char_wb", ngram_range=(2, 4))`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

MIN_LENGTH, MAX_LENGTH = 2, 4


@dataclass(frozen=True)
class NgramCounts:
    """How often each n-gram stands in each text, text by text (a sparse matrix in CSR order).

    starts: where each text's entries begin, and at the end how many there are
    ngrams, times: the n-gram, as its number in the vocabulary, and how often the text has it
    """

    starts: NDArray[np.int64]
    ngrams: NDArray[np.int32]
    times: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def entries(self, text: int) -> slice:
        """Return where one text's entries stand."""
        return slice(self.starts[text], self.starts[text + 1])

    def texts(self) -> NDArray[np.int64]:
        """Return which text each entry belongs to."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    def only(self, kept: NDArray[np.bool_]) -> NgramCounts:
        """Return the counts of the marked texts alone; the n-grams keep their numbers."""
        entries = np.repeat(kept, np.diff(self.starts))
        starts = _starts(np.diff(self.starts)[kept])
        return NgramCounts(starts, self.ngrams[entries], self.times[entries])

    def concatenate(self, more: NgramCounts) -> NgramCounts:
        """Return these counts and those of further texts."""
        return NgramCounts(
            np.concatenate([self.starts, more.starts[1:] + self.starts[-1]]),
            np.concatenate([self.ngrams, more.ngrams]),
            np.concatenate([self.times, more.times]),
        )


class Vocabulary:
    """The n-grams that some texts have, numbered; others are not counted."""

    def __init__(self, names: Iterable[str]) -> None:
        self._numbers = {name: number for number, name in enumerate(names)}

    @classmethod
    def of(cls, texts: Sequence[str]) -> Vocabulary:
        """Return the vocabulary of all n-grams in the texts."""
        return cls(sorted(set(chain.from_iterable(_ngrams(text) for text in texts))))

    def __len__(self) -> int:
        return len(self._numbers)

    def with_texts(self, texts: Sequence[str]) -> Vocabulary:
        """Return a vocabulary that has the texts' n-grams too; those known keep their numbers."""
        ngrams = dict.fromkeys(chain.from_iterable(_ngrams(text) for text in texts))
        return Vocabulary(
            [*self._numbers, *(ngram for ngram in ngrams if ngram not in self._numbers)]
        )

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._numbers)

    def count(self, texts: Sequence[str]) -> NgramCounts:
        """Return how often each known n-gram stands in each text."""
        counted = [self._count(text) for text in texts]
        return NgramCounts(
            _starts(np.array([len(each) for each in counted], dtype=np.int64)),
            np.fromiter(chain.from_iterable(counted), dtype=np.int32),
            np.fromiter(chain.from_iterable(c.values() for c in counted), dtype=np.int32),
        )

    def _count(self, text: str) -> dict[int, int]:
        numbers = self._numbers
        found = Counter(_ngrams(text))
        return {numbers[ngram]: times for ngram, times in found.items() if ngram in numbers}


def _ngrams(text: str) -> list[str]:
    """Return the n-grams within each word and one space on either side of it.

    A word shorter than an n-gram counts once as a whole, not once for each length.
    """
    found: list[str] = []
    for word in text.lower().split():
        padded = f" {word} "
        for length in range(MIN_LENGTH, MAX_LENGTH + 1):
            last = len(padded) - length
            if last <= 0:
                found.append(padded)
                break
            found += [padded[start : start + length] for start in range(last + 1)]
    return found


def _starts(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
