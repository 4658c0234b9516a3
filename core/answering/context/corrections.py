"""Words that take back what was shown: "no, I meant …", "not that, …", "I tried that already"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MIN_SAID_AFTER_NO = 2  # words; "no, thanks" says nothing to look for

_OPENING = re.compile(
    r"(?:(?:no+|nope|nah|sorry|oops|actually|wait|hm+|oh|hey|but|well|ok|okay|thanks)\b[\s,.!:;…-]*)*",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"(?:(?:that|this|it)(?:['’]?s| is| was)?\s|its\s|thats\s)?"
    r"(?:not|isn['’]?t|wasn['’]?t)\s"
    r"(?:it|that|this|what i (?:asked|meant?|want(?:ed)?|need(?:ed)?|said|was asking|am asking)"
    r"|my (?:question|problem|issue)|the (?:question|problem|right one|answer|one)"
    r"|right|correct|the case)\b(?:\s(?:one|for|about|to know))*"
    r"|(?:the |that['’]?s (?:the )?)?wrong (?:answer|article|one|question|thing|topic)\b"
    r"|i (?:did not|didn['’]?t|do not|don['’]?t) (?:ask|mean)\s(?:that|this|for that|about that)\b",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"i (?:mean|meant|was asking|was talking|asked|am asking|wanted)\b"
    r"(?:\s(?:to (?:ask|know|say)|for|about))*",
    re.IGNORECASE,
)
_BARE_NO = re.compile(r"(?:no+|nope|nah)\s*[,.;:!-]+\s*(?=\S)", re.IGNORECASE)
_BETWEEN = " \t\n,.;:!?…-–"
_ARTICLES = r"(?:the|my|an?|that)"
# "my phone, not the card", "not the card, my phone": what was not meant must not be searched for.
_NOT_MEANT = re.compile(
    rf"[\s,]{{1,3}}(?:and )?not {_ARTICLES}\s(?P<what>\w{{1,30}}(?:\s\w{{1,30}})?)[\s.!]{{0,3}}\Z",
    re.IGNORECASE,
)
_RATHER = re.compile(
    rf"(?:it['’]?s |its |it is |that['’]?s )?not (?:about |for )?{_ARTICLES}\s"
    r"(?P<what>\w[\w-]{0,30}(?:\s\w[\w-]{0,30}){0,2})(?:[\s]{0,3}[,.;:!–—-]{1,3}\s{0,3}| but )"
    r"(?:but |rather |it['’]?s |its |it is )?(?=\w)",
    re.IGNORECASE,
)
_THING = re.compile(rf"\b{_ARTICLES} \w{{1,30}}\b", re.IGNORECASE)
_NAMES_A_THING = re.compile(rf"{_ARTICLES} ", re.IGNORECASE)

_PERSON = re.compile(
    r"\b(?:talk|speak|chat|write|connect me|put me through|transfer me|get)\s(?:to|with|me)\s"
    r"(?:an?\s|the\s|some\s)?(?:real\s|live\s|actual\s)?"
    r"(?:person|human|someone|somebody|agent|advis[oe]r|representative|operator|colleague|people)\b"
    r"|\b(?:real|live|actual) (?:person|human|agent)\b",
    re.IGNORECASE,
)
_TRIED = re.compile(
    r"\b(?:already|tried|did (?:that|this|all|it)|done (?:that|this|all|it)|checked"
    r"|(?:did|does)(?:n['’]?t| not) help|no help|not helpful|useless)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Correction:
    """What a correction says.

    words: what is meant
    instead_of: what was not meant; "" if that is not said
    """

    words: str
    instead_of: str = ""


def correction_in(words: str, *, may_be_bare: bool) -> Correction | None:
    """Return what a correction says now ("my transfer failed"), None if it says nothing new.

    may_be_bare: a mere "no, …" is taken for one too
    """
    rest = words.strip()
    opening = _OPENING.match(rest)
    after_opening = rest[opening.end() :] if opening else rest
    rather = _RATHER.match(after_opening)
    if rather is not None and not _REFUSED.match(after_opening):
        return Correction(after_opening[rather.end() :].strip(_BETWEEN), rather["what"])
    now = _after(_MEANT, _after(_REFUSED, after_opening))
    if now == after_opening:
        bare = _BARE_NO.match(rest)
        if bare is None or not may_be_bare:
            return None
        now = rest[bare.end() :]
        if len(now.split()) < _MIN_SAID_AFTER_NO:
            return None
    wrong = _NOT_MEANT.search(now)
    now = (now[: wrong.start()] if wrong else now).strip(_BETWEEN)
    return Correction(now, wrong["what"] if wrong else "") if now else None


def put_right(before: str, correction: Correction) -> str:
    """Return the question before with what was meant in the place of what was not; "" if unsure.

    "I lost my card" and "my phone" make "I lost my phone".
    """
    now, wrong = correction.words, correction.instead_of
    if wrong:
        place = re.search(rf"\b(?:{_ARTICLES} )?{re.escape(wrong)}\b", before, re.IGNORECASE)
    else:
        place = _THING.search(before) if _NAMES_A_THING.match(now) else None
    return f"{before[: place.start()]}{now}{before[place.end() :]}" if place else ""


def asks_for_person(words: str) -> bool:
    """Tell whether words ask for a person, whatever else they say."""
    return bool(_PERSON.search(words))


def tells_tried(words: str) -> bool:
    """Tell whether words say that what was shown has been tried, or did not help."""
    return bool(_TRIED.search(words))


def _after(pattern: re.Pattern[str], words: str) -> str:
    found = pattern.match(words)
    return words[found.end() :].lstrip(_BETWEEN) if found else words
