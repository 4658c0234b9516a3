"""Which question follows which: counted question by question, for each segment and for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from core.next_questions.asked import Asked, followed, offered_earlier
from core.next_questions.era import MAX_VISITS, Era, Step
from core.next_questions.row import Row

# All articles together are asked for more often than each, and each of them is kept.
_VISITS_OF_ALL = 100 * MAX_VISITS
_ARTICLES = 100_000

Place = tuple[str, str]  # a segment, and an article that it asked for


class Earlier(NamedTuple):
    """A question of before: who asked for which article, and when."""

    place: Place
    at: datetime


@dataclass(frozen=True)
class Lesson:
    """What one question tells.

    place: who asked for which article
    at: when, with a time zone
    offered: the next questions that stood under its answer
    after: what it follows on; None if on nothing
    how: in which way it follows
    anyway: earlier ones under which it was offered in vain, and is asked for now after all
    told: the one of those offered that was answered in a sentence as well
    """

    place: Place
    at: datetime
    offered: tuple[str, ...] = ()
    after: Earlier | None = None
    how: Step = Step.UNASKED
    anyway: tuple[Earlier, ...] = ()
    told: str = ""


def lesson_of(now: Asked, thread: Sequence[Asked]) -> Lesson:
    """Return what a question tells.

    thread: what the same person asked before, see `followed`
    """
    before = followed(now, thread)
    in_vain = (each for each in offered_earlier(now, thread) if each.told != now.article)
    return Lesson(
        place=(now.segment, now.article),
        at=now.at,
        offered=now.offered,
        after=_earlier(before) if before else None,
        how=_how(now, before) if before else Step.UNASKED,
        anyway=tuple(_earlier(each) for each in in_vain),
        told=now.told,
    )


class SegmentCounts:
    """The counts of one segment, or of all together.

    chance: what follows on anything at all; `shown` counts there how often it was what was asked,
        for nothing follows on itself
    """

    def __init__(self) -> None:
        self.rows: dict[str, Row] = defaultdict(Row)
        self.chance = chance_era()

    def copy(self) -> SegmentCounts:
        """Return counts that share these rows, in a table of their own."""
        copy = SegmentCounts()
        copy.rows.update(self.rows)
        copy.chance = self.chance
        return copy

    def row(self, article: str) -> Row:
        """Return what is known of an article; an empty row if nothing is. Adds none."""
        return self.rows.get(article) or Row()


class FollowCounts:
    """What is learned of next questions, from questions in the order of their times.

    Its size depends on the articles and segments, not on how many questions there were.
    """

    def __init__(self) -> None:
        self.all = SegmentCounts()
        self._segments: dict[str, SegmentCounts] = defaultdict(SegmentCounts)

    def of(self, segment: str) -> SegmentCounts:
        """Return the counts of a segment; empty ones if it never asked. Adds none."""
        return self._segments.get(segment) or SegmentCounts()

    @property
    def segments(self) -> tuple[str, ...]:
        return tuple(sorted(self._segments))

    def keys(self) -> list[tuple[str | None, str]]:
        """Return what `state` may be asked for: everything that was counted."""
        every: list[tuple[str | None, SegmentCounts]] = [(None, self.all), *self._segments.items()]
        return [(name, slug) for name, counts in every for slug in (*counts.rows, "")]

    def learn(self, now: Asked, thread: Sequence[Asked]) -> None:
        """Count a question, what it follows on, and what became of offers of it.

        thread: what the same person asked before, see `followed`
        """
        self.count(lesson_of(now, thread))

    def count(self, lesson: Lesson) -> None:
        """Count what a question tells."""
        _, article = lesson.place
        if lesson.after and lesson.how is not Step.TOLD:
            for counts in self._both(lesson.after.place):
                counts.rows[lesson.after.place[1]].follow(article, lesson.how, lesson.after.at)
                counts.chance.follow(article, Step.UNASKED)
        for place, at in lesson.anyway:
            for counts in self._both(place):
                counts.rows[place[1]].follow(article, Step.ANYWAY, at)
        for counts in self._both(lesson.place):
            counts.rows[article].visit(lesson.at, lesson.offered, lesson.told)
            counts.chance.visit([article])

    def copy(self) -> FollowCounts:
        """Return counts in which rows can be put without changing these. Do not count in them."""
        copy = FollowCounts()
        copy.all = self.all.copy()
        copy._segments.update({name: each.copy() for name, each in self._segments.items()})
        return copy

    def put(self, segment: str | None, article: str, state: Mapping[str, Any]) -> None:
        """Take a row as `state` gave it; of all segments together for None."""
        counts = self.all if segment is None else self._segments[segment]
        if article:
            counts.rows[article] = Row.from_json(state)
        else:
            counts.chance = chance_era(state)

    def state(self, segment: str | None, article: str) -> dict[str, Any]:
        """Return a row to be kept; "" for what follows on anything at all."""
        counts = self.all if segment is None else self._segments[segment]
        return counts.rows[article].to_json() if article else counts.chance.to_json()

    def _both(self, place: Place) -> tuple[SegmentCounts, SegmentCounts]:
        return self._segments[place[0]], self.all


def chance_era(state: Mapping[str, Any] | None = None) -> Era:
    """Return counts of what follows on anything at all: new ones, or as they were kept."""
    return Era(max_visits=_VISITS_OF_ALL, max_followers=_ARTICLES, state=state)


def _earlier(asked: Asked) -> Earlier:
    return Earlier((asked.segment, asked.article), asked.at)


def _how(now: Asked, before: Asked) -> Step:
    if now.article not in before.offered:
        return Step.UNASKED
    if now.article == before.told:
        return Step.TOLD
    return Step.PRESSED if now.by_button else Step.ANYWAY
