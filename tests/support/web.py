"""The web process by itself, on real stores, for tests of what it promises to browsers."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from redis.exceptions import TimeoutError as RedisTimeout
from sanic import Sanic

from core.conversations import InboxMessage
from core.environment import Environment
from core.staff import Role, StaffMember
from launch.paths import HOME
from launch.running.ports import free_port
from store.realtime import partition_keys
from tests.support.waiting import PATIENCE
from web.app import create_app
from web.http import BoundedProtocol
from web.services import Services

PASSWORD = "correct horse battery"
_TRUSTED = httpx.create_ssl_context()  # reading the certificates takes longer than many a test
_FORM_TOKEN = re.compile(r'name="token" value="([^"]+)"')
_PAGE_TOKEN = re.compile(r'<meta name="csrf" content="([^"]+)"')


@dataclass
class Web:
    """A running web process and its stores."""

    url: str
    services: Services
    app: Sanic[Any, Any]

    def add_staff(self, name: str, role: Role = Role.AGENT) -> StaffMember:
        email = f"{name.split()[0].lower()}@tern.example"
        return self.services.staff.add(email, name, role, PASSWORD, by="test")

    def browser(self) -> httpx.AsyncClient:
        """A browser without any cookies, which follows no redirect by itself."""
        return httpx.AsyncClient(
            base_url=self.url, timeout=PATIENCE, trust_env=False, verify=_TRUSTED
        )

    async def inbox(self) -> list[InboxMessage]:
        """What is on its way into conversations, in order."""
        redis = self.services.redis
        stored = [each for key in partition_keys() for each in await redis.xrange(key)]
        stored.sort(key=lambda each: tuple(map(int, each[0].split("-"))))
        found = [json.loads(fields["entry"]) for _id, fields in stored]
        return list(map(InboxMessage.from_json, found))


@asynccontextmanager
async def running_web(
    database_url: str,
    redis_url: str,
    var: Path,
    demo: bool = False,
    demo_phone: bool = False,
    proxies: int = 0,
    public_url: str = "",
    articles: Path | None = None,
    settings: Path = HOME / "settings",
    connection_secrets: Mapping[str, str] | None = None,
    scanner: str = "",
    metrics_key: str = "",
    webhook_hosts: Collection[str] = (),
    mail: Mapping[str, str] | None = None,
) -> AsyncIterator[Web]:
    """Serve the web application on a free port until the block ends.

    articles: the folder to keep in step with; without it there is none
    mail: url, from, user and password of the server through which staff are written to
    """
    port = free_port()
    environment = Environment(
        host="127.0.0.1",
        web_port=port,
        bot_port=1,
        actions_port=1,
        actions=1,
        database_url=database_url,
        redis_url=redis_url,
        var=var,
        settings=settings,
        articles=articles or var / "no-articles",
        secret="a secret for tests, long enough to sign",
        identity_secret="another secret for tests, long enough too",
        demo=demo,
        demo_phone=demo_phone,
        proxies=proxies,
        public_url=public_url,
        connection_secrets=connection_secrets or {},
        scanner=scanner,
        metrics_key=metrics_key,
        webhook_hosts=frozenset(webhook_hosts),
        **{f"mail_{name}": value for name, value in (mail or {}).items()},
    )
    app = create_app(environment)
    app.config.TOUCHUP = False  # an optimisation that works once in a process
    services: Services = app.ctx.services
    await _empty(services)
    async with _serving(app, port):
        yield Web(f"http://127.0.0.1:{port}", services, app)


async def _empty(services: Services) -> None:
    """Empty Redis; a busy machine may be later than the product's own patience."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            await services.redis.flushdb()
        except RedisTimeout:
            if time.monotonic() > until:
                raise
        else:
            return


@asynccontextmanager
async def _serving(app: Sanic, port: int) -> AsyncIterator[None]:
    server = await app.create_server(
        host="127.0.0.1",
        port=port,
        protocol=BoundedProtocol,
        return_asyncio_server=True,
        access_log=False,
    )
    assert server is not None
    await server.startup()
    await server.before_start()
    await server.after_start()
    try:
        yield
    finally:
        await asyncio.wait_for(server.before_stop(), PATIENCE)  # a stop that hangs is a failure
        await server.close()
        for connection in server.connections:
            connection.abort()
        await server.after_stop()
        Sanic.unregister_app(app)  # its port, and with it its name, may be given out again


def form_token(page: httpx.Response) -> str:
    """The token in a log-in form."""
    found = _FORM_TOKEN.search(page.text)
    assert found, page.text
    return found[1]


async def sign_in(browser: httpx.AsyncClient, email: str, password: str = PASSWORD) -> str:
    """Sign in through the form and return the token of the page that follows."""
    token = form_token(await browser.get("/login"))
    data = {"token": token, "email": email, "password": password, "next": "/desk"}
    answer = await browser.post("/login", data=data)
    assert answer.status_code == 303, answer.text
    page = await browser.get(answer.headers["location"], follow_redirects=True)
    found = _PAGE_TOKEN.search(page.text)
    assert found, page.text
    return found[1]


class Stream:
    """A stream of server-sent events, read as it comes."""

    def __init__(self, response: httpx.Response) -> None:
        self._lines = response.aiter_lines()
        self.received: list[tuple[str, Any]] = []

    async def until(self, name: str, **fields: Any) -> Any:
        """Return the data of the next event of this name that has these fields.

        However many others come: a page gets a sign of life every few seconds.
        """
        async with asyncio.timeout(PATIENCE):
            while True:
                event, data = await self._next()
                if event == name and all(data.get(key) == value for key, value in fields.items()):
                    return data

    async def beats(self, count: int) -> None:
        """Wait for so many signs of life, whatever else comes."""
        while count:
            line = await asyncio.wait_for(anext(self._lines), PATIENCE)
            count -= line.startswith(":")

    async def _next(self) -> tuple[str, Any]:
        event = data = ""
        async for line in self._lines:
            name, _, value = line.partition(": ")
            if name == "event":
                event = value
            elif name == "data":
                data = value
            elif not line and event:
                self.received.append((event, json.loads(data)))
                return self.received[-1]
        raise EOFError("the stream has ended")
