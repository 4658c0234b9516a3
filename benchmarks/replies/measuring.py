"""The measurements, in rounds, each kind and the peer in turn."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice

from benchmarks.replies.asked import questions
from benchmarks.replies.conversation import Conversation
from benchmarks.replies.figures import Measured
from benchmarks.replies.inbox import InboxTalk, inbox_talk
from benchmarks.replies.processes import memory_mb, processor_seconds
from benchmarks.replies.stock import Stock
from launch.console import Console
from launch.running import processes
from launch.running.own_product import OwnProduct
from launch.running.ports import free_port
from launch.running.supervisor import Supervisor
from launch.variables import Settled

ROUNDS = 3
AT_ONCE = 16  # conversations
_PAUSE, _AS_PEOPLE_TYPE = 0.3, 3.0  # seconds between messages
_FLOOD = 8.0  # seconds
_LONG = 1000  # messages
_AROUND = 20  # messages of the young and the long conversation that count

Say = Callable[[str], None]


class Measuring:
    """Asks a running product, and the peer if there is one."""

    def __init__(self, product: OwnProduct, stock: Stock | None, say: Say) -> None:
        self._product, self._stock, self._say = product, stock, say
        self._texts, self.measured = questions(), Measured()

    async def run(self, messages: int) -> Measured:
        """Measure everything; `messages` are asked of each kind in each round."""
        async with inbox_talk(self._product.web_url, self._product.redis_url) as talk:
            await self._warm(talk)
            for number in range(1, ROUNDS + 1):
                self._say(f"round {number} of {ROUNDS}")
                await self._round(talk, messages)
            self._say("three seconds between messages")
            await asyncio.to_thread(self._as_people_type, messages)
            self._say(f"a conversation of {_LONG:,} messages")
            await self._grow(talk)
            self._say("two bots")
            await self._second_bot(talk)
        leaders = self._product.processes
        self.measured.memory = {name: memory_mb(pid) for name, pid in leaders.items()}
        return self.measured

    async def _warm(self, talk: InboxTalk) -> None:
        for conversation in talk.begin(3):
            for text in islice(self._texts, 5):
                await talk.ask(conversation, text)
                if self._stock:
                    self._stock.ask(conversation, text)

    async def _round(self, talk: InboxTalk, messages: int) -> None:
        of = self.measured
        (conversation,) = talk.begin(1)
        for text in islice(self._texts, messages):
            of.inbox.append(await talk.ask(conversation, text))
        of.api += await asyncio.to_thread(self._through_the_api, messages, 0.0)
        if self._stock:
            sender = uuid.uuid4().hex
            of.stock += [self._stock.ask(sender, text) for text in islice(self._texts, messages)]
        of.paused += await asyncio.to_thread(self._through_the_api, messages // 2, _PAUSE)
        of.rates.append(await talk.flood(talk.begin(AT_ONCE), self._texts, _FLOOD))
        if self._stock:
            of.stock_rates.append(await self._stock.flood(AT_ONCE, self._texts, _FLOOD))

    def _through_the_api(self, messages: int, pause: float) -> list[float]:
        conversation, took = Conversation(self._product.web_url), []
        for text in islice(self._texts, messages):
            time.sleep(pause)
            took.append(conversation.ask(text))
        return took

    def _as_people_type(self, messages: int) -> None:
        """Ask both in turn, each with three seconds between its messages."""
        conversation, sender = Conversation(self._product.web_url), uuid.uuid4().hex
        half = _AS_PEOPLE_TYPE / 2
        for text in islice(self._texts, messages // 2):
            time.sleep(half)
            self.measured.slow.append(conversation.ask(text))
            time.sleep(half)
            if self._stock:
                self.measured.stock_slow.append(self._stock.ask(sender, text))

    async def _grow(self, talk: InboxTalk) -> None:
        """Ask a thousand times in one conversation; at its end in turn with a young one."""
        (long,) = talk.begin(1)
        for asked, text in enumerate(islice(self._texts, _LONG - _AROUND), start=1):
            await talk.ask(long, text)
            if asked % 250 == 0:
                self._say(f"  {asked}")
        for young in talk.begin(2):
            for text in islice(self._texts, _AROUND // 2):
                self.measured.long.append(await talk.ask(long, text))
                self.measured.young.append(await talk.ask(young, text))

    async def _second_bot(self, talk: InboxTalk) -> None:
        """Flood one bot, then two, and note what processor each needed for how much."""
        bot = self._product.processes["bot"]
        alone = await self._flooded(talk, [bot])
        with _another_bot(self._product) as second:
            both = await self._flooded(talk, [bot, second])
        self.measured.bots = (alone, both)

    async def _flooded(self, talk: InboxTalk, bots: list[int]) -> tuple[float, list[float]]:
        before = [processor_seconds(bot) for bot in bots]
        rate = await talk.flood(talk.begin(2 * AT_ONCE), self._texts, _FLOOD)
        used = [processor_seconds(bot) - had for bot, had in zip(bots, before, strict=True)]
        return rate * _FLOOD, used


@contextmanager
def _another_bot(product: OwnProduct) -> Iterator[int]:
    """Start a second bot beside the product's; yields its process id."""
    variables = {**product.settled.variables, "EFFIE_BOT_PORT": str(free_port())}
    settled, paths = Settled(variables), replace(product.paths)
    supervisor = Supervisor(paths.home, paths.logs / "second", variables, say=print)
    bot = [each for each in processes.servers(paths, settled) if each.name == "bot"]
    try:
        with Console(1).step("Starting a second bot") as step:
            supervisor.start(bot)
            supervisor.wait_until_ready(bot, step)
        time.sleep(_AS_PEOPLE_TYPE)  # whatever they share out is shared out
        yield supervisor.process_ids()["bot"]
    finally:
        supervisor.stop()
