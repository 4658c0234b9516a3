"""Effie's channel in Rasa: not a web hook but a worker on the inbox, plus a health check."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.extensions import insist_on_the_tracker_store
from bot.lean import close_connections
from bot.turns import Turns
from bot.worker import Worker
from store.realtime import Holders, open_redis


class EffieChannel(InputChannel):
    """Brings the inbox to Rasa. Named in credentials.yml with the address of Redis."""

    def __init__(self, redis_url: str) -> None:
        self._redis_url = redis_url

    @classmethod
    def name(cls) -> str:
        return "effie"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> EffieChannel:
        url = (credentials or {}).get("redis_url")
        if not url:
            cls.raise_missing_credentials_exception()
        return cls(str(url))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes; Rasa's own way in, `on_new_message`, stays unused."""
        routes = Blueprint("effie")

        @routes.listener("after_server_start")
        async def start(app: Any, _loop: Any) -> None:
            app.ctx.worker = None
            if app.ctx.agent.is_ready():
                app.ctx.worker = self._worker(app.ctx.agent)
                app.ctx.worker.start()

        @routes.listener("before_server_stop")
        async def stop(app: Any, _loop: Any) -> None:
            if app.ctx.worker is not None:
                await app.ctx.worker.stop()
                await close_connections(app.ctx.agent.action_endpoint)

        @routes.get("/health")
        async def health(request: Request) -> HTTPResponse:
            worker = getattr(request.app.ctx, "worker", None)
            if worker is None or not worker.is_working:
                return json({"status": "no model, or its worker has stopped"}, status=503)
            return json({"status": "ok"})

        return routes

    def _worker(self, agent: Any) -> Worker:
        insist_on_the_tracker_store(agent)
        redis = open_redis(self._redis_url)
        return Worker(redis, Turns(agent, Holders(redis)))
