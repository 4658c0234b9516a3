"""Letting go what is older than its days, once a day: in batches, beside everybody who writes."""

from __future__ import annotations

import asyncio
import time

import structlog

from core.errors import Unavailable
from core.personal_data import Kind, Retention, RetentionMode
from store.clock import now
from store.personal_data import forget_older_dead, older_dead
from store.realtime import RedisError
from store.retention import Going, Run, Runs, figures_behind
from web.http import in_thread
from web.services import Services

log = structlog.get_logger()

_LOOK_EVERY = 60.0  # seconds
_RETRY_AFTER = 30.0
_REST = 2.0  # times as long as a batch took: whoever writes to customers has the record first
_CHANGED = "The settings were changed meanwhile; the next run goes by the new ones."
_BEHIND = "Figures of what would go are still being made; they come first."
_AWAY = "Redis, the record or the place of the files is away for a moment."


async def mind_retention(services: Services) -> None:
    """Do what is due of the run of each day, for ever; whoever takes over goes on where it was."""
    runs = Runs(services.database)
    going = Going(services.database, services.attachments)
    while True:
        run: Run | None = None
        began, wait = time.monotonic(), _LOOK_EVERY
        try:
            run = await in_thread(runs.due, services.settings.retention, now())
            if run is not None:
                wait = await _go_on(services, runs, going, run, began)
        except (RedisError, OSError, Unavailable) as error:
            log.warning("retention.waiting", error=type(error).__name__)
            wait = await _tell(runs, run, _AWAY)
        except Exception as error:
            log.error("retention.failed", exc_info=error)
            wait = await _tell(runs, run, "This step failed; the log says why.")
        await asyncio.sleep(wait)


async def _go_on(services: Services, runs: Runs, going: Going, run: Run, began: float) -> float:
    """Do the next batch; returns in how many seconds to look again."""
    if not run.looks and _is_another(services.settings.retention, run):
        await in_thread(runs.end, run, _CHANGED)
        return _LOOK_EVERY
    if not going.is_over(run):
        if not run.looks and await in_thread(figures_behind, services.database, run):
            return await _tell(runs, run, _BEHIND)
        await in_thread(going.go_on, run)
        return _REST * (time.monotonic() - began)
    await _finish(services, runs, run)
    return _LOOK_EVERY


def _is_another(retention: Retention, run: Run) -> bool:
    """Tell whether what is set now is not what a run began with: nothing goes by old days."""
    return retention.mode is RetentionMode.LOOK or dict(retention.days) != dict(run.retention.days)


async def _finish(services: Services, runs: Runs, run: Run) -> None:
    before = run.retention.before(Kind.ON_THE_WAY, run.at)
    if before is not None:
        count = older_dead if run.looks else forget_older_dead
        rows = await count(services.redis, before)
        counts = {**run.counts, Kind.ON_THE_WAY.value: rows}
        run = await in_thread(runs.note, run, counts=counts)
    await in_thread(runs.end, run)


async def _tell(runs: Runs, run: Run | None, problem: str) -> float:
    """Say on the page what a run waits for."""
    if run is not None and run.problem != problem:
        try:
            await in_thread(runs.note, run, problem)
        except Unavailable:
            log.warning("retention.waiting", problem=problem)
    return _RETRY_AFTER
