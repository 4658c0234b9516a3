"""Names for new articles, made from their titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from core.articles.article import RESERVED_SLUGS

_MAX_LENGTH = 60  # characters: a name stands in addresses and on files
_MAX_TRIES = 100


def slugs_for(title: str) -> Iterator[str]:
    """Yield names for an article of that title, the plainest first, then numbered ones."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "_", letters).strip("_")
    name = words[:_MAX_LENGTH].strip("_") or "article"
    if name not in RESERVED_SLUGS:
        yield name
    for number in range(2, _MAX_TRIES):
        yield f"{name}_{number}"
