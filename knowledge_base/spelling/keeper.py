"""Keeping the vocabulary in step with the articles and the settings, beside the replies."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping

from core.articles import Article
from core.subjects import Subject, SubjectKind
from knowledge_base.spelling.speller import Speller

_ANSWERED = frozenset({SubjectKind.FACT, SubjectKind.LOOKUP})


class SpellerKeeper:
    """Corrects by the words of what is answered.

    Made anew by `look`, from one thread; used from any.

    calm: seconds for which changed articles must rest before their words are counted anew
    """

    def __init__(self, calm: float) -> None:
        self._calm = calm
        self._speller: Speller | None = None
        self._articles: Mapping[str, Article] | None = None
        self._subjects: tuple[Subject, ...] = ()
        self._changing: tuple[Mapping[str, Article], float] | None = None

    def correct(self, text: str) -> str:
        """Return a text as it was meant; as it is until `look` has been called."""
        speller = self._speller
        return speller.correct(text) if speller else text

    def look(self, articles: Mapping[str, Article], subjects: tuple[Subject, ...] = ()) -> None:
        """Count the words anew if the settings name other subjects, or articles changed and rest.

        subjects: those that are answered without an article lend their words too
        """
        if subjects != self._subjects or self._have_rested(articles):
            self._speller = speller_of(articles, subjects)
            self._articles, self._subjects = articles, subjects

    def _have_rested(self, articles: Mapping[str, Article]) -> bool:
        if self._articles is articles:
            return False
        at = time.monotonic()
        if self._changing is None or self._changing[0] is not articles:
            self._changing = (articles, at)
        return self._speller is None or at - self._changing[1] >= self._calm


def speller_of(articles: Mapping[str, Article], subjects: Iterable[Subject] = ()) -> Speller:
    """Return what corrects by the words of these articles, and of subjects that are answered."""
    asked = [text for article in articles.values() for text in (article.title, *article.questions)]
    told = [text for each in subjects if each.kind in _ANSWERED for text in each.examples]
    return Speller([*asked, *told])
