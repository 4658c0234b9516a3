"""Which article customers' words would get at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from commands.sources import make_encoder, passage_cache
from core.articles import Article
from knowledge_base.retrieval import Engine


def make_finder(
    articles: Sequence[Article], answer: float
) -> Callable[[Sequence[str]], Sequence[str]]:
    """Return what finds the article that would be shown at once for each text, "" for none.

    answer: the confidence from which one is
    """
    encoder = make_encoder()
    engine = Engine.build(articles, encoder, passage_cache(encoder))

    def find(texts: Sequence[str]) -> Sequence[str]:
        best = (found.hits[0] if found.hits else None for found in engine.search_all(texts))
        return [hit.slug if hit and hit.confidence >= answer else "" for hit in best]

    return find
