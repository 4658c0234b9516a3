"""Events on their way: each dealt with once whatever dies, and never into a network of ours."""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx
import pytest
import trustme

from core.conversations import ANONYMOUS
from core.staff import Role, StaffMember
from core.webhooks import DeliveryState, Endpoint, WebhookEvent, signing_secret
from launch.paths import HOME
from store.conversations import Conversations
from store.database import Database
from store.webhooks import WebhookDeliveries, WebhookEndpoints
from tests.support.vendors.vendor import Answer, Fault
from tests.support.waiting import wait_until
from tests.support.webhook_receiver import WebhookReceiver
from web.background import public_calls
from web.background.public_calls import MAX_CALL_SECONDS, NotPublicAddress, PublicCalls
from web.http import in_thread

RAVI = StaffMember("1", "ravi@tern.example", "Ravi Menon", Role.ADMIN)
SECRET = "a secret for tests, long enough to sign"
OPENED = (WebhookEvent.CONVERSATION_OPENED,)
MANY = 30


@contextmanager
def sending(database: Database, redis_url: str, hosts: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that sends until the block ends, or until it is killed."""
    variables = {
        **os.environ,
        "DATABASE_URL": database.url,
        "REDIS_URL": redis_url,
        "EFFIE_SECRET": SECRET,
        "EFFIE_IDENTITY_SECRET": SECRET,
        "EFFIE_WEBHOOK_HOSTS": hosts,
    }
    command = [sys.executable, "-m", "tests.support.webhook_sender"]
    with subprocess.Popen(command, cwd=HOME, env=variables) as process:
        try:
            yield process
        finally:
            process.kill()


def _has_been_called(receiver: WebhookReceiver, times: int) -> bool:
    return len(receiver.calls) >= times


def add(database: Database, url: str) -> Endpoint:
    return WebhookEndpoints(database).add(url, OPENED, RAVI)


def begin(database: Database, many: int) -> set[str]:
    records = Conversations(database)
    return {records.start(ANONYMOUS, "web", "").id for _ in range(many)}


@pytest.mark.every_database
def test_each_event_is_dealt_with_once_though_senders_are_killed_and_the_receiver_fails(
    database: Database, redis_url: str
) -> None:
    """Half of the calls fail: of two events one is taken at once, one after two failures."""
    with WebhookReceiver(fails_first=(0, 2)) as receiver:
        endpoint = add(database, f"{receiver.url}/effie")
        receiver.secret = signing_secret(SECRET, endpoint)
        begun = begin(database, MANY)
        for _ in range(2):
            # What the first call tells is dealt with, and who made it is killed meanwhile.
            receiver.faults.append(Fault(seconds=MAX_CALL_SECONDS))
            calls = len(receiver.calls)
            with sending(database, redis_url, receiver.host) as process:
                wait_until(partial(_has_been_called, receiver, calls + 5))
                process.kill()
            begun |= begin(database, 2)
        with sending(database, redis_url, receiver.host):
            done = {(endpoint.id, DeliveryState.DELIVERED): len(begun)}
            wait_until(lambda: WebhookDeliveries(database).counts() == done)
        dealt_with = [each["data"]["conversation"] for each in receiver.events.values()]
        assert (len(dealt_with), set(dealt_with)) == (len(begun), begun)
        assert receiver.refused == []
        assert receiver.copies, "nobody was killed between a call and its note"


def test_no_event_is_sent_into_a_network_of_ours_and_one_who_is_slow_keeps_no_other_waiting(
    database: Database, redis_url: str
) -> None:
    with WebhookReceiver() as receiver, WebhookReceiver() as inside:
        port = inside.host.partition(":")[2]
        refused = [
            add(database, f"https://{host}:{port}/effie")
            for host in ("localhost", "127.0.0.1", "[::ffff:127.0.0.1]", "2130706433")
        ]
        moved = add(database, f"{receiver.url}/moved")
        endpoint = add(database, f"{receiver.url}/effie")
        receiver.secret = signing_secret(SECRET, endpoint)
        leads = {"location": f"{inside.url}/effie"}
        receiver.faults.append(Fault(Answer(307, headers=leads), of="/moved"))
        begin(database, 1)
        deliveries = WebhookDeliveries(database)

        def tried(each: Endpoint) -> str:
            (one,) = deliveries.log(each.id, 10)
            return one.reason if one.attempts else ""

        with sending(database, redis_url, receiver.host):
            wait_until(lambda: len(receiver.events) == 1)
            wait_until(lambda: all(map(tried, [*refused, moved])))
        assert all("private network" in tried(each) for each in refused)
        assert inside.calls == [], "no call, and no redirect, led inside"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@contextmanager
def https_server(authority: trustme.CA, name: str) -> Iterator[tuple[int, list[Any]]]:
    """A server with a certificate of a name; tells its port, and the Host of each request."""
    seen: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.append(self.headers["host"])
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1], seen
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("certified", ["hooks.example", "other.example"])
def test_the_address_that_was_looked_at_is_called_and_its_certificate_is_the_names(
    authority: trustme.CA, certified: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The resolver and the rule of what is public are turned, since all here is this machine."""
    looked_up: list[str] = []
    real = socket.getaddrinfo

    def look_up(host: Any, port: Any, *more: Any, **named: Any) -> Any:
        looked_up.append(str(host))
        return real("127.0.0.1" if host == "hooks.example" else host, port, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(public_calls, "is_public", lambda address: address == "127.0.0.1")
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)

    async def post(url: str) -> int:
        calls = PublicCalls((), trusted)
        try:
            return (await calls.post(url, b"{}", {})).status
        finally:
            await calls.close()

    with https_server(authority, certified) as (port, seen):
        url = f"https://hooks.example:{port}/effie"
        if certified == "hooks.example":
            assert asyncio.run(post(url)) == 204
            assert seen == [f"hooks.example:{port}"]
        else:
            with pytest.raises(httpx.ConnectError):
                asyncio.run(post(url))
            assert seen == []
        assert looked_up.count("hooks.example") == 1, "the name is looked up once"


async def test_a_name_that_is_none_or_leads_inside_is_told_so() -> None:
    calls = PublicCalls(())
    for url in ("https://127.0.0.1/", "https://a..b/"):
        with pytest.raises(NotPublicAddress):
            await calls.post(url, b"{}", {})
    await calls.close()


async def test_names_whose_servers_are_silent_take_no_thread_from_the_record(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    silent = threading.Event()

    def look_up(*_: object, **__: object) -> list[object]:
        silent.wait()
        return []

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
    calls = PublicCalls(())
    posts = [asyncio.create_task(calls.post("https://a.example/", b"", {})) for _ in range(3)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    try:
        async with asyncio.timeout(10):
            assert await in_thread(lambda: "answered") == "answered"
    finally:
        silent.set()
    for post in posts:
        with pytest.raises(NotPublicAddress):
            await post
    await calls.close()
