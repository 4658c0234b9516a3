"""An action server that takes its time: what passes only because it is fast, or slow, shows.

TEST_ACTIONS_DELAY=0.5 python -m pytest tests/conversations tests/browser

runs tests of the whole product with every answer of the action server that many seconds later. Run
as a module, this is that server.
"""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace
from typing import Any

from sanic import Request, Sanic

from actions.app import create_app
from actions.server import serve
from actions.services import Services
from launch.paths import Paths
from launch.running import processes
from launch.running.processes import Process
from launch.variables import Settled

DELAY = float(os.environ.get("TEST_ACTIONS_DELAY", "0"))  # seconds
_AT_ONCE = "/health"  # or it would count as one that hangs


def slowed(paths: Paths, settled: Settled) -> list[Process]:
    """The servers as usual; if a delay is asked for, with this one for actions."""
    servers = processes.servers(paths, settled)
    if not DELAY:
        return servers
    command = (str(paths.app_python), "-m", __name__)
    return [replace(each, command=command) if each.name == "actions" else each for each in servers]


def _create(services: Services) -> Sanic[Any, Any]:
    app = create_app(services)

    @app.on_request
    async def wait(request: Request) -> None:
        if request.path != _AT_ONCE:
            await asyncio.sleep(DELAY)

    return app


if __name__ == "__main__":
    serve(_create)
