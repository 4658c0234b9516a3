"""Having looked for what drives the effort score, once a day, by a process of its own."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import timedelta
from pathlib import Path

import structlog

from core.errors import Unavailable
from core.insights import DRIVER_DAYS, MIN_RATED
from store.clock import now
from store.insights import Drivers
from web.http import in_thread
from web.services import Services

log = structlog.get_logger()

_HOME = Path(__file__).parents[2]
_LOOK_EVERY = 600.0  # seconds
_EVERY = timedelta(days=1)
_MOST_SECONDS = 1800.0  # then something is wrong with it


async def mind_drivers(services: Services) -> None:
    """Start it whenever it is due and there are enough scores, for ever."""
    while True:
        try:
            if await in_thread(_is_due, services):
                await _find(services)
        except Unavailable:
            log.info("drivers.waiting")
        except Exception as error:
            log.error("drivers.not_found", exc_info=error)
        await asyncio.sleep(_LOOK_EVERY)


def _is_due(services: Services) -> bool:
    drivers = Drivers(services.database)
    last = drivers.last()
    if last is not None and now() - last[0] < _EVERY:
        return False
    # What was once found is looked for again also when too little is left to find anything.
    since = now() - timedelta(days=DRIVER_DAYS)
    return last is not None or len(drivers.rated_since(since)) >= MIN_RATED


async def _find(services: Services) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "commands.insight_drivers"),
        cwd=_HOME,
        env={**os.environ, "DATABASE_URL": services.environment.database_url},
        stdout=asyncio.subprocess.DEVNULL,
    )
    try:
        code = await asyncio.wait_for(process.wait(), _MOST_SECONDS)
        log.info("drivers.looked_for", code=code)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
