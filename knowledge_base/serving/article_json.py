"""Articles as JSON: what a snapshot holds of them, and what the learner is told."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from core.articles import Article

_DATES = [field.name for field in fields(Article) if "date" in str(field.type)]


def dump_articles(articles: Sequence[Article]) -> bytes:
    """Write articles as JSON."""
    return json.dumps([asdict(article) for article in articles], default=str).encode()


def load_articles(content: bytes) -> tuple[Article, ...]:
    """Read what `dump_articles` wrote; raises ValueError, KeyError or TypeError otherwise."""
    return tuple(_article(each) for each in json.loads(content))


def _article(content: dict[str, Any]) -> Article:
    """JSON knows neither tuples nor dates."""
    lists = {name: tuple(value) for name, value in content.items() if isinstance(value, list)}
    dates = {name: date.fromisoformat(content[name]) for name in _DATES if content.get(name)}
    return Article(**{**content, **lists, **dates})
