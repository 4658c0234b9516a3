"""A folder of articles in place of the record: what measurements and tests are made with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from core.articles import Article
from store.article_files import article_files, read_library


class FolderArticles:
    """A `Source` that looks at the folder's files whenever it is asked for its revision."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: dict[str, tuple[int, int]] = {}
        self._articles: dict[str, Article] = {}
        self._changed: dict[str, int] = {}  # the revision of each slug's latest change
        self._revision = 0

    def revision(self) -> int:
        """Return how often the folder was found changed; raises Fault if there is none."""
        seen = {file.name: _look(file) for file in article_files(self._folder)}
        if seen != self._seen or not self._revision:
            self._revision += 1
            read = {article.slug: article for article in read_library(self._folder).articles}
            for slug in self._articles.keys() | read.keys():
                if self._articles.get(slug) != read.get(slug):
                    self._changed[slug] = self._revision
            self._seen, self._articles = seen, read
        return self._revision

    def live(self) -> tuple[int, tuple[Article, ...]]:
        revision = self.revision()
        return revision, tuple(self._articles.values())

    def changes(self, after: int) -> tuple[int, Mapping[str, Article | None]]:
        revision = self.revision()
        slugs = [slug for slug, changed in self._changed.items() if changed > after]
        return revision, {slug: self._articles.get(slug) for slug in slugs}


def _look(file: Path) -> tuple[int, int]:
    stat = file.stat()
    return stat.st_mtime_ns, stat.st_size
