"""What is live beside an article: which articles there are, and whose each example question is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from threading import Lock
from types import MappingProxyType

from core.articles import EffortWord, ValidationContext
from core.text import plain
from store.articles import Articles, ArticleSearch


class LiveQuestions:
    """The example questions of all live articles, kept up to date by what changed."""

    def __init__(self, articles: Articles, search: ArticleSearch) -> None:
        self._articles, self._search = articles, search
        self._lock = Lock()
        self._revision = 0
        self._questions: dict[str, tuple[str, ...]] = {}  # by article
        self._owner: dict[str, str] = {}  # of each question, as `plain` returns it

    def by_article(self) -> Mapping[str, tuple[str, ...]]:
        """Return the example questions of each live article."""
        with self._lock:
            self._catch_up()
            return dict(self._questions)

    def around(self, effort_words: tuple[EffortWord, ...], today: date) -> ValidationContext:
        """Return what `problems_of` has to know; articles that were only begun count as there."""
        begun = self._search.begun()
        with self._lock:
            self._catch_up()
            slugs = begun | self._questions.keys()
            return ValidationContext(slugs, MappingProxyType(self._owner), effort_words, today)

    def _catch_up(self) -> None:
        self._revision, changes = self._articles.changes(self._revision)
        for slug, article in changes.items():
            for question in self._questions.pop(slug, ()):
                if self._owner.get(plain(question)) == slug:
                    del self._owner[plain(question)]
            if article is None:
                continue
            self._questions[slug] = article.questions
            for question in article.questions:
                self._owner.setdefault(plain(question), slug)
