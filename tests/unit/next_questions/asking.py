"""Customers who ask one thing after another, for the tests of next questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

from core.next_questions import Asked, FollowCounts, recent

BEGIN = datetime(2026, 3, 2, 9, tzinfo=timezone.utc)


def asked(article: str, minutes: float = 0, segment: str = "", **more: object) -> Asked:
    return Asked(segment, article, BEGIN + timedelta(minutes=minutes), **more)  # type: ignore[arg-type]


def ask(
    counts: FollowCounts,
    *articles: str,
    segment: str = "",
    times: int = 1,
    offered: Sequence[str] = (),
    by_button: bool = False,
    told: str = "",
) -> None:
    """Let so many customers ask these one after the other; the offers stand under the first.

    told: which of the offers is answered in a sentence as well
    """
    for _ in range(times):
        thread: tuple[Asked, ...] = ()
        for place, article in enumerate(articles):
            now = asked(
                article,
                place,
                segment,
                offered=() if place else tuple(offered),
                by_button=by_button and place > 0,
                told="" if place else told,
            )
            counts.learn(now, thread)
            thread = recent(now, thread)
