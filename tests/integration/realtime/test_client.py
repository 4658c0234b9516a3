"""The client of Redis: what it does by itself when a connection is gone."""

from __future__ import annotations

import asyncio

from store.realtime import open_redis


async def test_connections_that_broke_while_they_were_idle_are_replaced_unnoticed(
    redis_url: str,
) -> None:
    client, other = open_redis(redis_url), open_redis(redis_url)
    try:
        await asyncio.gather(*(client.echo(str(number)) for number in range(20)))
        await other.client_kill_filter(_type="normal", skipme=True)
        answers = await asyncio.gather(*(client.echo(str(number)) for number in range(20)))
        assert answers == [str(number) for number in range(20)]
    finally:
        await client.aclose()
        await other.aclose()
