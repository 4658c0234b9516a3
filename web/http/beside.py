"""A port of its own for a web process that shares its address with others."""

from __future__ import annotations

from asyncio import AbstractServer
from functools import partial
from typing import Any

from sanic import Sanic
from sanic.models.server_types import Signal

from web.http.connections import BoundedProtocol


def answer_beside(app: Sanic[Any, Any], port: int) -> None:
    """Answer at this port of this machine as well: for who looks after this very process."""
    serving: list[AbstractServer] = []

    @app.after_server_start
    async def start(app: Sanic[Any, Any]) -> None:
        # Sanic would run all listeners again for a second address of the same application.
        loop = app.loop
        protocol = partial(
            BoundedProtocol, loop=loop, app=app, signal=Signal(), connections=set(), state={}
        )
        serving.append(await loop.create_server(protocol, "127.0.0.1", port))

    @app.before_server_stop
    async def stop(_app: Sanic[Any, Any]) -> None:
        for server in serving:
            server.close()
