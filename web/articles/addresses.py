"""Where a web address in the words of a text ends. web/static/kit/markdown/addresses.js does alike.

Signs that belong to the sentence around it are left to the sentence, and brackets belong to the
address as far as they are opened in it.
"""

from __future__ import annotations

import re

_QUOTES = '"`“”„«»'
_CJK = "。、，；：！？（）「」『』【】《》"  # no space comes after these
_HOST = re.compile(rf"https?://[^\s<>'’()\[\]{{}}*\\/?#{_QUOTES}{_CJK}]+", re.IGNORECASE)
_SIGN = re.compile(rf"[\s<>()\[\]{{}}{_QUOTES}{_CJK}]")  # what may end an address
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_AFTER = ".,;:!?'’*_~…([{"  # what a sentence may have after it


def end_of_address(text: str, at: int) -> int | None:
    """Return where the web address ends that begins at `at`; None if none does."""
    host = _HOST.match(text, at)
    if host is None:
        return None
    end = _end_of_path(text, host.end())
    begin = text.index("//", at) + 2
    while end > begin and text[end - 1] in _AFTER:
        end -= 1
    return end if end > begin else None


def _end_of_path(text: str, at: int) -> int:
    if text[at : at + 1] not in {"/", "?", "#"}:
        return at
    open_ = dict.fromkeys(_BRACKETS.values(), 0)
    for found in _SIGN.finditer(text, at):
        sign = found[0]
        opening = _BRACKETS.get(sign)
        if sign in open_:
            open_[sign] += 1
        elif opening and open_[opening]:
            open_[opening] -= 1
        else:
            return found.start()
    return len(text)
