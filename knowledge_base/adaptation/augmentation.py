"""The same question as others would type it: slips of the finger, chatter, words left out.

Every change is small enough that a person would still understand the question.
"""

from __future__ import annotations

from random import Random

_NEIGHBOURS = {
    **dict(zip("qwertyuiop", "wqwetyuiou", strict=True)),
    **dict(zip("asdfghjkl", "sdfghjklk", strict=True)),
    **dict(zip("zxcvbnm", "xzxcvbn", strict=True)),
}
_OPENINGS = ("hi, ", "hello ", "hey ", "hi there. ", "please help, ", "ok so ", "quick question: ")
_ENDINGS = (" thanks", " please", " thank you", "?", " pls", "!", "")
_MIN_TO_MISSPELL_LENGTH = 6  # characters
_MIN_TO_THIN_LENGTH = 5  # words; of fewer, each may be the one that matters


def vary(text: str, random: Random) -> str:
    """Return the text in another of its everyday forms, drawn with `random`."""
    kind = random.random()
    if kind < 0.35:
        return _misspell(text, random)
    if kind < 0.6:
        return random.choice(_OPENINGS) + text.rstrip("?.! ") + random.choice(_ENDINGS)
    if kind < 0.75:
        return text.lower().rstrip("?.! ")
    return _leave_a_word_out(text, random)


def _misspell(text: str, random: Random) -> str:
    if len(text) < _MIN_TO_MISSPELL_LENGTH:
        return text
    place = random.randrange(1, len(text) - 2)
    before, letter, after = text[:place], text[place], text[place + 1 :]
    slips = (
        before + after[0] + letter + after[1:],  # two letters swapped
        before + after,  # one left out
        before + letter + letter + after,  # one typed twice
        before + _NEIGHBOURS.get(letter.lower(), letter) + after,  # the key beside it
    )
    return random.choice(slips)


def _leave_a_word_out(text: str, random: Random) -> str:
    words = text.split()
    if len(words) < _MIN_TO_THIN_LENGTH:
        return text
    del words[random.randrange(len(words))]
    return " ".join(words)
