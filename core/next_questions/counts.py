"""Which question follows which: counted question by question, for each segment and for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from core.next_questions.asked import Asked, followed, offered_earlier
from core.next_questions.era import MAX_VISITS, Era, Step
from core.next_questions.row import Row

# All articles together are asked for more often than each, and each of them is kept.
_VISITS_OF_ALL = 100 * MAX_VISITS
_ARTICLES = 100_000


class SegmentCounts:
    """The counts of one segment, or of all together.

    chance: what follows on anything at all; `shown` counts there how often it was what was asked,
        for nothing follows on itself
    """

    def __init__(self) -> None:
        self.rows: dict[str, Row] = defaultdict(Row)
        self.chance = Era(max_visits=_VISITS_OF_ALL, max_followers=_ARTICLES)

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

    def learn(self, now: Asked, thread: Sequence[Asked]) -> None:
        """Count a question, what it follows on, and what became of offers of it.

        thread: what the same person asked before, see `followed`
        """
        if before := followed(now, thread):
            how = _how(now, before)
            for counts in self._both(before.segment):
                counts.rows[before.article].follow(now.article, how)
                counts.chance.follow(now.article, Step.UNASKED)
        for earlier in offered_earlier(now, thread):
            for counts in self._both(earlier.segment):
                counts.rows[earlier.article].follow(now.article, Step.ANYWAY)
        for counts in self._both(now.segment):
            counts.rows[now.article].visit(now.offered)
            counts.chance.visit([now.article])

    def _both(self, segment: str) -> tuple[SegmentCounts, SegmentCounts]:
        return self._segments[segment], self.all


def _how(now: Asked, before: Asked) -> Step:
    if now.article not in before.offered:
        return Step.UNASKED
    return Step.PRESSED if now.by_button else Step.ANYWAY
