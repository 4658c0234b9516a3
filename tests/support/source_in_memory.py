"""Articles in memory in place of the record, and shipped ones to put there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from core.articles import Article
from store.article_files import read_library

ARTICLES = Path(__file__).parents[2] / "knowledge_base" / "articles"


@cache
def shipped_articles() -> Mapping[str, Article]:
    """Return the shipped articles by slug, without links: they may lead out of a selection."""
    return {each.slug: replace(each, next=()) for each in read_library(ARTICLES).articles}


def shipped(*slugs: str) -> list[Article]:
    return [shipped_articles()[slug] for slug in slugs]


class InMemory:
    """A `Source` that changes as it is told to, and can be away."""

    def __init__(self, *articles: Article) -> None:
        self._articles = {article.slug: article for article in articles}
        self._changed = dict.fromkeys(self._articles, 1)
        self._revision = 1
        self.is_away = False

    def publish(self, *articles: Article) -> None:
        self._change({article.slug: article for article in articles})

    def withdraw(self, *slugs: str) -> None:
        self._change(dict.fromkeys(slugs))

    def revision(self) -> int:
        if self.is_away:
            raise ConnectionError("the record is away")
        return self._revision

    def live(self) -> tuple[int, tuple[Article, ...]]:
        return self.revision(), tuple(self._articles[slug] for slug in sorted(self._articles))

    def changes(self, after: int) -> tuple[int, Mapping[str, Article | None]]:
        slugs = [slug for slug, changed in self._changed.items() if changed > after]
        return self.revision(), {slug: self._articles.get(slug) for slug in slugs}

    def _change(self, changes: Mapping[str, Article | None]) -> None:
        for slug, article in changes.items():
            if article is None:
                self._articles.pop(slug, None)
            else:
                self._articles[slug] = article
            self._changed[slug] = self._revision + 1
        self._revision += 1
