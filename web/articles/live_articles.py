"""The live articles, held in memory by each web process and kept in step with the record.

Every reader asks the article clock first (one row, by its key) and reads only what has changed
since. So what is published is seen by the next reader, in this process and in every other one,
and no page needs the engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from threading import Lock
from types import MappingProxyType

import structlog

from core.articles import Article, EffortWord, ValidationContext, WordIndex, titles_of
from core.errors import NotFound, Unavailable
from core.text import plain
from store.articles import Articles, ArticleSearch
from web.http import in_thread

log = structlog.get_logger()


@dataclass(frozen=True)
class ArticleSet:
    """The articles that were live at one moment; never changed.

    revision: of the article clock; every change up to it is in here
    """

    revision: int = 0
    by_slug: Mapping[str, Article] = field(default_factory=dict)

    @cached_property
    def by_title(self) -> tuple[Article, ...]:
        """All of them, ordered by title."""
        return tuple(sorted(self.by_slug.values(), key=lambda article: article.title))

    @cached_property
    def by_plain_title(self) -> Mapping[str, tuple[str, ...]]:
        """Return the slugs of those that have a title, as `plain` returns it."""
        return titles_of(self.by_slug.values())

    @cached_property
    def _word_index(self) -> WordIndex:
        return WordIndex(self.by_title)

    def get(self, slug: str) -> Article:
        """Return an article; raises NotFound."""
        found = self.by_slug.get(slug)
        if found is None:
            raise NotFound("There is no such article. It may have been renamed: ask in the chat.")
        return found

    def containing(self, wordings: Iterable[str]) -> tuple[str, ...]:
        """Return the slugs of those that hold enough of the words, the likeliest first.

        The index is made at the first call, which of 10,000 articles takes a while.
        """
        return tuple(dict.fromkeys(chain(*map(self._word_index.search, wordings))))

    def holding(self, wordings: Iterable[str]) -> tuple[str, ...]:
        """Return the slugs of those that hold every word, the likeliest first; else as above."""
        return tuple(dict.fromkeys(chain(*map(self._word_index.holding, wordings))))

    def some(self, slugs: tuple[str, ...]) -> tuple[Article, ...]:
        """Return those of the articles that are live, in the order asked for."""
        return tuple(self.by_slug[slug] for slug in slugs if slug in self.by_slug)


class LiveArticles:
    """The articles of the record that are live now. Safe to use from several threads."""

    def __init__(self, record: Articles, search: ArticleSearch) -> None:
        self._record, self._search = record, search
        self._lock = Lock()
        self._held: ArticleSet | None = None
        self._owners: dict[str, str] = {}  # which article holds a question, as `plain` returns it

    async def now(self) -> ArticleSet:
        """Return the articles that are live; while the record is away, those last known.

        Raises Unavailable if the record has never been read.
        """
        return await in_thread(self._known)

    def validation_context(
        self, effort_words: tuple[EffortWord, ...], today: date
    ) -> ValidationContext:
        """Return what `problems_of` has to know; articles that were only begun count as there."""
        begun = self._search.begun()
        with self._lock:
            live = self._catch_up()
            slugs, owners = begun | live.by_slug.keys(), MappingProxyType(self._owners)
            return ValidationContext(slugs, live.by_plain_title, owners, effort_words, today)

    def _known(self) -> ArticleSet:
        with self._lock:
            try:
                return self._catch_up()
            except Exception as error:  # whatever it was: pages are read all the same
                log.warning("articles.record_away", error=repr(error))
                if self._held is None:
                    raise Unavailable("The articles are away. Try again in a minute.") from None
                return self._held

    def _catch_up(self) -> ArticleSet:
        held = self._held or ArticleSet()
        revision, changes = self._record.changes(held.revision)
        if revision < held.revision:  # the record was put back to an older copy
            held, self._owners = ArticleSet(), {}
            revision, changes = self._record.changes(held.revision)
        if changes or self._held is None:
            self._held = ArticleSet(revision, self._changed(held, changes))
        return self._held

    def _changed(
        self, held: ArticleSet, changes: Mapping[str, Article | None]
    ) -> Mapping[str, Article]:
        articles = dict(held.by_slug)
        for slug, article in changes.items():
            self._forget(articles.pop(slug, None))
            if article is not None:
                articles[slug] = article
                for question in article.questions:
                    self._owners.setdefault(plain(question), slug)
        return MappingProxyType(articles)

    def _forget(self, article: Article | None) -> None:
        for question in article.questions if article else ():
            if article and self._owners.get(plain(question)) == article.slug:
                del self._owners[plain(question)]
