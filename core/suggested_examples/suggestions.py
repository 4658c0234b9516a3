"""Suggested examples: questions of customers that may become an article's example questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cached_property
from math import exp, log

from core.suggested_examples.sightings import Sighting, Signal, people

READY_FROM = 0.8  # as sure as this, it is proposed to be accepted
_MAX_ODDS = 50.0  # of the log odds: beyond it nothing is surer, and far beyond exp fails
_MIN_BELIEF, _MAX_BELIEF = 0.02, 0.9  # of the engine: whoever asks may know better either way


class SuggestionState(str, Enum):
    """What was decided about a suggested example."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Standing(str, Enum):
    """What stands in the way of accepting a suggested example, if anything."""

    READY = "ready"
    CONTESTED = "contested"  # the same question is suggested for another article
    COMPETES = "competes"  # it reads like an example of another article
    MASKED = "masked"  # something that tells who it was stood in it
    UNSURE = "unsure"
    KNOWN = "known"  # the article has an example that says the same


@dataclass(frozen=True)
class Check:
    """What the engine makes of the words, as the articles are now.

    sure: how sure it is that the article is the right one
    rival, rival_sure: the likeliest other article, "" if there is none
    known: the article has nearly the same example already
    taken: another article has nearly the same example
    """

    sure: float
    rival: str = ""
    rival_sure: float = 0.0
    known: bool = False
    taken: bool = False


@dataclass(frozen=True)
class SuggestedExample:
    """A question, in whatever words it was asked, that is suggested for an article.

    words: the wording that is proposed, masked
    sightings: what speaks for it and against it
    check: None until the engine was asked
    rivals: other articles that customers suggest the same question for
    taken_as, taken_by: the words as they were accepted, and for which article; "" if they were not
    """

    id: int
    article: str
    words: str
    sightings: tuple[Sighting, ...]
    check: Check | None = None
    rivals: tuple[str, ...] = ()
    state: SuggestionState = SuggestionState.OPEN
    taken_as: str = ""
    taken_by: str = ""
    decided_by_name: str = ""
    decided_at: datetime | None = None

    @cached_property
    def _votes(self) -> tuple[Signal, ...]:
        """The last word of each person."""
        return tuple(seen[-1].signal for seen in people(self.sightings))

    @property
    def people(self) -> int:
        """How many people it was the right article for."""
        return sum(vote is not Signal.REFUSED for vote in self._votes)

    @property
    def against(self) -> int:
        return sum(vote is Signal.REFUSED for vote in self._votes)

    @property
    def signals(self) -> tuple[tuple[Signal, int], ...]:
        """Return how many people said what, what says most at the front."""
        counted = Counter(self._votes)
        return tuple((signal, counted[signal]) for signal in Signal if counted[signal])

    @property
    def last_at(self) -> datetime:
        return max(sighting.at for sighting in self.sightings)

    @cached_property
    def sure(self) -> float:
        """How sure it is that the article is the right one, by what was seen and by the engine."""
        belief = self.check.sure if self.check else _MIN_BELIEF
        belief = min(_MAX_BELIEF, max(_MIN_BELIEF, belief))
        odds = log(belief / (1 - belief)) + sum(vote.weight for vote in self._votes)
        return 1 / (1 + exp(min(_MAX_ODDS, -odds)))

    @property
    def standing(self) -> Standing:
        if self.check is not None and self.check.known:
            return Standing.KNOWN
        if self.rivals:
            return Standing.CONTESTED
        if self.check is not None and self.check.taken:
            return Standing.COMPETES
        if "[" in self.words:
            return Standing.MASKED
        sure = self.check is not None and self.sure >= READY_FROM and self.people > self.against
        return Standing.READY if sure else Standing.UNSURE


@dataclass(frozen=True)
class AcceptRules:
    """Which suggested examples are accepted without anybody looking.

    sure, people: accepted from so sure and so many people on; sure None: none are
    """

    sure: float | None = None
    people: int = 3

    def accepts(self, suggestion: SuggestedExample) -> bool:
        if self.sure is None or suggestion.standing is not Standing.READY:
            return False
        return suggestion.sure >= self.sure and suggestion.people >= self.people


def in_order(suggestions: Iterable[SuggestedExample]) -> list[SuggestedExample]:
    """Return those worth a look, what most people taught and is surest at the front."""
    return sorted(suggestions, key=lambda each: (-each.people, -each.sure, each.id))
