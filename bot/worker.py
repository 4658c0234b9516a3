"""Takes messages from the inbox, in order within each conversation, until each is settled."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from time import monotonic

import structlog

from bot.extensions import ActionFailed
from bot.faults import passes_by_itself
from bot.traced import traced_turn
from bot.turn_slots import TurnSlots
from bot.turns import TurnEvents, Turns
from core.conversations import MAX_IN_INBOX, InboxMessageKind
from store.realtime import Delivered, Inbox, LeaderLock, RedisError, end_tasks

log = structlog.get_logger()

_FIRST_PAUSE, _MAX_PAUSE = 0.2, 4.0  # seconds between tries
_PATIENCE = 15.0  # seconds of trying, then an apology
_PATIENCE_WITH_PARTS = 45.0  # while a part is away: by then the launcher has replaced what hangs
_RETRY_AFTER = 1.0


class Worker:
    """The only caller of Rasa.

    Messages of one conversation wait for each other; conversations take turns, and so do those who
    send. All that waits is taken in at once: a question behind a flood could not be seen otherwise.

    A message leaves the inbox only together with the publication of what came of it and with what
    Rasa remembers of it, so a crash at any point is followed by the same message again, as if its
    turn had never been.
    """

    def __init__(self, inbox: Inbox, lock: LeaderLock, turns: Turns) -> None:
        self._inbox, self._lock, self._turns = inbox, lock, turns
        self._waiting: dict[str, deque[Delivered]] = {}
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
                self._add(delivered)
        await self._drop()  # another process has the lock and is delivered the same messages

    async def _take_up_again(self) -> None:
        """Add what was delivered earlier and never settled, unless it is at work already."""
        here = {each.stream_id for waiting in self._waiting.values() for each in waiting}
        last = "0"
        while unsettled := await self._inbox.unsettled(last):
            last = unsettled[-1].stream_id
            for delivered in unsettled:
                if delivered.stream_id not in here:
                    self._add(delivered)

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

    def _add(self, delivered: Delivered) -> None:
        conversation = delivered.message.conversation
        if conversation in self._waiting:
            self._waiting[conversation].append(delivered)
            return
        self._waiting[conversation] = deque([delivered])
        task = asyncio.create_task(self._drain(conversation))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self, conversation: str) -> None:
        waiting = self._waiting[conversation]
        while waiting:
            await self._deal_with(waiting[0])
            waiting.popleft()
        del self._waiting[conversation]

    async def _deal_with(self, delivered: Delivered) -> None:
        """Try until the message is settled; what fails again and again gets an apology.

        What fails even then, through no part that is away, is set aside: the conversation goes on.
        """
        tries, given_up, failing_since, last = 0, "", monotonic(), False
        events: TurnEvents | None = None
        while True:
            try:
                async with self._slots.turn(delivered.sender):
                    if given_up:
                        await self._inbox.set_aside(delivered, given_up)
                        return
                    with traced_turn(delivered):
                        if events is None:
                            events = await self._take(delivered, last)
                        await self._inbox.settle(delivered, events)
                return
            except (RedisError, OSError) as error:
                # Nobody's fault but Redis's: nothing can be published before it is back.
                _log_failure(delivered, tries, error)
                await asyncio.sleep(_RETRY_AFTER)
            except (Exception, ActionFailed) as error:
                failing_since = failing_since if tries else monotonic()
                tries, passes = tries + 1, passes_by_itself(error)
                _log_failure(delivered, tries, error)
                if last and not passes:
                    given_up = f"The assistant failed {tries} times: {error!r}"
                    continue
                last = monotonic() - failing_since > (_PATIENCE_WITH_PARTS if passes else _PATIENCE)
                await asyncio.sleep(pause_after(tries))

    async def _take(self, delivered: Delivered, last: bool) -> TurnEvents:
        message = delivered.message
        if last and message.kind is InboxMessageKind.CUSTOMER:
            return await self._turns.apologise(message)
        return await self._turns.take(message)


def pause_after(tries: int) -> float:
    """How many seconds to wait after so many tries that failed."""
    return min(_MAX_PAUSE, _FIRST_PAUSE * 2.0 ** min(tries - 1, 10))


def _log_failure(delivered: Delivered, tries: int, error: BaseException) -> None:
    log.warning(
        "turn.failed",
        conversation=delivered.message.conversation,
        turn=delivered.message.id,
        tries=tries,
        error=repr(error),
    )
