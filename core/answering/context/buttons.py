"""Typed words that mean a button on the screen: its place, its title, or what only it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from core.answering.question_form import akin, words_of
from core.conversations import Hit
from core.text import plain

MIN_SHARE_OF_TITLE = 0.6  # of a title's words, said by who means it; "exchange rate" is too little
_MAX_WORDS = 12  # of a message that may name a button; a longer one tells a story
_MIN_TYPED_LENGTH = 4  # letters; of a shorter word a misspelling may be another word
_MIN_LIKENESS = 0.8  # of two words, one of them misspelt

_PLACE = re.compile(
    r"(?:(?:yes|yeah|ok|okay|please|the|that|i mean|i meant|number|no|nr|option|answer|question"
    r"|open|show me|show|give me|take|i take|i'?ll take|i want|let'?s see"
    r"|one (?:at|in|on)(?: the)?)"
    r"[\s.,:]{1,3}|#)*"
    r"(?P<place>[1-9]|first|second|third|last|1st|2nd|3rd|two|three|middle|top|bottom"
    r"|upper|uppermost|lowest|final)\b"
    r"(?:\s(?:one|option|article|question|button|link|answer))?"
    r"(?:\s(?:of (?:them|these|those)|on the list|there))?"
    r"(?:,?\s(?:please|pls|plz|thanks|then))?[\s.!]*\Z"
)
_PLACES = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "last": -1}
_PLACES |= {"two": 2, "three": 3, "top": 1, "upper": 1, "uppermost": 1}
_PLACES |= {"bottom": -1, "lowest": -1, "final": -1}
_MIDDLE = "middle"  # of three
_NONE_OF_THEM = re.compile(
    r"(?:no|nope|sorry)?[\s,.]{0,3}"
    r"(?:(?:none|neither|nothing|not any)(?: of (?:them|these|those|that|the above))?"
    r"|not (?:these|those|them)|something else|anything else)[\s.!]*\Z"
)
# What leads up to a part of a title: "show me the limits".
_SHOW = re.compile(
    r"(?:(?:ok|okay|yes|and|then|please|thanks|thank you)[\s,.!]{1,3})*"
    r"(?:show (?:me )?|open |tell me (?:more )?about |(?:what|how) about |i want |go to |more on )"
)
_NOT = "no not none neither never nor dont cant isnt without"
_AROUND_IT = """
a an the my our your their its it i im we you me us is are was were be been am do does did done
has have had of to for in on at by with and or that this these those there one ones about
yes yeah yep ok okay please pls thanks so then just well hi hello sorry
want know like would tell see show read mean meant need open
"""
_NEGATED = frozenset(_NOT.split())
_AROUND = frozenset(_AROUND_IT.split())  # what people say around the words of a button


def button_meant(
    words: str, buttons: Sequence[Hit], *, may_be_number: bool, is_choice: bool
) -> str | None:
    """Return the article of the button that typed words mean, None if they mean none for sure.

    may_be_number: "2" and "the last one" can mean nothing else on the screen
    is_choice: the buttons ask "which one?"; then words that stand on one of them alone are enough,
        as they are after "show me …"
    """
    text = plain(words)
    place = _PLACE.match(text)
    if place is not None:
        return _at(place["place"], buttons) if may_be_number else None
    for button in buttons:
        if button.title and text.rstrip(" .?!") == plain(button.title).rstrip(" .?!"):
            return button.slug
    said = [word for word in words_of(text) if word not in _AROUND]
    if not 0 < len(said) <= _MAX_WORDS or not _NEGATED.isdisjoint(words_of(text)):
        return None
    by_a_part = is_choice or bool(_SHOW.match(text))
    named = [button for button in buttons if _is_named(button.title, said, by_a_part)]
    return named[0].slug if len(named) == 1 else None


def refuses_all(words: str) -> bool:
    """Tell whether words mean the button "Something else": "none of these"."""
    return bool(_NONE_OF_THEM.match(plain(words)))


def _at(place: str, buttons: Sequence[Hit]) -> str | None:
    if place == _MIDDLE:
        return buttons[1].slug if len(buttons) == 3 else None
    number = _PLACES.get(place) or int(place)
    if not buttons or number > len(buttons):
        return None
    return buttons[-1 if number < 0 else number - 1].slug


def _is_named(title: str, said: Sequence[str], by_a_part: bool) -> bool:
    """Tell whether a title holds everything that was said, and most of it was said."""
    theirs = [word for word in words_of(title) if word not in _AROUND]
    held = {word: [their for their in theirs if _alike(word, their)] for word in said}
    if not theirs or not all(held.values()):
        return False
    covered = {their for found in held.values() for their in found}
    return by_a_part or len(covered) >= MIN_SHARE_OF_TITLE * len(theirs)


def _alike(word: str, other: str) -> bool:
    if akin(word, other):
        return True
    if min(len(word), len(other)) < _MIN_TYPED_LENGTH or word[0] != other[0]:
        return False
    if sorted(word) == sorted(other):  # two letters changed places
        return True
    return SequenceMatcher(None, word, other).ratio() >= _MIN_LIKENESS
