"""The language of a text, by Compact Language Detector 2, whose tables come with the library."""

from __future__ import annotations

import pycld2

from core.wording import Guess

_NONE = Guess("", is_sure=False)
_CHINESE = {"zh-Hant": "zh"}


def guess_language(text: str) -> Guess:
    """Return which language a text is in, and whether that is sure."""
    try:
        is_reliable, _, found = pycld2.detect(
            text.encode("utf-8"), isPlainText=True, bestEffort=True
        )
    except (pycld2.error, UnicodeEncodeError):  # characters that it does not know
        return _NONE
    code = found[0][1]
    if code == "un":
        return _NONE
    return Guess(_CHINESE.get(code, code), is_reliable)
