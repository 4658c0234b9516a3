"""Telling anger from loud, curt, negated or happy words, and whom it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

_NEAR = 60  # characters before a phrase that may turn it around
_NEGATED = re.compile(
    r"(?:\b(?:not|never|cannot|hardly|without being|no longer)|n't)"
    r"(?: (?:a|an|the|at|all|so|that|too|yet|like|even|really|quite|exactly|being|getting|feeling"
    r"|say|saying|said|mean|think|i|i'm|am|it's|is|was|this)){0,4} \Z"
)
_WHATEVER = re.compile(r"\b(?:what|how|why|where|when|who) (?:the )?\Z")  # "how the … do I"
_A_THING = re.compile(r"\b(?:this|that|the|these|those|my|a|an|some|his|her|their|our) \Z")
_TO_US = re.compile(r"\b(?:you|you're|you guys|u|your)(?: (?:are|all|just|so|really)){0,3} \Z")
_WORD = re.compile(r"[^\W_]+")
_WORDS_OF_PRAISE = 2  # after a strong word: "fucking brilliant", "fucking love it"
_NEXT_WORD = re.compile(r"[ -](\w+)")
_US = frozenset(
    [
        "you",
        "ya",
        "off",
        "bot",
        "robot",
        "chatbot",
        "chat",
        "bank",
        "banks",
        "company",
        "app",
        "website",
        "site",
        "assistant",
        "service",
        "support",
        "team",
        "staff",
        "people",
        "idiot",
        "idiots",
        "lot",
        "joke",
    ]
)
_PRAISE = frozenset(
    [
        "love",
        "loved",
        "loving",
        "great",
        "amazing",
        "awesome",
        "brilliant",
        "fantastic",
        "excellent",
        "perfect",
        "wonderful",
        "good",
        "nice",
        "best",
        "cool",
        "legend",
        "legends",
    ]
)


class Anger(str, Enum):
    """What anger a message shows."""

    NONE = "none"
    VENTED = "vented"  # about the matter: an answer may be what calms it
    AT_US = "at_us"  # about the company or the assistant: more of the same would make it worse


@dataclass(frozen=True)
class AngryWords:
    """What shows anger, in lower case.

    phrases: signs of evident frustration
    at_us: those about the company or the assistant
    swearing: strong words, which may be said of anything
    """

    phrases: tuple[str, ...] = ()
    at_us: tuple[str, ...] = ()
    swearing: tuple[str, ...] = ()


def anger_in(text: str, words: AngryWords) -> Anger:
    """Return the anger that a message shows.

    Phrases count as whole words, unless they are negated ("I'm not fed up"). Swearing counts
    unless it is said of a thing ("this … atm") or in praise. Capitals and exclamation marks are
    no sign: who types so may just be in a hurry, or happy.
    """
    plain = " ".join(text.lower().replace("’", "'").split())
    if any(_is_meant(plain, phrase) for phrase in words.at_us):
        return Anger.AT_US
    sworn = {_sworn(plain, at) for word in words.swearing for at in _places(plain, word)}
    if Anger.AT_US in sworn:
        return Anger.AT_US
    vented = Anger.VENTED in sworn or any(_is_meant(plain, phrase) for phrase in words.phrases)
    return Anger.VENTED if vented else Anger.NONE


def needs_person(anger: Anger, angered_before: bool) -> bool:
    """Tell whether an angry customer gets a person even if the answer is known."""
    return anger is Anger.AT_US or (anger is not Anger.NONE and angered_before)


def _is_meant(plain: str, phrase: str) -> bool:
    return any(
        not _NEGATED.search(plain[max(0, start - _NEAR) : start])
        for start, _ in _places(plain, phrase)
    )


def _sworn(plain: str, at: tuple[int, int]) -> Anger:
    """Return the anger of one strong word, by what stands around it."""
    before, after = plain[max(0, at[0] - _NEAR) : at[0]], _NEXT_WORD.match(plain, at[1])
    follows = after.group(1) if after else ""
    if not _PRAISE.isdisjoint(_WORD.findall(plain[at[1] : at[1] + _NEAR])[:_WORDS_OF_PRAISE]):
        return Anger.NONE
    if follows in _US or _TO_US.search(before):
        return Anger.AT_US
    about_a_thing = follows and _A_THING.search(before) and not _WHATEVER.search(before)
    return Anger.NONE if about_a_thing else Anger.VENTED


def _places(plain: str, phrase: str) -> list[tuple[int, int]]:
    """Return where a phrase stands as whole words."""
    if phrase not in plain:  # far cheaper than the pattern
        return []
    found = re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", plain)
    return [match.span() for match in found]
