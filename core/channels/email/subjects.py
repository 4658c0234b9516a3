"""Subjects: a thread keeps the one it began with, and is never found by it."""

from __future__ import annotations

import re

from core.text import clip

_PREFIX = re.compile(
    r"(?:re|aw|antw|antwort|sv|vs|ref|rif|res|odp|ynt|fw|fwd|wg|tr|rv|enc|i|doorst|vb|vl|pd|ilt"
    r"|回复|答复|转发|回覆)\s{0,3}(?:\[\d{1,3}\])?\s{0,3}[:：]\s{0,3}",
    re.IGNORECASE,
)
_LONGEST = 150  # characters
_MOST_PREFIXES = 20
_FEW_WORDS = 4


def bare_subject(subject: str) -> str:
    """Return a subject without "Re:", "AW:" and the like."""
    bare = " ".join(subject[:1000].split())
    for _ in range(_MOST_PREFIXES):
        found = _PREFIX.match(bare)
        if found is None:
            break
        bare = bare[found.end() :]
    return bare.strip()


def reply_subject(subject: str, otherwise: str) -> str:
    """Return the subject of an answer; `otherwise` where the first mail had none."""
    bare = bare_subject(subject)
    return f"Re: {clip(bare, _LONGEST)}" if bare else clip(otherwise, _LONGEST)


def is_another_matter(subject: str, before: str) -> bool:
    """Tell whether somebody answers an old mail to begin something else.

    Servers put words like "[EXTERNAL]" before a subject and cut off its end: then it is the same.
    """
    new, old = bare_subject(subject).casefold(), bare_subject(before).casefold()
    return bool(new and old) and new not in old and old not in new


def with_subject(subject: str, words: str, is_new: bool) -> str:
    """Return what a mail says: its words, with the subject where they alone would not do.

    Many people write their question into the subject and little below it.
    """
    bare = bare_subject(subject)
    if not is_new or not bare or bare.casefold() in words.casefold():
        return words
    return f"{bare}\n\n{words}".strip() if len(words.split()) < _FEW_WORDS else words
