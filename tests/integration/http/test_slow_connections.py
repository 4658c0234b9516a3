"""Connections that are slow or many on purpose give way to those that ask and go."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from store.database import Database
from tests.support.web import Web, running_web
from web.http import connections

HEAD = b"POST /api/conversations HTTP/1.1\r\nHost: effie\r\nContent-Length: 20\r\n"
TRICKLED = 100  # bytes; in old times each of them bought another minute

Pair = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        yield web


@pytest.fixture
def impatient(web: Web) -> None:
    web.app.config.REQUEST_TIMEOUT = 0.5


@pytest.fixture
def few_connections() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connections, "MAX_WAITING", 3)
        yield


async def connect(web: Web) -> Pair:
    port = int(web.url.rpartition(":")[2])
    return await asyncio.open_connection("127.0.0.1", port)


async def trickle(pair: Pair, what: bytes) -> bytes:
    """Send byte by byte until the service has enough of it; return what it answers."""
    reader, writer = pair
    answer = asyncio.create_task(reader.read(1000))
    for byte in what:
        await asyncio.wait([answer], timeout=0.1)
        if answer.done():
            break
        with suppress(ConnectionError):
            writer.write(bytes([byte]))
            await writer.drain()
    assert answer.done(), "the service waited for every byte"
    writer.close()
    return answer.result()


@pytest.mark.usefixtures("impatient")
async def test_headers_that_trickle_in_are_cut(web: Web) -> None:
    answer = await trickle(await connect(web), b"GET / HTTP/1.1\r\nX: " + b"a" * TRICKLED)
    assert answer.startswith(b"HTTP/1.1 408")


@pytest.mark.usefixtures("impatient")
async def test_a_body_that_trickles_in_is_cut(web: Web) -> None:
    reader, writer = await connect(web)
    head = HEAD.replace(b"20", str(TRICKLED).encode())
    writer.write(head + b"\r\n")
    assert (await trickle((reader, writer), b" " * TRICKLED)).startswith(b"HTTP/1.1 408")


@pytest.mark.usefixtures("impatient")
async def test_a_connection_on_which_nothing_comes_is_closed(web: Web) -> None:
    reader, _ = await connect(web)
    await asyncio.wait_for(reader.read(), 30)


@pytest.mark.usefixtures("few_connections")
async def test_who_holds_many_connections_loses_the_idlest_and_locks_nobody_out(web: Web) -> None:
    begun = [await connect(web) for _ in range(3)]
    for _, writer in begun:
        writer.write(b"GET / HTTP/1.1\r\nX: ")
    async with web.browser() as browser:
        assert (await browser.get("/health")).status_code == 200
    assert await begun[0][0].read() == b"", "the oldest made room"
    begun[1][1].write(b"y\r\nHost: effie\r\nConnection: close\r\n\r\n")
    assert (await begun[1][0].read()).startswith(b"HTTP/1.1 "), "the others go on"


@pytest.mark.usefixtures("few_connections")
async def test_open_streams_are_no_idle_connections(web: Web) -> None:
    async with web.browser() as browser:
        begun = (await browser.post("/api/conversations", json={})).json()
        url = f"/api/conversations/{begun['conversation']}/stream"
        headers = {"Authorization": f"Bearer {begun['token']}"}
        streams = [browser.stream("GET", url, headers=headers) for _ in range(5)]
        for stream in streams:
            assert (await stream.__aenter__()).status_code == 200
        assert (await browser.get("/health")).status_code == 200
        for stream in streams:
            await stream.__aexit__(None, None, None)


async def test_behind_a_proxy_all_connections_may_come_from_it(
    database: Database, redis_url: str, tmp_path: Path
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connections, "MAX_WAITING", 3)
        async with running_web(database.url, redis_url, tmp_path, proxies=1) as web:
            pairs = [await connect(web) for _ in range(6)]
            for reader, writer in pairs:
                writer.write(b"GET /health HTTP/1.1\r\nHost: effie\r\nConnection: close\r\n\r\n")
                assert (await reader.read()).startswith(b"HTTP/1.1 200")
