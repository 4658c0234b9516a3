"""Content gaps as the console's pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from core.content_gaps import (
    Closing,
    Gap,
    GapEvidence,
    GapKind,
    GapStatus,
    closing_of,
    in_order,
    name_of,
    others_of,
    said_since,
    standing_of,
    weekly,
)
from core.conversations import content_words
from core.handoffs import Segments
from core.text import plain

MAX_LISTED_GAPS = 100
_OTHERS = 3  # wordings that stand in the list beside a gap's name
VIEWS = {"open": "To do", "closed": "Closed", "dismissed": "Dismissed", "all": "All"}
_STATUSES = {
    GapStatus.OPEN: ("", ""),
    GapStatus.WRITING: ("accent", "Being written"),
    GapStatus.NOT_YET: ("warn", "Not closed yet"),
    GapStatus.BACK: ("warn", "Asked again since it was dismissed"),
    GapStatus.CLOSED: ("good", "Closed"),
    GapStatus.DISMISSED: ("", "Dismissed"),
}
_HIGH = {
    GapKind.WANTED_PERSON: "warn",
    GapKind.HANDED_OFF: "bad",
    GapKind.NOT_HELPED: "warn",
    GapKind.MARKED: "accent",
}


@dataclass(frozen=True)
class Wording:
    """Words that were said in one wording, however often; the newest stands for them."""

    newest: GapEvidence
    times: int
    kinds: tuple[tuple[GapKind, int], ...]
    tried: GapEvidence | None  # the one that was asked again


@dataclass(frozen=True)
class GapView:
    """A gap with everything that is worked out about it."""

    gap: Gap
    status: GapStatus
    closing: Closing
    weeks: tuple[int, ...]
    about_title: str
    article_title: str

    @cached_property
    def name(self) -> str:
        return name_of(self.gap.said)

    @property
    def others(self) -> tuple[str, ...]:
        return others_of(self.gap.said, self.name, _OTHERS)

    @property
    def times(self) -> int:
        return len(self.gap.occurrences)

    @property
    def chip(self) -> tuple[str, str]:
        """Return the colour and words of the status, two empty ones if it is just open."""
        return _STATUSES[self.status]

    @property
    def since_dismissed(self) -> int:
        gap = self.gap
        return len(said_since(gap, gap.decided_at)) if gap.decided_at else 0

    @property
    def view(self) -> str:
        if self.status.to_do:
            return "open"
        return "closed" if self.status is GapStatus.CLOSED else "dismissed"


def view_of(gap: Gap, titles: Mapping[str, str], now: datetime) -> GapView:
    return GapView(
        gap=gap,
        status=standing_of(gap),
        closing=closing_of(gap),
        weeks=weekly(gap.occurrences, now),
        about_title=titles.get(gap.about, gap.about),
        article_title=titles.get(gap.article, gap.article),
    )


def views_of(gaps: Iterable[Gap], titles: Mapping[str, str], now: datetime) -> list[GapView]:
    """Return the gaps to show, what costs customers most at the front."""
    return [view_of(gap, titles, now) for gap in in_order(gaps, now)]


def matching(views: Iterable[GapView], query: str) -> list[GapView]:
    """Return the gaps in which every word of a search stands somewhere."""
    parts = plain(query).split()
    return [view for view in views if all(part in _all_words(view) for part in parts)]


def whence(gap: Gap, segments: Segments) -> tuple[str, ...]:
    """Return the channels, and then the segments, that these words came from."""
    channels = (each.channel for each in gap.said if each.channel)
    labels = (segments.of(each.segment).label for each in gap.said if each.channel)
    return tuple(dict.fromkeys((*channels, *labels)))


def wordings(gap: Gap) -> tuple[Wording, ...]:
    """Return what was said, each wording once, the newest at the front."""
    same: dict[str, list[GapEvidence]] = {}
    for each in gap.said:
        same.setdefault(plain(each.words), []).append(each)
    return tuple(
        Wording(
            newest=said[0],
            times=len(said),
            kinds=tuple((kind, n) for kind in GapKind if (n := sum(w.kind is kind for w in said))),
            tried=next((each for each in said if each.now is not None), None),
        )
        for said in same.values()
    )


def nearest_first(gap: Gap, others: Iterable[Gap]) -> list[tuple[int, str]]:
    """Return gaps as id and name, those that share most words with one at the front."""
    own = _content(gap)
    ranked = sorted(others, key=lambda other: (-len(own & _content(other)), -other.id))
    return [(other.id, name_of(other.said)) for other in ranked[:MAX_LISTED_GAPS]]


def _content(gap: Gap) -> frozenset[str]:
    return frozenset().union(*(content_words(each.words) for each in gap.said))


def wanted_person(gap: Gap) -> tuple[str, ...]:
    """Return the articles that answered, where a person was wanted even so; each once."""
    answered = (each.article for each in gap.said if each.kind is GapKind.WANTED_PERSON)
    return tuple(dict.fromkeys(slug for slug in answered if slug))


def kind_colour(kind: GapKind) -> str:
    return _HIGH.get(kind, "")


def ago(at: datetime, now: datetime) -> str:
    """Return how long ago something was, as people say it."""
    minutes = max(0, int((now - at).total_seconds() // 60))
    for size, name in ((1440, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            number = minutes // size
            return f"{number} {name}{'s' if number > 1 else ''} ago"
    return "a moment ago"


def _all_words(view: GapView) -> str:
    said = (f"{each.words} {each.answer}" for each in view.gap.said)
    return plain(" ".join((view.about_title, view.article_title, *said)))
