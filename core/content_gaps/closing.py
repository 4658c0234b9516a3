"""Where a gap stands: whether the article closed it, and whether a dismissal still holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from core.content_gaps.gaps import Gap, GapEvidence, GapState, said_since
from core.text import plain

MANY_SINCE = 5  # new ones that bring back what was dismissed, and reopen what was closed
MAX_REPLAYED_OF_GAP = 60
CLOSED_FROM = 0.75  # of the questions: some were never about the same


class GapStatus(str, Enum):
    """Where a gap stands, by what was decided and by what customers asked since."""

    OPEN = "open"
    WRITING = "writing"
    NOT_YET = "not_yet"  # the article is out, and the questions still get something else
    BACK = "back"  # dismissed, and asked again and again
    CLOSED = "closed"
    DISMISSED = "dismissed"

    @property
    def to_do(self) -> bool:
        return self not in {GapStatus.CLOSED, GapStatus.DISMISSED}


@dataclass(frozen=True)
class Closing:
    """Whether a published article closed its gap.

    tried: the questions from before it was published that were asked again
    before, now: how many of them an article answered then, None if that is not known, and how
        many this one does now
    elsewhere: how many another article answers now
    since: what has been said since that shows the same gap
    """

    tried: int
    before: int | None
    now: int
    elsewhere: int
    since: int


def standing_of(gap: Gap) -> GapStatus:
    """Tell where a gap stands."""
    if gap.state is GapState.OPEN:
        return GapStatus.OPEN
    if gap.state is GapState.DISMISSED:
        back = gap.decided_at is not None and len(said_since(gap, gap.decided_at)) >= MANY_SINCE
        return GapStatus.BACK if back else GapStatus.DISMISSED
    if gap.published_at is None:
        return GapStatus.WRITING
    return GapStatus.CLOSED if is_closed(closing_of(gap)) else GapStatus.NOT_YET


def to_replay(gap: Gap) -> tuple[GapEvidence, ...]:
    """Return the questions to ask again, the newest of each wording."""
    once: dict[str, GapEvidence] = {}
    for each in gap.asked:
        once.setdefault(plain(each.words), each)
    return tuple(once.values())[:MAX_REPLAYED_OF_GAP]


def closing_of(gap: Gap) -> Closing:
    """Compare what customers' questions got before the article was published and get now."""
    published = gap.published_at
    tried = [w for w in gap.asked if w.now is not None and (not published or w.at <= published)]
    known = [each.before for each in tried if each.before is not None]
    return Closing(
        tried=len(tried),
        before=sum(map(bool, known)) if known else None,
        now=sum(1 for each in tried if each.now == gap.article),
        elsewhere=sum(1 for each in tried if each.now not in {"", gap.article}),
        since=len(said_since(gap, published)) if published else 0,
    )


def is_closed(closing: Closing) -> bool:
    """Tell whether nearly all questions get their answer, and hardly anybody met the gap since."""
    answered = closing.now + closing.elsewhere
    return answered >= CLOSED_FROM * closing.tried and closing.since < MANY_SINCE
