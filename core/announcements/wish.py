"""Words by which a customer wants to hear that something is solved, or no longer."""

from __future__ import annotations

import re
from enum import Enum

MAX_WISH_WORDS = 20  # who writes more has something else to say as well


class Wish(str, Enum):
    """What a customer wants of the news of an announcement."""

    TELL = "tell"  # me when it is solved
    LEAVE = "leave"  # me alone with it


_TO_TELL = (
    r"(?:(?:tell|inform|notify|message|text|write (?:to )?|e-?mail|mail|ping|update|alert) ?me"
    r"|let me know|keep me (?:posted|updated|informed|in the loop))\b"
)
_TELL = re.compile(rf"\b{_TO_TELL}")
_MOMENT = re.compile(r"\b(?:when|once|as soon as|if)\b")
_SOLVED = re.compile(
    r"\b(?:solved|fixed|sorted|resolved|repaired|work(?:s|ing)|back|over|done|up|running|news)\b"
)
_POSTED = re.compile(r"\bkeep me (?:posted|updated|informed|in the loop)\b")
# Not of anything else: "I don't get in, tell me when it works" wants to be told.
_NOT = re.compile(
    r"\b(?:do not|don['’]?t|no need to|never)"
    r"(?: (?:please|ever|you|(?:have|need|bother|want(?: you)?) to))*"
    rf" {_TO_TELL}"
)
_STOP = re.compile(r"\bstop (?:telling|messaging|updating|notifying) me\b")
_UNSUBSCRIBE = "unsubscribe"  # alone: what newsletters have taught


def wish_in(text: str) -> Wish | None:
    """Return what typed words wish; None for words that wish neither."""
    words = text.casefold()
    if len(words.split()) > MAX_WISH_WORDS:
        return None
    alone = words.strip(" .!?")
    if alone == _UNSUBSCRIBE or _NOT.fullmatch(alone) or _STOP.search(words):
        return Wish.LEAVE
    is_wish = _POSTED.search(words) or (
        _TELL.search(words) and _MOMENT.search(words) and _SOLVED.search(words)
    )
    if not is_wish:
        return None
    return Wish.LEAVE if _NOT.search(words) else Wish.TELL
