"""What is kept of searches: the words, how much they found, what was opened; never by whom."""

from __future__ import annotations

import contextlib
import hashlib

from sanic import Request

from core.answering import HelpResults
from core.conversations import content_words
from core.errors import TooMany, Unavailable
from core.text import plain
from store.realtime import AWAY
from web.auth import sender_of
from web.http import MAX_HELP_QUERY_LENGTH, in_thread, read_query
from web.services import Services

MAX_KEPT_SEARCHES_A_DAY = 100  # from one address: searches, and what was opened
SEARCHED = "searched"  # the part of an article's address that tells what was searched for
_DAY = 24 * 3600


async def note_search(request: Request, query: str, found: HelpResults) -> None:
    """Count a search that somebody sent off; readers never wait for a part that is away."""
    services: Services = request.app.ctx.services
    results = len(found.maybe) + bool(found.sure)
    if content_words(query) and await _counts(request, f"{plain(query)} "):
        with contextlib.suppress(Unavailable):
            await in_thread(services.help_searches.searched, query, results)


async def note_opened(request: Request, slug: str) -> None:
    """Count an article that was opened from what a search found."""
    services: Services = request.app.ctx.services
    query = read_query(request, MAX_HELP_QUERY_LENGTH, SEARCHED)
    if content_words(query) and await _counts(request, f"{plain(query)} {slug}"):
        with contextlib.suppress(Unavailable):
            await in_thread(services.help_searches.opened, query, slug)


async def _counts(request: Request, what: str) -> bool:
    """Tell whether this counts: the first time today, and not one of too many."""
    limits, sender = request.app.ctx.services.limits, sender_of(request)
    digest = hashlib.sha256(what.encode()).hexdigest()[:16]
    with contextlib.suppress(TooMany, Unavailable, *AWAY):
        await limits.hit(f"help_search:{sender}:{digest}", 1, _DAY)
        await limits.hit(f"help_searches:{sender}", MAX_KEPT_SEARCHES_A_DAY, _DAY)
        return True
    return False
