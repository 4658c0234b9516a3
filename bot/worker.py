"""Takes messages from the inbox, in order within each conversation, until each is settled."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from dataclasses import dataclass
from time import monotonic

import structlog

from bot.extensions import ActionFailed
from bot.faults import passes_by_itself
from bot.turn_slots import TurnSlots
from bot.turns import Turns
from core.conversations import MAX_IN_INBOX, InboxMessageKind
from store.realtime import Delivered, Inbox, LeaderLock, RedisError, end_tasks

log = structlog.get_logger()

_FIRST_PAUSE, _MAX_PAUSE = 0.2, 4.0  # seconds between tries
_PATIENCE = 15.0  # seconds of trying, then an apology
_PATIENCE_WITH_PARTS = 45.0  # while a part is away: by then the launcher has replaced what hangs
_RETRY_AFTER = 1.0


@dataclass(frozen=True)
class _Job:
    """A message to deal with; `again` if its turn may have been taken before."""

    delivered: Delivered
    again: bool


class Worker:
    """The only caller of Rasa.

    Messages of one conversation wait for each other; conversations take turns, and so do those who
    send. All that waits is taken in at once: a question behind a flood could not be seen otherwise.

    A message leaves the inbox only together with the publication of what came of it, so a crash at
    any point is followed by the same message again, and `Turns.taken_before` tells whether its turn
    was saved.
    """

    def __init__(self, inbox: Inbox, lock: LeaderLock, turns: Turns) -> None:
        self._inbox, self._lock, self._turns = inbox, lock, turns
        self._waiting: dict[str, deque[_Job]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = TurnSlots()
        self._working: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Work until stopped, through failures of Redis; one process at a time, others stand by."""
        self._working = asyncio.create_task(self._run())

    @property
    def is_working(self) -> bool:
        """Whether it was started and has not ended, be it by itself."""
        return self._working is not None and not self._working.done()

    async def _run(self) -> None:
        while True:
            try:
                if await self._lock.hold():
                    await self._work()
            except (RedisError, OSError) as error:
                log.warning("inbox.away", error=str(error))
            except Exception as error:
                log.error("inbox.failed", exc_info=error)
            await asyncio.sleep(_RETRY_AFTER)

    async def _work(self) -> None:
        await self._inbox.open()
        await self._turns.open()
        await self._take_up_again()
        while await self._lock.hold():
            if sum(map(len, self._waiting.values())) > MAX_IN_INBOX:
                await asyncio.wait(self._tasks, timeout=1, return_when=asyncio.FIRST_COMPLETED)
                continue
            for delivered in await self._inbox.next(block=1000):
                self._add(_Job(delivered, again=False))
        await self._drop()  # another process has the lock and is delivered the same messages

    async def _take_up_again(self) -> None:
        """Add what was delivered earlier and never settled, unless it is at work already."""
        here = {job.delivered.stream_id for jobs in self._waiting.values() for job in jobs}
        last = "0"
        while unsettled := await self._inbox.unsettled(last):
            last = unsettled[-1].stream_id
            for delivered in unsettled:
                if delivered.stream_id not in here:
                    self._add(_Job(delivered, again=True))

    async def stop(self) -> None:
        """Let another process take over at once; what is under way is delivered to it again."""
        if self._working is not None:
            await end_tasks([self._working])
        await self._drop()
        with contextlib.suppress(RedisError, OSError):
            await self._lock.release()

    async def _drop(self) -> None:
        while self._tasks:  # a message taken in meanwhile has begun another
            await end_tasks(self._tasks)
        self._waiting.clear()

    def _add(self, job: _Job) -> None:
        conversation = job.delivered.message.conversation
        if conversation in self._waiting:
            self._waiting[conversation].append(job)
            return
        self._waiting[conversation] = deque([job])
        task = asyncio.create_task(self._drain(conversation))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self, conversation: str) -> None:
        jobs = self._waiting[conversation]
        while jobs:
            await self._deal_with(jobs[0].delivered, jobs[0].again)
            jobs.popleft()
        del self._waiting[conversation]

    async def _deal_with(self, delivered: Delivered, again: bool) -> None:
        """Try until the message is settled; what fails again and again gets an apology.

        What fails even then, through no part that is away, is set aside: the conversation goes on.
        """
        tries, given_up, failing_since, last = 0, "", monotonic(), False
        while True:
            try:
                async with self._slots.turn(delivered.sender):
                    if given_up:
                        await self._inbox.set_aside(delivered, given_up)
                    else:
                        await self._settle(delivered, again, last)
                return
            except (RedisError, OSError) as error:
                # Nobody's fault but Redis's: nothing can be published before it is back.
                again = True
                _log_failure(delivered, tries, error)
                await asyncio.sleep(_RETRY_AFTER)
            except (Exception, ActionFailed) as error:
                failing_since = failing_since if tries else monotonic()
                tries, again, passes = tries + 1, True, passes_by_itself(error)
                _log_failure(delivered, tries, error)
                if last and not passes:
                    given_up = f"The assistant failed {tries} times: {error!r}"
                    continue
                last = monotonic() - failing_since > (_PATIENCE_WITH_PARTS if passes else _PATIENCE)
                await asyncio.sleep(pause_after(tries))

    async def _settle(self, delivered: Delivered, again: bool, last: bool) -> None:
        message = delivered.message
        # Whether words were said before, the record tells before they are put into the inbox; of
        # what is not said only the tracker knows, should Redis have lost its data.
        again = again or not message.is_said
        events = await self._turns.taken_before(message) if again else []
        if not events and last and message.kind is InboxMessageKind.CUSTOMER:
            events = await self._turns.apologise(message)
        elif not events:
            events = await self._turns.take(message)
        await self._inbox.settle(delivered, events)


def pause_after(tries: int) -> float:
    """How many seconds to wait after so many tries that failed."""
    return min(_MAX_PAUSE, _FIRST_PAUSE * 2.0 ** min(tries - 1, 10))


def _log_failure(delivered: Delivered, tries: int, error: BaseException) -> None:
    log.warning(
        "turn.failed",
        conversation=delivered.message.conversation,
        message=delivered.message.id,
        tries=tries,
        error=repr(error),
    )
