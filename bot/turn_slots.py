"""The turns that may be under way at once, given out fairly between senders."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from core.conversations import FairTurns

_AT_ONCE = 16  # Rasa is bound to one core, more would only wait inside
_OF_ONE_SENDER = 3  # enough to keep that core busy, and few enough to be quick beside them


class TurnSlots:
    """Waits for one's turn, see `FairTurns`."""

    def __init__(self) -> None:
        self._turns: FairTurns[asyncio.Event] = FairTurns(_AT_ONCE, _OF_ONE_SENDER)

    @asynccontextmanager
    async def turn(self, sender: str) -> AsyncIterator[None]:
        """Hold a slot for the length of the block."""
        mine = asyncio.Event()
        self._turns.wait(sender, mine)
        self._give_out()
        try:
            await mine.wait()
            yield
        finally:
            if mine.is_set():
                self._turns.end(sender)
                self._give_out()
            else:
                self._turns.withdraw(sender, mine)

    def _give_out(self) -> None:
        while (whose := self._turns.begin()) is not None:
            whose.set()
