"""Reading a customer's manner: no label without the words that it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.manners.manner import Guide, Manner, Manners
from core.manners.phrases import Phrases, Place

MAX_MESSAGES_READ = 10  # the latest ones: who was in a hurry long ago may not be any more
_MAX_READ = 2_000  # characters of a message; what follows them is a pasted text
_PLAIN, _FAINT = 2, 1
_ENOUGH = 2  # strength of one message's signs from which they count
_NEAR = 40  # characters before a phrase that may turn it around
_NEGATED = re.compile(
    r"(?:\b(?:no|not|never|without|hardly|nor|dont|isnt|wasnt|arent|didnt|doesnt|wont|cant)"
    r"|n['’‘]t)"
    r"(?:\s{1,9}(?:a|an|the|at|all|so|that|too|like|even|really|quite|exactly|being|getting|feeling"
    r"|any|much|very|in|need|needs|want|have|having|to|me|you|of|for|is|was|bother|do|such|"
    r"particularly|especially|terribly|overly|or)){0,4}\s{0,9}\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Said:
    """A message that a customer typed, and its place in the conversation."""

    seq: int
    text: str


@dataclass(frozen=True)
class Sign:
    """Words of one message that show a manner.

    start, end: where they stand in the message's text
    strength: 2 where they show it alone, 1 where it takes another sign in the same message
    """

    seq: int
    start: int
    end: int
    words: str
    strength: int


@dataclass(frozen=True)
class MannerRead:
    """A manner, and every sign of it, in the order they were said."""

    manner: Manner
    signs: tuple[Sign, ...]

    @property
    def strength(self) -> int:
        return sum(sign.strength for sign in self.signs)

    @property
    def latest(self) -> int:
        """The `seq` of the last message that shows it."""
        return self.signs[-1].seq


def manner_of(said: Sequence[Said], manners: Manners) -> MannerRead | None:
    """Return the manner that a customer's latest messages show most, the latest of equal ones.

    Who needs to be heard is not met lightly, however much they joked: where both are shown,
    chatting along counts nothing. None where no manner has enough signs, and where none is to be
    read.
    """
    if not manners.are_read:
        return None
    recent = said[-MAX_MESSAGES_READ:]
    signs = {
        manner: tuple(sign for each in recent for sign in _signs(each, guide))
        for manner, guide in manners.guides.items()
    }
    if signs.get(Manner.FEELING):
        signs.pop(Manner.CHATTY, None)
    read = (MannerRead(manner, shown) for manner, shown in signs.items() if shown)
    return max(read, key=_weight, default=None)


def _weight(read: MannerRead) -> tuple[int, int, int]:
    return read.strength, read.latest, read.signs[-1].end


def _signs(said: Said, guide: Guide) -> Iterator[Sign]:
    """Yield the signs of a manner in a message, each place once and each wording once.

    None where they are not enough: faint ones of several messages add up to nothing.
    """
    text = said.text[:_MAX_READ]
    taken = list(guide.harmless.places(text))
    found: dict[str, Sign] = {}
    for phrases, strength in ((guide.plain, _PLAIN), (guide.faint, _FAINT)):
        for start, end in _places(text, phrases):
            if any(start < until and since < end for since, until in taken):
                continue
            taken.append((start, end))
            words = text[start:end]
            sign = Sign(said.seq, start, end, words, strength)
            found.setdefault(" ".join(words.casefold().split()), sign)
    if sum(sign.strength for sign in found.values()) >= _ENOUGH:
        yield from sorted(found.values(), key=lambda sign: sign.start)


def _places(text: str, phrases: Phrases) -> list[Place]:
    """Return where phrases are meant, the longest first of those that overlap."""
    meant = (
        (start, end)
        for start, end in phrases.places(text)
        if not _NEGATED.search(text[max(0, start - _NEAR) : start])
    )
    return sorted(meant, key=lambda place: (place[0] - place[1], place[0]))
