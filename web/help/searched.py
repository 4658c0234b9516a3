"""What is kept of searches: the words, how much they found, what was opened; never by whom."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from sanic import Request

from core.answering import HelpResults
from core.conversations import content_words
from core.errors import TooMany, Unavailable
from core.text import plain
from store.realtime import AWAY
from web.auth import sender_of, session_of
from web.http import MAX_HELP_QUERY_LENGTH, in_thread, read_query
from web.services import Services

MAX_KEPT_SEARCHES_A_DAY = 100  # from one address: searches, and what was opened
SEARCHED = "searched"  # the part of an article's address that tells what was searched for
_DAY = 24 * 3600
_MOST_AT_ONCE = 20  # that are being counted
_counting: set[asyncio.Task[None]] = set()


async def note_search(request: Request, query: str, found: HelpResults) -> None:
    """Count a search that somebody sent off, beside the answer: no reader waits for it."""
    services: Services = request.app.ctx.services
    results = len(found.maybe) + bool(found.sure)
    if content_words(query):
        count = partial(services.help_searches.searched, query, results)
        _beside(_count(request, f"{plain(query)} ", count))


async def note_opened(request: Request, slug: str) -> None:
    """Count an article that was opened from what a search found; the same."""
    services: Services = request.app.ctx.services
    query = read_query(request, MAX_HELP_QUERY_LENGTH, SEARCHED)
    if content_words(query) and request.method == "GET":
        count = partial(services.help_searches.opened, query, slug)
        _beside(_count(request, f"{plain(query)} {slug}", count))


def _beside(counting: Coroutine[Any, Any, None]) -> None:
    """Go on with the answer at once; while a part is away, few wait for it, and none is kept."""
    if len(_counting) >= _MOST_AT_ONCE:
        counting.close()
        return
    task = asyncio.create_task(counting)
    _counting.add(task)
    task.add_done_callback(_counting.discard)


async def _count(request: Request, what: str, count: Callable[[], None]) -> None:
    with contextlib.suppress(Unavailable, *AWAY):
        if await _counts(request, what):
            await in_thread(count)


async def _counts(request: Request, what: str) -> bool:
    """Tell whether this counts: the first time today, not one of too many, and no colleague's."""
    if session_of(request):
        return False
    limits, sender = request.app.ctx.services.limits, sender_of(request)
    digest = hashlib.sha256(what.encode()).hexdigest()[:16]
    with contextlib.suppress(TooMany):
        await limits.hit(f"help_searches:{sender}", MAX_KEPT_SEARCHES_A_DAY, _DAY)
        try:
            await limits.hit(f"help_search:{sender}:{digest}", 1, _DAY)
        except TooMany:
            await limits.give_back(f"help_searches:{sender}")  # a repeat is none of the hundred
            raise
        return True
    return False
