"""When a new article is to be read again."""

from __future__ import annotations

from datetime import timedelta

from store.clock import now

_REVIEW_AFTER = timedelta(days=182)


def next_review() -> str:
    """Return the day on which a new article is to be read again, as an ISO date."""
    return (now().date() + _REVIEW_AFTER).isoformat()
