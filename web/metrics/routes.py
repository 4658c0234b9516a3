"""Where Prometheus reads."""

from __future__ import annotations

from collections.abc import Iterable

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from sanic import Blueprint, Request
from sanic.response import HTTPResponse, raw

from core.errors import NotFound, NotSignedIn
from web.auth import open_to_everyone, same
from web.metrics.counting import Counts
from web.metrics.looking import look

metrics_routes = Blueprint("metrics")


class _Seen(Collector):
    """What was looked up, in the form that is written out."""

    def __init__(self, metrics: Iterable[Metric]) -> None:
        self._metrics = metrics

    def collect(self) -> Iterable[Metric]:
        return self._metrics


@metrics_routes.get("/metrics")
@open_to_everyone
async def metrics(request: Request) -> HTTPResponse:
    """Answer who sends the key with what docs/reference/metrics.md lists."""
    services = request.app.ctx.services
    key = services.environment.metrics_key
    if not key:
        raise NotFound("Metrics are off. Set EFFIE_METRICS_KEY to serve them to who sends it.")
    if not same(f"Bearer {key}", request.headers.getone("authorization", "")):
        raise NotSignedIn("Send 'Authorization: Bearer …' with what EFFIE_METRICS_KEY holds.")
    counts: Counts = request.app.ctx.counts
    seen = _Seen(await look(services, request.app.ctx.health_checks))
    body = generate_latest(counts.registry) + generate_latest(seen)
    return raw(body, content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})
