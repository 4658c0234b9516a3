"""Erasing whom admins have had erased, step by step; whoever takes over goes on where it was."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import structlog

from core.errors import Unavailable
from core.personal_data import Kind
from store.clock import now
from store.database import Database
from store.personal_data import PLACES, Erasure, Erasures, erase_in_redis, rewrite_files
from store.realtime import RedisError
from store.schema.search import forget_deleted
from web.http import in_thread
from web.services import Services

log = structlog.get_logger()

_LOOK_EVERY = 1.0  # seconds
_RETRY_AFTER = 5.0
# A turn that was under way when its conversation went ends by then, and is erased after it.
_STRAGGLERS = timedelta(seconds=10)


async def mind_erasures(services: Services) -> None:
    """Do the next step of each that is not done, for ever."""
    erasures = Erasures(services.database, services.attachments)
    while True:
        try:
            running = await in_thread(erasures.running)
            waits = [await _go_on(services, erasures, each) for each in running]
            wait = min(waits, default=_LOOK_EVERY)
        except Unavailable as error:  # the record itself
            log.warning("erasing.waiting", error=type(error).__name__)
            wait = _RETRY_AFTER
        except Exception as error:
            log.error("erasing.failed", exc_info=error)
            wait = _RETRY_AFTER
        await asyncio.sleep(wait)


async def _go_on(services: Services, erasures: Erasures, erasure: Erasure) -> float:
    """Do the next step, or say what keeps it from that; returns in how many seconds to look again.

    One that cannot go on keeps no other from it.
    """
    try:
        return 0 if await _step(services, erasures, erasure) else _LOOK_EVERY
    except (RedisError, OSError, Unavailable) as error:
        log.warning("erasing.waiting", error=type(error).__name__)
        told = error.message if isinstance(error, Unavailable) else "Redis or the disk is away."
    except Exception as error:
        log.error("erasing.failed", exc_info=error)
        told = "This step failed; the log says why."
    await in_thread(erasures.note_problem, erasure, told)
    return _RETRY_AFTER


async def _step(services: Services, erasures: Erasures, erasure: Erasure) -> bool:
    if erasure.step < len(PLACES):
        place = PLACES[erasure.step]
        rows = await in_thread(erasures.erase_place, erasure, place)
        await in_thread(erasures.note, erasure, place.kind, rows)
    elif erasure.step == len(PLACES):
        gone = await erase_in_redis(services.redis, erasure.whose)
        await in_thread(erasures.note, erasure, Kind.ON_THE_WAY, gone)
    elif now() - erasure.at < _STRAGGLERS:
        return False
    elif erasure.step == len(PLACES) + 1:
        gone = await erase_in_redis(services.redis, erasure.whose)
        await in_thread(erasures.erase_late, erasure)
        await in_thread(erasures.note, erasure, Kind.ON_THE_WAY, gone)
    elif erasure.step == len(PLACES) + 2:
        await in_thread(erasures.forget_who, erasure)
    else:
        await in_thread(compact, services.database)
        await in_thread(erasures.end, erasure, await rewrite_files(services.redis))
    return True


def compact(database: Database) -> None:
    """Let no deleted word stay in the record's files."""
    database.compact(*forget_deleted())
