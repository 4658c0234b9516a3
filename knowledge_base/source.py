"""Where the knowledge base gets its articles from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from core.articles import Article


class Source(Protocol):
    """Articles that change, each change counted by a revision that only grows.

    Every method may raise while the articles are away; the knowledge base then asks again.
    """

    def revision(self) -> int:
        """Return the latest revision; asked several times a second."""
        ...

    def live(self) -> tuple[int, tuple[Article, ...]]:
        """Return the revision, and all articles that customers may read, by slug."""
        ...

    def changes(self, after: int) -> tuple[int, Mapping[str, Article | None]]:
        """Return the revision, and what changed since an earlier one; None: withdrawn."""
        ...
