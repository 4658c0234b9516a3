"""The example receiver of the docs: it takes what Effie signs, each event once, and no more."""

from __future__ import annotations

import asyncio
import os
import socket
import sqlite3
import sys
from contextlib import suppress
from pathlib import Path

import httpx

from core.staff import Role
from core.webhooks import WebhookEvent, signing_secret
from launch.paths import HOME
from launch.running.ports import free_port
from store.database import Database
from tests.support.waiting import until
from tests.support.web import running_web


async def test_the_example_receiver_deals_with_each_event_once_and_with_nobody_elses(
    database: Database, redis_url: str, tmp_path: Path
) -> None:
    port, kept = free_port(), tmp_path / "events.db"
    place = f"127.0.0.1:{port}"
    async with running_web(database.url, redis_url, tmp_path, webhook_hosts=[place]) as web:
        ravi = web.add_staff("Ravi Menon", Role.ADMIN)
        endpoints, deliveries = web.services.webhook_endpoints, web.services.webhook_deliveries
        opened = (WebhookEvent.CONVERSATION_OPENED,)
        endpoint = endpoints.add(f"http://{place}/effie", opened, ravi)
        secret = signing_secret(web.services.environment.secret, endpoint)
        receiver = await asyncio.create_subprocess_exec(
            *(sys.executable, str(HOME / "docs" / "examples" / "webhook_receiver.py")),
            *("127.0.0.1", str(port), str(kept)),
            env={**os.environ, "EFFIE_WEBHOOK_SECRET": secret},
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            await until(lambda: _listens(port))
            assert receiver.stdout is not None
            endpoints.test(endpoint.id)
            assert await receiver.stdout.readline() == b"new webhook.test\n"
            await until(lambda: deliveries.log(endpoint.id, 1)[0].status == 204)
            deliveries.replay(endpoint.id, deliveries.log(endpoint.id, 1)[0].id, ravi)
            assert await receiver.stdout.readline() == b"a copy webhook.test\n"
            forged = {"webhook-id": "msg_1", "webhook-timestamp": "1", "webhook-signature": "v1,"}
            async with httpx.AsyncClient() as stranger:
                answer = await stranger.post(endpoint.url, json={"type": "x"}, headers=forged)
            assert answer.status_code == 401
        finally:
            receiver.kill()
            await receiver.wait()
    had = sqlite3.connect(kept).execute("SELECT type, data FROM events").fetchall()
    assert had == [("webhook.test", f'{{"endpoint": {endpoint.id}}}')]


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
