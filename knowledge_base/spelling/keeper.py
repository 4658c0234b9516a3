"""Keeping the vocabulary in step with the articles, beside the replies."""

from __future__ import annotations

import time
from collections.abc import Mapping

from core.articles import Article
from knowledge_base.spelling.speller import Speller


class SpellerKeeper:
    """Corrects by the articles' words. Made anew by `look`, from one thread; used from any.

    calm: seconds for which changed articles must rest before their words are counted anew
    """

    def __init__(self, calm: float) -> None:
        self._calm = calm
        self._speller: Speller | None = None
        self._articles: Mapping[str, Article] | None = None
        self._changing: tuple[Mapping[str, Article], float] | None = None

    def correct(self, text: str) -> str:
        """Return a text as it was meant; as it is until `look` has been called."""
        speller = self._speller
        return speller.correct(text) if speller else text

    def look(self, articles: Mapping[str, Article]) -> None:
        """Count the words anew if articles have changed, and rest."""
        if self._articles is articles:
            return
        at = time.monotonic()
        if self._changing is None or self._changing[0] is not articles:
            self._changing = (articles, at)
        if self._speller is None or at - self._changing[1] >= self._calm:
            self._speller = speller_of(articles)
            self._articles = articles


def speller_of(articles: Mapping[str, Article]) -> Speller:
    """Return what corrects by the words of these articles."""
    return Speller(
        text for article in articles.values() for text in (article.title, *article.questions)
    )
