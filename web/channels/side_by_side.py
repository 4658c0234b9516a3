"""Doing many things at the same time, so that what takes long holds up nothing else."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from time import monotonic

from store.channels import Lane
from store.realtime import end_tasks

Job = Callable[[], Awaitable[object]]


class Lanes:
    """Jobs side by side: one at a time in a lane, so many at a time of a connection.

    Nobody waits for a vendor that hangs but those whom it serves.
    """

    def __init__(self, at_once: int) -> None:
        self._turns: defaultdict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(at_once)
        )
        self._running: dict[Lane, asyncio.Task[None]] = {}
        self._failure: BaseException | None = None
        self._is_over = False

    def busy(self) -> frozenset[Lane]:
        """Return the lanes in which something runs; raises what a job has raised since last time.

        Ask before reading what there is to do: what is being done may be over by the time that it
        has been read, and would be done twice.
        """
        failure, self._failure = self._failure, None
        if failure is not None:
            raise failure
        return frozenset(self._running)

    def begin(self, lane: Lane, job: Job) -> None:
        """Begin a job in a lane that is not busy, once it is the connection's turn."""
        task = asyncio.create_task(self._in_turn(lane.connection, job))
        self._running[lane] = task
        task.add_done_callback(lambda task: self._end(lane, task))

    async def end(self, patience: float = 0.0) -> None:
        """End what still runs; what has begun may come to its own end for so many seconds.

        That is waited for even by who is told again to end: what a vendor has carried out is to be
        written down, or it would be done again.
        """
        self._is_over = True
        last = monotonic() + patience
        while self._running and (left := last - monotonic()) > 0:
            with suppress(asyncio.CancelledError):
                await asyncio.wait(self._running.values(), timeout=left)
        await end_tasks(self._running.values())

    async def _in_turn(self, connection: str, job: Job) -> None:
        async with self._turns[connection]:
            if not self._is_over:
                await job()

    def _end(self, lane: Lane, task: asyncio.Task[None]) -> None:
        del self._running[lane]
        if not task.cancelled() and task.exception() is not None:
            self._failure = self._failure or task.exception()
