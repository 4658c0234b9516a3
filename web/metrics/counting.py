"""What this process counts as it happens; a restart begins anew, as Prometheus expects."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from time import perf_counter
from typing import Any

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)
from sanic import Request, Sanic
from sanic.constants import HTTP_METHODS
from sanic.response import BaseHTTPResponse

from core.conversations import Author, Utterance
from core.webhooks import DeliveryState

# When each counter was made would be as many lines again, which nobody asks for.
disable_created_metrics()  # type: ignore[no-untyped-call]

_METHODS = frozenset(method.value for method in HTTP_METHODS)
_REQUEST_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
_TURN_BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Counts:
    """The counters of one web process. Only the one that records counts what is said."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._requests = Counter(
            "effie_requests",
            "Requests that were answered, by route and status.",
            ["method", "route", "status"],
            registry=self.registry,
        )
        self._request_seconds = Histogram(
            "effie_request_seconds",
            "From a request to its answer; of a stream, to its beginning.",
            ["method", "route"],
            registry=self.registry,
            buckets=_REQUEST_BOUNDS,
        )
        self._utterances = Counter(
            "effie_utterances",
            "What was said and recorded, by customers, bot and agents.",
            ["author"],
            registry=self.registry,
        )
        self._decisions = Counter(
            "effie_decisions",
            "What the bot decided, and why it called a person.",
            ["decision", "reason"],
            registry=self.registry,
        )
        self._turn_seconds = Histogram(
            "effie_turn_seconds",
            "From when the bot took up a message to its first words for it.",
            registry=self.registry,
            buckets=_TURN_BOUNDS,
        )

        self._webhook_calls = Counter(
            "effie_webhook_calls",
            "Calls to webhooks, by what came of them.",
            ["state"],
            registry=self.registry,
        )

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request that was answered."""
        self._requests.labels(method, route, str(status)).inc()
        self._request_seconds.labels(method, route).observe(seconds)

    def said(self, utterances: Sequence[Utterance]) -> None:
        """Count what was recorded, in the order it was said."""
        asked: dict[str, datetime] = {}
        for each in utterances:
            self._utterances.labels(each.author.value).inc()
            if each.author is Author.CUSTOMER:
                asked[each.conversation] = each.at
            elif each.author is Author.BOT:
                self._answered(each, asked.pop(each.conversation, None))

    def webhook_called(self, state: DeliveryState) -> None:
        """Count a call to a webhook by what its delivery is after it."""
        self._webhook_calls.labels(state.value).inc()

    def _answered(self, said: Utterance, asked: datetime | None) -> None:
        if asked is not None:
            self._turn_seconds.observe(max(0.0, (said.at - asked).total_seconds()))
        if said.evidence and said.evidence.decision:
            self._decisions.labels(said.evidence.decision.value, said.evidence.reason).inc()


def count_requests(app: Sanic[Any, Any], counts: Counts) -> None:
    """Count every request of this application."""

    async def begin(request: Request) -> None:
        request.ctx.began = perf_counter()

    async def end(request: Request, response: BaseHTTPResponse) -> None:
        began = getattr(request.ctx, "began", None)
        seconds = perf_counter() - began if began is not None else 0.0
        route = f"/{request.route.path}" if request.route else ""  # none: there is nothing there
        method = request.method if request.method in _METHODS else "other"  # anybody makes up some
        counts.request(method, route, response.status, seconds)

    app.register_middleware(begin, "request")
    app.register_middleware(end, "response")
