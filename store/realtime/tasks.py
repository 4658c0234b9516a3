"""The end of tasks that talk to Redis, made sure of."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable


async def end_tasks(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Cancel until they have ended: redis-py swallows a cancellation now and then.

    One that comes as a time limit of redis-py runs out is told as that time limit. Whoever is
    cancelled while they wait here waits on, and hears of it then: no task is left alone.
    """
    going, told = set(tasks), False
    while going:
        for task in going:
            task.cancel()
        try:
            _, going = await asyncio.wait(going, timeout=0.5)
        except asyncio.CancelledError:
            told, going = True, {task for task in going if not task.done()}
    if told:
        raise asyncio.CancelledError
