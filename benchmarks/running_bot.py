"""A bot process for a measurement: it is sent messages through the inbox, as by the web process.

It has a Redis of its own, and actions that say nothing: what is asked is only what it understands.
"""

from __future__ import annotations

import json
import os
import threading
import time
import uuid
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from core.conversations import InboxMessage, InboxMessageKind
from launch.console import Console
from launch.paths import HOME, Paths
from launch.running import processes
from launch.running.ports import free_port
from launch.running.supervisor import Supervisor
from launch.variables import Settled, resolve
from store.realtime import Events, Inbox, open_redis

AT_ONCE = 16  # messages under way, as many as the bot takes
_SECRETS = {"EFFIE_SECRET": "s" * 32, "EFFIE_IDENTITY_SECRET": "i" * 32}
_PORTS = ("EFFIE_REDIS_PORT", "EFFIE_BOT_PORT", "EFFIE_ACTIONS_PORT", "EFFIE_WEB_PORT")


class RunningBot:
    """A running bot's inbox and what comes of it."""

    def __init__(self, inbox: Inbox, events: Events) -> None:
        self._inbox, self._events = inbox, events

    async def parsed(self, texts: Sequence[str]) -> list[dict[str, Any]]:
        """Send each text in a conversation of its own; return how Rasa's tracker records them."""
        found: list[dict[str, Any]] = []
        for start in range(0, len(texts), AT_ONCE):
            found += await self._together(texts[start : start + AT_ONCE])
        return found

    async def _together(self, texts: Sequence[str]) -> list[dict[str, Any]]:
        sent = {uuid.uuid4().hex: text for text in texts}
        for conversation, text in sent.items():
            now = time.time()
            await self._inbox.put(
                InboxMessage(uuid.uuid4().hex, conversation, InboxMessageKind.CUSTOMER, text, now)
            )
        heard: dict[str, dict[str, Any]] = {}
        while len(heard) < len(sent):
            events = await self._events.next()
            await self._events.settle([name for name, _ in events])
            heard |= {e["sender_id"]: e["parse_data"] for _, e in events if e["event"] == "user"}
        return [heard[conversation] for conversation in sent]


@asynccontextmanager
async def running_bot(folder: Path, model: Path) -> AsyncIterator[RunningBot]:
    """Start a bot that serves the model, all it writes in the folder; stop it at the end."""
    ports = {name: str(free_port()) for name in _PORTS}
    paths, given = Paths(HOME, folder), {**os.environ, **ports, "EFFIE_MODEL": str(model)}
    given.pop("REDIS_URL", None)
    settled = resolve(given, _SECRETS, paths.var)
    with _silent_actions(settled.port("EFFIE_ACTIONS_PORT")), _started(paths, settled):
        redis = open_redis(settled.redis_url)
        events = Events(redis, "benchmark", "benchmark")
        await events.open()
        yield RunningBot(Inbox(redis), events)
        await redis.close()


@contextmanager
def _started(paths: Paths, settled: Settled) -> Iterator[None]:
    supervisor = Supervisor(HOME, paths.logs, settled.variables, say=print)
    bot = [each for each in processes.servers(paths, settled) if each.name == "bot"]
    try:
        with Console(1).step("Starting the bot") as step:
            for group in (processes.redis(paths, settled), bot):
                supervisor.start(group)
                supervisor.wait_until_ready(group, step)
        yield
    finally:
        supervisor.stop()


@contextmanager
def _silent_actions(port: int) -> Iterator[None]:
    server = ThreadingHTTPServer(("127.0.0.1", port), _SilentAction)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()


class _SilentAction(BaseHTTPRequestHandler):
    """Answers every call for an action: nothing is said, nothing changes."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        body = json.dumps({"events": [], "responses": []}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""
