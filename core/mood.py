"""Telling an upset customer from a curt one."""

from __future__ import annotations

import re

_WORDS = re.compile(r"[^\W\d_]+")
_SHOUTED_WORDS = 4
_YES = frozenset("👍👌✅")
_NO = frozenset("👎❌")


def is_frustrated(text: str, phrases: tuple[str, ...]) -> bool:
    """Tell whether a message shows evident frustration.

    Evident means: one of the phrases in `settings/handoff.yml`, as whole words, or a message of
    at least four words that shouts throughout and ends in exclamation marks.
    """
    plain = " ".join(text.lower().replace("’", "'").split())
    if any(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", plain) for phrase in phrases):
        return True
    words = _WORDS.findall(text)
    shouted = len(words) >= _SHOUTED_WORDS and all(word.isupper() for word in words)
    return shouted and text.rstrip().endswith("!!")


def nod(text: str) -> bool | None:
    """Return what a message of signs alone says: 👍 yes, 👎 no, anything else None."""
    signs = set(text)
    if signs & _YES and not signs & _NO:
        return True
    return False if signs & _NO and not signs & _YES else None
