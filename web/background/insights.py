"""Rolling up where customers' effort goes, day by day, beside everything else."""

from __future__ import annotations

import asyncio
import time

import structlog

from core.errors import Unavailable
from store.insights import roll_up_offers
from web.http import in_thread
from web.services import Services

log = structlog.get_logger()

_EVERY = 30.0  # seconds
_AFTER_A_FAULT = 60.0
_REST = 3.0  # times as long as a day took: whoever writes to customers has the record first


async def mind_insights(services: Services) -> None:
    """Keep what is rolled up in step with the record, for ever."""
    while True:
        began, left, pause = time.monotonic(), 0, _EVERY
        try:
            left = await in_thread(_roll_up, services)
        except Unavailable:
            log.info("insights.waiting")
        except Exception as error:
            log.error("insights.not_minded", exc_info=error)
            pause = _AFTER_A_FAULT
        took = time.monotonic() - began
        await asyncio.sleep(_REST * took if left else max(pause, _REST * took))


def _roll_up(services: Services) -> int:
    while roll_up_offers(services.database):
        pass
    return services.insight_roll_up.catch_up(services.settings.segments.default)
