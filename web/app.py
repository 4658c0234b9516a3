"""The web application: every surface a browser sees."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterable
from typing import Any

from sanic import Request, Sanic
from sanic.response import HTTPResponse, json

from core.environment import Environment
from store.redis_client import AWAY
from web.chores import do_chores
from web.customer.routes import customer_routes
from web.demo.routes import demo_routes
from web.desk.routes import desk_routes
from web.errors import explain_errors
from web.help.routes import help_routes
from web.pages import FOLDER
from web.security import secure_answers
from web.services import build_services
from web.staff.routes import staff_routes
from web.threads import in_thread

LARGEST_REQUEST = 64_000  # bytes


def create_app(environment: Environment) -> Sanic[Any, Any]:
    """Return the application; it connects to its stores when it starts."""
    app: Sanic[Any, Any] = Sanic(f"effie_web_{environment.web_port}", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = LARGEST_REQUEST
    app.config.PROXIES_COUNT = environment.proxies or None
    app.config.RESPONSE_TIMEOUT = 120
    app.config.KEEP_ALIVE_TIMEOUT = 60
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = 2.0
    app.ctx.services = build_services(environment)
    explain_errors(app)
    secure_answers(app)
    for routes in (customer_routes, help_routes, desk_routes, staff_routes):
        app.blueprint(routes)
    if environment.demo:
        app.blueprint(demo_routes)
    app.static("/static", FOLDER / "static", name="static")
    app.static("/widget.js", FOLDER / "static" / "widget.js", name="widget_script")
    app.add_route(health, "/health")
    _run_in_background(app)
    return app


async def health(request: Request) -> HTTPResponse:
    """Answer 200 once the database and Redis can be reached."""
    services = request.app.ctx.services
    await services.redis.ping()
    await in_thread(services.handoffs.all_open)
    return json({"status": "ok"})


def _run_in_background(app: Sanic[Any, Any]) -> None:
    @app.after_server_start
    async def start(app: Sanic[Any, Any]) -> None:
        services = app.ctx.services
        app.ctx.tasks = [
            asyncio.create_task(services.hub.run()),
            asyncio.create_task(do_chores(services)),
        ]

    @app.before_server_stop
    async def stop(app: Sanic[Any, Any]) -> None:
        await _end(app.ctx.tasks)
        with contextlib.suppress(*AWAY):
            await app.ctx.services.chores.release()

    @app.after_server_stop
    async def close(app: Sanic[Any, Any]) -> None:
        await app.ctx.services.close()


async def _end(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Cancel until they have ended: redis-py swallows a cancellation now and then."""
    going = set(tasks)
    while going:
        for task in going:
            task.cancel()
        _, going = await asyncio.wait(going, timeout=0.5)
