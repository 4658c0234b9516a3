"""One part of the inbox: its messages dealt with, in order within each conversation."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic

import structlog

from bot.extensions import ActionFailed
from bot.faults import passes_by_itself
from bot.traced import traced_turn
from bot.turn_slots import TurnSlots
from bot.turns import TurnEvents, Turns
from core.conversations import InboxMessageKind
from store.realtime import Delivered, Held, PartitionLost, RedisError, Taking, end_tasks

log = structlog.get_logger()

_FIRST_PAUSE, _MAX_PAUSE = 0.2, 4.0  # seconds between tries
_PATIENCE = 15.0  # seconds of trying, then an apology
_PATIENCE_WITH_PARTS = 45.0  # while a part is away: by then the launcher has replaced what hangs
_RETRY_AFTER = 1.0


class Partition:
    """The messages of a partition that this process holds, until it is closed or dropped.

    token: what proves to the store that this process holds it
    slots: shared with the other partitions, so that all who send take turns
    """

    def __init__(self, token: str, taking: Taking, turns: Turns, slots: TurnSlots) -> None:
        self.token, self.last = token, "0"
        self._taking, self._turns, self._slots = taking, turns, slots
        self._waiting: dict[str, deque[Delivered]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._under_way: set[asyncio.Task[None]] = set()  # those whose turn has begun
        self.is_closing = False

    @property
    def held(self) -> Held:
        return Held(self.token, self.last)

    @property
    def waiting(self) -> int:
        """How many messages are in memory."""
        return sum(map(len, self._waiting.values()))

    @property
    def is_closed(self) -> bool:
        """Whether it was closed and its turns under way have ended."""
        return self.is_closing and not self._tasks

    def add(self, delivered: Delivered) -> None:
        """Deal with a message once those before it in its conversation are settled."""
        conversation = delivered.message.conversation
        if conversation in self._waiting:
            self._waiting[conversation].append(delivered)
            return
        self._waiting[conversation] = deque([delivered])
        task = asyncio.create_task(self._drain(conversation))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def close(self) -> None:
        """Begin no turn any more; those under way end by themselves, settled or failed once."""
        self.is_closing = True
        for task in self._tasks - self._under_way:
            task.cancel()

    async def drop(self) -> None:
        """End all at once: what is not settled is read again by whoever holds the partition."""
        self.is_closing = True
        await end_tasks(self._tasks)

    async def _drain(self, conversation: str) -> None:
        waiting = self._waiting[conversation]
        while waiting and not self.is_closing:
            try:
                await self._deal_with(waiting[0])
            except PartitionLost:
                log.warning("partition.lost", conversation=conversation)
                self.is_closing = True
                return
            waiting.popleft()
        if not self.is_closing:
            del self._waiting[conversation]

    async def _deal_with(self, delivered: Delivered) -> None:
        """Try until the message is settled; what fails again and again gets an apology.

        What fails even then, through no part that is away, is set aside: the conversation goes on.
        """
        tries, given_up, failing_since, last = 0, "", monotonic(), False
        events: TurnEvents | None = None
        while not self.is_closing:
            try:
                async with self._slots.turn(delivered.sender), self._begun():
                    if given_up:
                        await self._taking.set_aside(delivered, given_up)
                        return
                    with traced_turn(delivered):
                        if events is None:
                            events = await self._take(delivered, last)
                        await self._taking.settle(delivered, events)
                return
            except (RedisError, OSError) as error:
                # Nobody's fault but Redis's: nothing can be published before it is back.
                _log_failure(delivered, tries, error)
                await self._pause(_RETRY_AFTER)
            except PartitionLost:
                raise
            except (Exception, ActionFailed) as error:
                failing_since = failing_since if tries else monotonic()
                tries, passes = tries + 1, passes_by_itself(error)
                _log_failure(delivered, tries, error)
                if last and not passes:
                    given_up = f"The assistant failed {tries} times: {error!r}"
                    continue
                last = monotonic() - failing_since > (_PATIENCE_WITH_PARTS if passes else _PATIENCE)
                await self._pause(pause_after(tries))

    @asynccontextmanager
    async def _begun(self) -> AsyncIterator[None]:
        """Let a turn end, in the block, though the partition is closed meanwhile."""
        task = asyncio.current_task()
        assert task is not None
        self._under_way.add(task)
        try:
            yield
        finally:
            self._under_way.discard(task)

    async def _pause(self, seconds: float) -> None:
        if not self.is_closing:
            await asyncio.sleep(seconds)

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
