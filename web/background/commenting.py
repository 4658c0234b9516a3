"""Putting comments of the effort question together that mean the same, beside everything else."""

from __future__ import annotations

import asyncio
import time

import structlog

from core.errors import Unavailable
from store.insights import CommentGrouping
from web.http import in_thread
from web.services import Services

log = structlog.get_logger()

_EVERY = 30.0  # seconds
_AFTER_A_FAULT = 60.0
_REST = 5.0  # times as long as the work took: customers' questions have the machine first
_MEASURED_AT_ONCE = 10  # groups in one request


async def mind_comments(services: Services) -> None:
    """Group what customers say of their effort, for ever."""
    while True:
        began, pause = time.monotonic(), _EVERY
        try:
            while await group_comments(services):
                await asyncio.sleep(_REST * (time.monotonic() - began))
                began = time.monotonic()
        except Unavailable:
            log.info("comments.waiting")  # for the assistant; what waits is taken up later
        except Exception as error:
            log.error("comments.not_minded", exc_info=error)
            pause = _AFTER_A_FAULT
        await asyncio.sleep(max(pause, _REST * (time.monotonic() - began)))


async def group_comments(services: Services) -> int:
    """Put comments that belong to no group yet into one; returns how many that were.

    Raises Unavailable where the assistant is away.
    """
    grouping = CommentGrouping(services.database)
    waiting = await in_thread(grouping.waiting)
    if waiting:
        groups = await in_thread(grouping.groups)
        assigned = await services.actions.group(list(waiting.values()), groups)
        named = dict(zip(waiting, assigned, strict=True))
        grown = sorted(await in_thread(grouping.assign, waiting, named))
        for start in range(0, len(grown), _MEASURED_AT_ONCE):
            await _measure(services, grouping, set(grown[start : start + _MEASURED_AT_ONCE]))
    return len(waiting)


async def _measure(services: Services, grouping: CommentGrouping, groups: set[int]) -> None:
    latest = await in_thread(grouping.latest_of, groups)
    nearness = await services.actions.nearness([list(each.values()) for each in latest])
    found = {
        conversation: near
        for said, measured in zip(latest, nearness, strict=True)
        for conversation, near in zip(said, measured, strict=True)
    }
    await in_thread(grouping.note_nearness, found)
