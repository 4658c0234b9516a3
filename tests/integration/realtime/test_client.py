"""The client of Redis: what it does by itself when a connection is gone."""

from __future__ import annotations

import asyncio

import pytest

from store.realtime import AWAY, Events, open_redis


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


async def test_who_reads_a_stream_hears_of_a_broken_connection(redis_url: str) -> None:
    client, other = open_redis(redis_url), open_redis(redis_url)
    try:
        await other.flushdb()  # what another test left there would be read at once
        events = Events(client, "recorder", "recorder")
        await events.open()
        reading = asyncio.create_task(events.next(block=3_000))
        # Redis sets no event of ours. "b": it waits there, and is not between two commands.
        while not any(
            c["cmd"] == "xreadgroup" and "b" in c["flags"] for c in await other.client_list()
        ):
            if reading.done():  # the machine was too slow to see it wait
                reading = asyncio.create_task(events.next(block=3_000))
            await asyncio.sleep(0.05)
        await other.client_kill_filter(_type="normal", skipme=True)
        with pytest.raises(AWAY):
            await reading
    finally:
        await client.aclose()
        await other.aclose()
