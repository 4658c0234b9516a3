"""Names for new articles, made from their titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from core.articles.article import RESERVED_SLUGS

_MAX_LENGTH = 60  # characters: a name stands in addresses and on files


def slugs_for(title: str) -> Iterator[str]:
    """Yield names for an article, the plainest first, then numbered ones without end.

    title: in the letters of ASCII, whatever script it was written in; all others are left out
    """
    letters = title.lower().replace("'", "")  # "can't" and "bol'shoy" are one word each
    words = re.sub(r"[^a-z0-9]+", "_", letters).strip("_")
    name = words[:_MAX_LENGTH].strip("_") or "article"
    if name not in RESERVED_SLUGS:
        yield name
    for number in count(2):
        yield f"{name}_{number}"
