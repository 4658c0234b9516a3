"""Tasks beside one another: what several say, as it comes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from store.realtime import end_tasks


async def merged(*sources: AsyncIterator[str]) -> AsyncIterator[str]:
    """Yield what several sources yield, none of them waiting for another.

    Ends, and ends them all, with the first that ends; raises what one of them raises.
    """
    came: asyncio.Queue[str | Exception | None] = asyncio.Queue(maxsize=1)

    async def pass_on(source: AsyncIterator[str]) -> None:
        try:
            async for text in source:
                await came.put(text)
            await came.put(None)
        except Exception as error:
            await came.put(error)

    tasks = [asyncio.create_task(pass_on(source)) for source in sources]
    try:
        while (item := await came.get()) is not None:
            if isinstance(item, Exception):
                raise item
            yield item
    finally:
        await end_tasks(tasks)
