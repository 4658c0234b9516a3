"""Deals with this process's share of the inbox, and shares it out with the other bots."""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from time import monotonic

import structlog
from redis.asyncio import Redis

from bot.partition import Partition
from bot.turn_slots import TurnSlots
from bot.turns import Turns
from core.conversations import MAX_IN_INBOX, share_out
from store.realtime import RedisError, Shares, Standing, Taking, end_tasks

log = structlog.get_logger()

_BEAT = 0.7  # seconds; a bot that is gone is missed after a lease and one of these
_WHILE_CLOSING = 0.02  # seconds of waiting for messages while a partition is to be handed on
_LEAVES_WITHIN = 5.0  # seconds; then what is under way is another bot's to do again
_RETRY_AFTER = 1.0


class Worker:
    """The only caller of Rasa in this process.

    Messages of one conversation wait for each other; conversations take turns, and so do those who
    send. All that waits is taken in at once: a question behind a flood could not be seen otherwise.

    A message leaves the inbox only together with the publication of what came of it and with what
    Rasa remembers of it, so a crash at any point is followed by the same message again, as if its
    turn had never been.

    The bots share out the partitions of the inbox (`share_out`), each for itself by what it sees in
    Redis. One that has too many hands them on once their turns under way have ended; one that
    finds some free takes its part of them. All that it does to leases it does one after the other.
    """

    def __init__(self, redis: Redis, turns: Turns) -> None:
        bot = uuid.uuid4().hex
        self._shares, self._taking = Shares(redis, bot), Taking(redis, bot)
        self._turns, self._slots = turns, TurnSlots()
        self._held: dict[int, Partition] = {}
        self._due: dict[int, str] = {}  # who is to hold each partition, as was found last
        self._leaving = False
        self._working: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Work until stopped, through failures of Redis."""
        self._working = asyncio.create_task(self._run())

    @property
    def is_working(self) -> bool:
        """Whether it was started and has not ended, be it by itself."""
        return self._working is not None and not self._working.done()

    @property
    def partitions(self) -> frozenset[int]:
        """Those that this process holds, as far as it knows."""
        return frozenset(self._held)

    @property
    def waiting(self) -> int:
        """How many messages were taken in and are not settled."""
        return sum(partition.waiting for partition in self._held.values())

    async def stop(self) -> None:
        """Hand everything on, once the turns under way have ended, if they soon do."""
        self._leaving = True
        if self._working is not None:
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(asyncio.shield(self._working), _LEAVES_WITHIN)
            await end_tasks([self._working])
        for partition in self._held.values():
            await partition.drop()
        with contextlib.suppress(RedisError, OSError):
            await self._give_back()

    async def _run(self) -> None:
        is_open = False
        while not (self._leaving and not self._held):
            try:
                if not is_open:
                    await self._shares.open()
                    await self._turns.open()
                    is_open = True
                await self._beat()
                await self._read_until(monotonic() + _BEAT)
                continue
            except (RedisError, OSError) as error:
                log.warning("inbox.away", error=str(error))
            except Exception as error:
                log.error("inbox.failed", exc_info=error)
            await asyncio.sleep(_RETRY_AFTER)

    async def _beat(self) -> None:
        """Renew what is held, let go what was lost, and do what is due."""
        tokens = {number: partition.token for number, partition in self._held.items()}
        standing = await self._shares.beat(tokens, self._leaving)
        for number, token in tokens.items():
            if standing.leases[number].token != token:
                log.warning("partition.lost", number=number)
                await self._held.pop(number).drop()
        for number, lease in standing.leases.items():
            if lease.bot == self._shares.bot and number not in self._held:
                self._hold(number, lease.token)  # it was handed to us
        await self._do_what_is_due(standing)

    async def _do_what_is_due(self, standing: Standing) -> None:
        own, leases = self._shares.bot, standing.leases
        self._due = share_out(standing.bots, {n: lease.bot for n, lease in leases.items()})
        for number, partition in self._held.items():
            if self._due.get(number) != own and not partition.is_closing:
                partition.close()
        mine = [n for n, bot in self._due.items() if bot == own and not leases[n].bot]
        for number, token in (await self._shares.take(mine)).items():
            self._hold(number, token)

    def _hold(self, number: int, token: str) -> None:
        log.info("partition.held", number=number)
        self._held[number] = Partition(token, self._taking, self._turns, self._slots)

    async def _read_until(self, end: float) -> None:
        """Take in messages until it is time to look how things stand."""
        woken = False
        while not woken and monotonic() < end:
            await self._hand_on_what_is_closed()
            is_closing = any(partition.is_closing for partition in self._held.values())
            if self._leaving and not is_closing:
                return  # there is nothing left to wait for
            seconds = _WHILE_CLOSING if is_closing else max(0.0, end - monotonic())
            is_full = self.waiting > MAX_IN_INBOX
            reading = {} if is_full else {n: p for n, p in self._held.items() if not p.is_closing}
            held = {number: partition.held for number, partition in reading.items()}
            found = await self._taking.next(held, int(seconds * 1000))
            for delivered in found.delivered:
                self._held[delivered.partition].add(delivered)
            for number, last in found.last.items():
                self._held[number].last = last
            woken = found.woken

    async def _hand_on_what_is_closed(self) -> None:
        for number, partition in list(self._held.items()):
            if partition.is_closed:
                await self._shares.give(number, partition.token, self._due.get(number, ""))
                del self._held[number]
                log.info("partition.handed_on", number=number)

    async def _give_back(self) -> None:
        """Leave what could not be handed on in time."""
        for number, partition in list(self._held.items()):
            await self._shares.give(number, partition.token, self._due.get(number, ""))
            del self._held[number]
