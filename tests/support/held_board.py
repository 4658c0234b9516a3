"""A queue that takes long to read, as on a busy day: the real one, held back by the test."""

from __future__ import annotations

import asyncio

from web.live import QueueSnapshot, QueueSnapshots
from web.services import Services


class HeldBoard(QueueSnapshots):
    """Reading it takes until it is let go.

    asked: how often somebody has begun to wait for it
    """

    let_go: asyncio.Event
    asked = 0

    async def now(self) -> QueueSnapshot:
        self.asked += 1
        await self.let_go.wait()
        return await super().now()


def held_board(services: Services) -> HeldBoard:
    """Return the board of these services, held."""
    board = HeldBoard(
        services.database,
        services.live_settings,
        services.inbox,
        services.agents_here,
        services.customers_here,
    )
    board.let_go = asyncio.Event()
    return board
