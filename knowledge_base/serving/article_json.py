"""Articles as JSON: what a snapshot holds of them, and what the training process is told."""

from __future__ import annotations

import json
from collections.abc import Sequence

from core.articles import Article


def dump_articles(articles: Sequence[Article]) -> bytes:
    """Write articles as JSON."""
    return json.dumps([article.to_json() for article in articles]).encode()


def load_articles(content: bytes) -> tuple[Article, ...]:
    """Read what `dump_articles` wrote; raises ValueError, KeyError or TypeError otherwise."""
    return tuple(Article.from_json(each) for each in json.loads(content))
