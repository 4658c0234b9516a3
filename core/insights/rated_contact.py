"""A contact that was given an effort score, and what it was like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class RatedContact:
    """One contact from its first word to its score.

    score: of the effort question, 1 (very low effort) to 5
    segment: the customer's
    hour: of its first word, 0 to 23, on the clock of the team
    turns: how often the customer wrote or pressed something
    failed_answers: how often what they were shown was not it
    waiting: minutes they waited for a person, all waits together
    transfers: how often they were passed on
    channel_switches: how often they went on somewhere else
    re_asked: how often an agent asked for what was known already
    is_repeat: whether they had been there about the same matter before
    """

    score: int
    segment: str = ""
    hour: int = 12
    turns: int = 1
    failed_answers: int = 0
    waiting: float = 0.0
    transfers: int = 0
    channel_switches: int = 0
    re_asked: int = 0
    is_repeat: bool = False


@dataclass(frozen=True)
class Factor:
    """What may drive the score.

    words: one more of it, as the beginning of a sentence
    of: its value in a contact
    """

    name: str
    words: str
    of: Callable[[RatedContact], float]


FACTORS = (
    Factor("turns", "Each further message of the customer's", lambda c: c.turns),
    Factor("failed_answers", "Each failed answer", lambda c: c.failed_answers),
    Factor("waiting", "Each minute of waiting", lambda c: c.waiting),
    Factor("transfers", "Each transfer", lambda c: c.transfers),
    Factor("channel_switches", "Each change of channel", lambda c: c.channel_switches),
    Factor("re_asked", "Each question for what was known already", lambda c: c.re_asked),
    Factor("is_repeat", "Coming about the same matter again", lambda c: float(c.is_repeat)),
)
_PARTS_OF_DAY = {"night": (0, 6), "morning": (6, 12), "evening": (18, 24)}  # beside the afternoon


def factors_of(contacts: Sequence[RatedContact]) -> tuple[Factor, ...]:
    """Return all that may drive these contacts' scores.

    The parts of the day are compared with the afternoon, segments with the one that comes most.
    """
    by_segment = Counter(contact.segment for contact in contacts)
    most = max(sorted(by_segment), key=lambda each: by_segment[each], default="")
    segments = (each for each in sorted(by_segment) if each and each != most)
    return (
        *FACTORS,
        *(_part_of_day(name, *hours) for name, hours in _PARTS_OF_DAY.items()),
        *(_segment(name, most) for name in segments),
    )


def _part_of_day(name: str, begins: int, ends: int) -> Factor:
    words = f"Coming between {begins} and {ends} o'clock rather than in the afternoon"
    return Factor(name, words, lambda c: float(begins <= c.hour < ends))


def _segment(name: str, other: str) -> Factor:
    words = f"Being in the segment {name} rather than {other or 'in none'}"
    return Factor(f"segment:{name}", words, lambda c: float(c.segment == name))
