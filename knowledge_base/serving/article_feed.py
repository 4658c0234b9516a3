"""The live articles of the source, as far as it has been read."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence

from core.articles import Article
from knowledge_base.source import Source

MAX_URGENT = 200  # changes at a time that people make; more are an import, which can wait


class LiveArticleFeed:
    """The articles that should be served, and which of them are waited for.

    revision: of the source
    is_read: whether the source has been read at all
    """

    def __init__(self, source: Source) -> None:
        self.articles: dict[str, Article] = {}
        self.is_read = self._is_anew = False
        self.revision = -1
        self._source = source
        self._urgent: dict[str, None] = {}  # slugs, the latest change last
        self._first_change = self._last_change = 0.0

    def read_all(self) -> bool:
        """Read every article anew."""
        revision, live = self._source.live()
        self.articles = {article.slug: article for article in live}
        self.revision, self.is_read, self._is_anew = revision, True, True
        return True

    def read_changes(self) -> bool:
        """Read what has changed; returns whether anything has."""
        revision = self._source.revision()
        if self.is_read and revision == self.revision:
            return False
        if revision < self.revision or not self.is_read:  # another record, an older copy of it
            self.read_all()
            self._note()
            return True
        revision, changes = self._source.changes(self.revision)
        for slug, article in changes.items():
            self._urgent.pop(slug, None)
            if article is None:
                self.articles.pop(slug, None)
            else:
                self.articles[slug] = article
        self._wait_for(changes)
        self.revision = revision
        self._note()
        return True

    def has_come_to_rest(self, calm: float, patience: float) -> bool:
        """Tell whether there was no change for a while, or there have been changes for too long."""
        now = time.monotonic()
        for_too_long = bool(self._first_change) and now - self._first_change >= patience
        return for_too_long or now - self._last_change >= calm

    def is_being_trained(self) -> None:
        """Count how long changes put training off from the next change on."""
        self._first_change = 0.0

    def sorted(self) -> list[Article]:
        """Return the articles by slug."""
        return [self.articles[slug] for slug in sorted(self.articles)]

    def is_near(self, known: Sequence[Article]) -> bool:
        """Tell whether at least half of the articles are known, word by word."""
        alike = sum(self.articles.get(article.slug) == article for article in known)
        return alike * 2 >= len(self.articles)

    def missing(self, known: Mapping[str, Article]) -> dict[str, Article | None]:
        """Return what must happen to known articles to have those that are wanted."""
        changes: dict[str, Article | None] = {
            slug: None for slug in known if slug not in self.articles
        }
        for slug, article in self.articles.items():
            if known.get(slug) != article:
                changes[slug] = article
        return changes

    def urgent(self, missing: Mapping[str, Article | None]) -> dict[str, Article | None]:
        """Return those of the missing changes that are waited for, the latest one first."""
        if self._is_anew:  # nobody has told what was changed last
            self._is_anew = False
            self._wait_for(missing)
        self._urgent = {slug: None for slug in self._urgent if slug in missing}
        return {slug: missing[slug] for slug in reversed(self._urgent)}

    def _wait_for(self, changes: Iterable[str]) -> None:
        """Note that somebody waits for these changes, unless there are too many for that."""
        slugs = dict.fromkeys(changes)
        if len(self._urgent) + len(slugs) <= MAX_URGENT:
            self._urgent |= slugs

    def _note(self) -> None:
        self._last_change = time.monotonic()
        self._first_change = self._first_change or self._last_change
