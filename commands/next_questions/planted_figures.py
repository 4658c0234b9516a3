"""How fast the planted truth is found, and how often something false is offered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from itertools import islice
from random import Random
from statistics import mean

from commands.next_questions.planted import Clientele, clientele
from core.articles import MAX_NEXT_QUESTIONS
from core.next_questions import Asked, FollowCounts, Learned, recent

LEARNED = 2_000  # conversations
AFTER_DRIFT = 1_000  # conversations after the chains changed
JUDGED = 1_000  # conversations, of which nothing is learned
SEEDS = range(1, 6)
_PART = 500  # conversations between two looks at how it learns
_PRESSED = 0.6  # of the offers that are meant; the others are passed over, and asked anyway
_EVERY = timedelta(minutes=10)


@dataclass
class Tally:
    """What was offered to customers of whom it is known what they went on to.

    foreseen, by_oracle, by_curated: of `went_on` customers, for whom it stood among the offered
    """

    offered: int = 0
    false: int = 0
    went_on: int = 0
    foreseen: int = 0
    by_oracle: int = 0
    by_curated: int = 0

    @property
    def recall(self) -> float:
        return self.foreseen / max(1, self.went_on)

    @property
    def recall_of_oracle(self) -> float:
        return self.foreseen / max(1, self.by_oracle)

    @property
    def false_offers(self) -> float:
        return self.false / max(1, self.offered)


@dataclass
class Found:
    """One clientele: while it was learned in parts, after that, and the same after the change."""

    learning: list[Tally] = field(default_factory=list)
    learned: Tally = field(default_factory=Tally)
    drifting: list[Tally] = field(default_factory=list)
    drifted: Tally = field(default_factory=Tally)


def measure_planted(seeds: Sequence[int] = SEEDS) -> dict[str, object]:
    """Return the figures: shares from 0 to 1, means of a clientele for each seed and the worst."""
    found = [_find(Random(seed)) for seed in seeds]  # noqa: S311, what they draw is no secret
    recalls = [each.learned.recall_of_oracle for each in found]
    after = [each.drifted.recall_of_oracle for each in found]
    false = [each.learned.false_offers for each in found]
    return {
        "recall_of_oracle": mean(recalls),
        "false_offers": mean(false),
        "recall_after_drift": mean(after),
        "worst": {
            "recall_of_oracle": min(recalls),
            "false_offers": max(false),
            "recall_after_drift": min(after),
        },
        "recall": mean(each.learned.recall for each in found),
        "recall_of_curated": mean(
            each.learned.by_curated / each.learned.by_oracle for each in found
        ),
        "false_offers_after_drift": mean(each.drifted.false_offers for each in found),
        "while_learning": _by_part([each.learning for each in found]),
        "while_drifting": _by_part([each.drifting for each in found]),
        "clienteles": len(found),
    }


def _by_part(found: list[list[Tally]]) -> list[dict[str, float]]:
    return [
        {
            "conversations": (place + 1) * _PART,
            "recall_of_oracle": mean(each.recall_of_oracle for each in parts),
            "false_offers": mean(each.false_offers for each in parts),
        }
        for place, parts in enumerate(zip(*found, strict=True))
    ]


def _find(random: Random) -> Found:
    before, play, found = clientele(random), _Play(random), Found()
    after = before.changed(random)
    for _ in range(LEARNED // _PART):
        found.learning.append(play.of(before, _PART))
    found.learned = play.of(before, JUDGED, learns=False)
    for _ in range(AFTER_DRIFT // _PART):
        found.drifting.append(play.of(after, _PART))
    found.drifted = play.of(after, JUDGED, learns=False)
    return found


class _Play:
    """The learner, as it would serve these customers."""

    def __init__(self, random: Random) -> None:
        self._random, self._counts = random, FollowCounts()
        self._now = datetime(2026, 1, 1, tzinfo=timezone.utc)

    def of(self, customers: Clientele, conversations: int, learns: bool = True) -> Tally:
        """Serve so many conversations."""
        tally = Tally()
        for segment, asked in islice(customers.conversations(self._random), conversations):
            self._now += _EVERY
            thread: tuple[Asked, ...] = ()
            for question in self._serve(customers, segment, asked, tally):
                if learns:
                    self._counts.learn(question, thread)
                    thread = recent(question, thread)
        return tally

    def _serve(
        self, customers: Clientele, segment: str, asked: tuple[str, ...], tally: Tally
    ) -> Iterator[Asked]:
        offered: tuple[str, ...] = ()
        for place, article in enumerate(asked):
            by_button = article in offered and self._random.random() < _PRESSED
            curated = customers.curated[article]
            answered = asked[: place + 1]
            among = customers.curated.keys() - set(answered)
            learned = Learned(self._counts)
            offered = learned.offers(segment, article, curated, among, self._random)
            at = self._now + timedelta(minutes=place)
            yield Asked(segment, article, at, offered, by_button)
            truth = customers.follows.get((segment, article), {})
            tally.offered += len(offered)
            tally.false += sum(each not in truth for each in offered)
            if place + 1 < len(asked):
                after = asked[place + 1]
                best = [each for each in truth if each not in answered][:MAX_NEXT_QUESTIONS]
                tally.went_on += 1
                tally.foreseen += after in offered
                tally.by_oracle += after in best
                tally.by_curated += after in curated
