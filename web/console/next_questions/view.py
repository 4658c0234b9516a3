"""What the pages of next questions show: rows, a picture, and figures in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.next_questions import Cluster, FollowCounts, SegmentCounts, Verdict, Verdicts, clusters
from store.next_questions import PairFigures

Pair = tuple[str, str]
MAX_NEXT_PAIRS = 60
_DRAWN = 12  # of the rows: more lines could not be told apart
_LINE, _MARGIN = 34, 20  # pixels: from one title to the next, and above the first


@dataclass(frozen=True)
class NextRow:
    """A pair as the table shows it.

    cluster: None if it does not follow more often than by chance, and was decided about
    verdict: what holds in the segment; own: it was decided for just this one
    saved: contacts a month, an estimate; missed: those that who was not offered it led to
    """

    pair: Pair
    cluster: Cluster | None
    figures: PairFigures
    to_a_person: float
    verdict: Verdict | None
    is_own: bool

    @property
    def saved(self) -> float:
        figures = self.figures
        spared = figures.pressed + figures.unasked + figures.unasked_of_agents
        return spared * self.to_a_person

    @property
    def missed(self) -> float:
        return self.figures.typed * self.to_a_person


@dataclass(frozen=True)
class Stroke:
    """A line of the picture, from a title on the left to one on the right. width: in pixels"""

    y_from: float
    y_to: float
    width: float
    words: str


@dataclass(frozen=True)
class Picture:
    """What follows on what: titles with their heights, and the lines between them."""

    left: tuple[tuple[str, float], ...]
    right: tuple[tuple[str, float], ...]
    strokes: tuple[Stroke, ...]
    height: int


def found_of(counts: SegmentCounts) -> dict[Pair, Cluster]:
    """Return the clusters there are by their pairs, the most frequent first."""
    return {(each.before, each.after): each for each in clusters(counts)}


def segment_counts(counts: FollowCounts, segment: str | None) -> SegmentCounts:
    return counts.all if segment is None else counts.of(segment)


def pairs_of(found: Mapping[Pair, Cluster], verdicts: Verdicts, segment: str | None) -> list[Pair]:
    """Return the pairs to list: those decided about first, then what was found."""
    return list(dict.fromkeys([*verdicts.pairs(segment), *found]))[:MAX_NEXT_PAIRS]


def rows_of(
    pairs: Sequence[Pair],
    found: Mapping[Pair, Cluster],
    figures: Mapping[Pair, PairFigures],
    to_a_person: Mapping[str, float],
    verdicts: Verdicts,
    segment: str | None,
) -> list[NextRow]:
    own = set(verdicts.pairs(segment))
    return [
        NextRow(
            pair,
            found.get(pair),
            figures[pair],
            to_a_person.get(pair[1], 0.0),
            verdicts.of(segment, pair[0]).get(pair[1]),
            pair in own,
        )
        for pair in pairs
    ]


def picture_of(found: Mapping[Pair, Cluster], titles: Mapping[str, str]) -> Picture:
    """Draw the most frequent clusters: a line is the thicker, the more go on."""
    drawn = list(found.values())[:_DRAWN]
    left = _heights(each.before for each in drawn)
    right = _heights(each.after for each in drawn)
    strokes = tuple(
        Stroke(
            left[each.before],
            right[each.after],
            1 + 9 * min(1.0, each.share),
            f"{titles.get(each.before, each.before)}, then "
            f"{titles.get(each.after, each.after)}: {each.share:.0%}",
        )
        for each in drawn
    )
    height = _MARGIN + _LINE * max(len(left), len(right))
    return Picture(_titled(left, titles), _titled(right, titles), strokes, height)


def _heights(slugs: Iterable[str]) -> dict[str, float]:
    places = dict.fromkeys(slugs)
    return {slug: _MARGIN + _LINE * place for place, slug in enumerate(places)}


def _titled(
    heights: Mapping[str, float], titles: Mapping[str, str]
) -> tuple[tuple[str, float], ...]:
    return tuple((titles.get(slug, slug), height) for slug, height in heights.items())
