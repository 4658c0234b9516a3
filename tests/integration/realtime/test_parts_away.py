"""What customers and monitors are told while a part is away, or there and silent."""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import structlog

from store.database import Database
from store.logs import configure_logs
from tests.support.only_bot import OnlyBot
from tests.support.redis_server import RedisServer, running_redis
from tests.support.web import Web, running_web

OURS_ONLY = {"database": "ok", "redis": "ok", "bot": "away", "actions": "away"}


@pytest.fixture
def redis_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr("store.realtime.client._PATIENCE", 0.5)
    with running_redis(tmp_path / "redis") as server:
        yield server


@pytest.fixture
async def web(database: Database, redis_server: RedisServer, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_server.url, tmp_path) as web:
        yield web


async def health(web: Web) -> tuple[int, dict[str, Any]]:
    async with web.browser() as browser:
        answer = await browser.get("/health")
    return answer.status_code, answer.json()


async def test_each_part_is_told_as_it_is(web: Web) -> None:
    status, told = await health(web)
    assert (status, told["status"], told["parts"]) == (200, "degraded", OURS_ONLY)
    await OnlyBot(web.services.redis).next()
    _, told = await health(web)
    assert told["parts"] == {**OURS_ONLY, "bot": "ok"}
    assert told["bots"] == 1


async def test_an_action_server_that_is_there_and_silent_is_away(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        web.services.actions._client.base_url = httpx.URL(f"http://127.0.0.1:{port}")
        assert (await health(web))[1]["parts"] == OURS_ONLY


async def test_a_redis_that_hangs_is_told_and_what_needs_it_is_refused_for_the_moment(
    web: Web, redis_server: RedisServer
) -> None:
    async with web.browser() as browser:
        begun = (await browser.post("/api/conversations", json={})).json()
        path = f"/api/conversations/{begun['conversation']}/messages"
        sent = {"json": {"id": "message-1", "text": "hello"}}
        sent["headers"] = {"Authorization": f"Bearer {begun['token']}"}
        with redis_server.frozen():
            refused = await browser.post(path, **sent)
            assert (refused.status_code, refused.json()["error"]) == (503, "Unavailable")
            status, told = await health(web)
            assert (status, told["status"]) == (503, "down")
            assert told["parts"] == {**OURS_ONLY, "redis": "away", "bot": "unknown"}
            assert (await browser.get("/help")).status_code == 200, "what can serve serves"
        assert (await browser.post(path, **sent)).status_code == 202
    assert [message.id for message in await web.inbox()] == ["message-1"]
    assert (await health(web))[0] == 200


def test_a_log_that_cannot_be_written_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("wb", buffering=0) as full:
        monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(full, write_through=True))
        configure_logs()
        structlog.get_logger().error("disk.full")
    structlog.reset_defaults()
