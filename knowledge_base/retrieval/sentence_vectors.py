"""The articles' sentences with their vectors: which one of an article is most like a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.answering import Sentence
from core.articles import Article, ArticleSentence, sentences_of
from knowledge_base.encoding import MAX_TEXT_LENGTH, Encoder, Vectors

_AT_ONCE = 256  # sentences encoded at a time


@dataclass(frozen=True)
class _Read:
    """An article's sentences; vectors: float16 [sentences, dimensions]"""

    sentences: tuple[ArticleSentence, ...]
    vectors: NDArray[np.float16]


@dataclass(frozen=True)
class SentenceVectors:
    """The sentences of all articles that are served; never changes once made."""

    _by_slug: Mapping[str, _Read] = field(default_factory=dict)

    def learn(self, articles: Iterable[Article], encoder: Encoder) -> SentenceVectors:
        """Return the sentences of just these articles; encodes only those that are new."""
        kept: dict[str, _Read] = {}
        new: dict[str, tuple[ArticleSentence, ...]] = {}
        for article in articles:
            sentences, known = sentences_of(article), self._by_slug.get(article.slug)
            if known is not None and known.sentences == sentences:
                kept[article.slug] = known
            elif sentences:
                new[article.slug] = sentences
        if not new:
            return SentenceVectors(kept)
        texts = [each.text for sentences in new.values() for each in sentences]
        vectors, start = encode_sentences(texts, encoder), 0
        for slug, sentences in new.items():
            end = start + len(sentences)
            kept[slug] = _Read(sentences, vectors[start:end].astype(np.float16))
            start = end
        return SentenceVectors(kept)

    def beside(self, slug: str, question: Vectors) -> tuple[Sentence, ...]:
        """Return an article's sentences, with how like the question each is.

        question: its unit vector; float32 [dimensions]
        """
        read = self._by_slug.get(slug)
        if read is None:
            return ()
        likeness = read.vectors.astype(np.float32) @ question
        return tuple(
            Sentence(each.text, float(alike), each.step, each.is_short)
            for each, alike in zip(read.sentences, likeness, strict=True)
        )


def encode_sentences(texts: list[str], encoder: Encoder) -> Vectors:
    """Return the sentences' vectors, encoded in portions."""
    parts = [
        encoder.encode([text[:MAX_TEXT_LENGTH] for text in texts[start : start + _AT_ONCE]])
        for start in range(0, len(texts), _AT_ONCE)
    ]
    return np.concatenate(parts)
