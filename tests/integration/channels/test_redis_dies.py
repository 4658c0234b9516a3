"""Redis dies while a vendor takes a message: who leads gives up, and the message goes out once."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from core.channels import Delivery
from launch.paths import HOME
from store.database import Database
from store.realtime import RedisError
from tests.support.channels import At, beside
from tests.support.redis_server import RedisServer, running_redis
from tests.support.vendors.vendor import Fault
from tests.support.vendors.whatsapp import WhatsAppVendor
from tests.support.waiting import until
from tests.support.web import running_web
from web.channels.intake import Intake


@pytest.fixture
def redis_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RedisServer]:
    monkeypatch.setattr("store.realtime.client._PATIENCE", 0.5)
    with running_redis(tmp_path / "redis") as server:
        yield server


@pytest.fixture
async def at(database: Database, redis_server: RedisServer, tmp_path: Path) -> AsyncIterator[At]:
    folder = Path(shutil.copytree(HOME / "settings", tmp_path / "settings"))
    secrets = dict(At.SECRETS)
    async with running_web(
        database.url, redis_server.url, tmp_path, settings=folder, connection_secrets=secrets
    ) as web:
        yield At(web, folder)


async def test_a_message_that_is_under_way_when_redis_dies_goes_out_once(
    at: At, redis_server: RedisServer
) -> None:
    """Found by killing: the call was cut off after the vendor had carried it out."""
    with WhatsAppVendor(at.web.url) as vendor:
        await at.connect("whatsapp", vendor, kind="whatsapp", account=vendor.settings["account"])
        await beside(vendor.say, "hello")
        (message,) = await at.inbox()
        vendor.faults.append(Fault(of="/messages", seconds=3))
        await at.bot_says(message.conversation, "one")
        await until(lambda: len(vendor.sent) == 1)
        supervisor = redis_server.supervisor
        os.kill(supervisor.process_ids()["redis"], signal.SIGKILL)
        await asyncio.to_thread(starts_again, redis_server)
        await at.bot_says(message.conversation, "two")
        await until(lambda: any("two" in each["text"] for each in vendor.shown()))
        await at.outbox(message.conversation, Delivery.SENT)
    assert [each["text"] for each in vendor.shown()] == ["one", "two"]


async def test_what_a_customer_writes_while_redis_hangs_comes_in_once_it_is_back(
    at: At, redis_server: RedisServer
) -> None:
    """Found by killing: what was being taken in just then was given up, and lost."""
    with WhatsAppVendor(at.web.url) as vendor:
        await at.connect("whatsapp", vendor, kind="whatsapp", account=vendor.settings["account"])
        await beside(vendor.say, "before")
        await at.inbox()
        with redis_server.frozen():
            assert (await beside(vendor.say, "meanwhile")).status_code == 200
            intake = Intake(at.web.services, lambda _: False)
            with suppress(RedisError):  # beside the one of the process, which may leave off first
                for _ in range(30):
                    await intake.take_what_waits()
                    await asyncio.sleep(0.1)
        assert [each.text for each in await at.inbox(2)] == ["before", "meanwhile"]


def starts_again(server: RedisServer) -> None:
    before = server.supervisor.process_ids()
    while server.supervisor.process_ids() == before:
        server.supervisor.keep_alive()
