"""The action server as tests run it, and the settings folder they edit."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from redis import Redis
from ruamel.yaml import YAML
from sanic import Sanic
from sqlalchemy import insert

from actions.app import create_app
from actions.services import Services
from core.environment import Environment, read_environment
from store.clock import now
from store.database import Database
from store.schema import staff

HOME = Path(__file__).parents[2]
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ALWAYS = {day: ["00:00-24:00"] for day in DAYS}

# Questions that the shipped articles answer at once, leave open, and do not cover.
SURE = "how do i change the pin of my card?"
SURE_SLUG = "change_pin"
VAGUE = "why was i charged"
UNKNOWN = "do you give mortgages for houseboats?"
NOT_OURS = "which dinosaur had the longest neck in the cretaceous period?"


def environment(**variables: str) -> Environment:
    secrets = {"EFFIE_SECRET": "s" * 32, "EFFIE_IDENTITY_SECRET": "i" * 32}
    return read_environment({**secrets, **variables}, HOME)


@dataclass(frozen=True)
class SettingsFolder:
    """A folder of settings, edited as their owners would."""

    folder: Path

    def change(self, file: str, *keys: str, value: Any) -> None:
        """Change one value in a file; `keys` lead to it from the top."""
        path, yaml = self.folder / file, YAML()
        content = yaml.load(path)
        section = content
        for key in keys[:-1]:
            section = section[key]
        section[keys[-1]] = value
        yaml.dump(content, path)


@dataclass(frozen=True)
class Desk:
    """Who is at the desk, as the actions see it."""

    database: Database
    redis: Redis

    def sit_down(self, name: str) -> None:
        """Let an agent of that id be there, who takes three chats."""
        values = {"email": f"{name}@tern.example", "role": "agent", "password_hash": ""}
        with self.database.writing() as connection:
            row = insert(staff).values(id=name, name=name.title(), active=True, created_at=now())
            connection.execute(row.values(**values))
        self.redis.zadd("presence:agents", {name: now().timestamp()})

    def leave(self, name: str) -> None:
        self.redis.zrem("presence:agents", name)


@asynccontextmanager
async def serving(services: Services) -> AsyncIterator[httpx.AsyncClient]:
    """Serve the actions on a free port, and yield a client of it."""
    Sanic.test_mode = True  # lets one process make the application again and again
    app = create_app(services)
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = await app.create_server(sock=listener, return_asyncio_server=True)
    assert server
    await server.startup()
    await server.before_start()
    await server.start_serving()
    await server.after_start()
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    async with httpx.AsyncClient(base_url=url, timeout=60, trust_env=False) as client:
        yield client
    await server.before_stop()
    await server.close()
    await server.after_stop()
