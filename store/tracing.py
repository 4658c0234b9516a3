"""Traces: what a message costs in each process, as OpenTelemetry's spans.

Off, and without cost, unless the standard variable `OTEL_EXPORTER_OTLP_ENDPOINT` names a collector;
the other `OTEL_` variables mean what OpenTelemetry says. Runs in the bot's Python as well.

A span carries ids and what was decided, never a customer's words. Between processes the trace goes
along as the W3C's `traceparent`, which is "" where nothing is traced.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from time import time_ns
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Tracer

Handler = TypeVar("Handler", bound=Callable[..., Awaitable[Any]])

COLLECTOR = "OTEL_EXPORTER_OTLP_ENDPOINT"
HEADER = "traceparent"
_PATIENCE = ("OTEL_EXPORTER_OTLP_TIMEOUT", "2")  # seconds, by which a process may end later


class _Tracing:
    """This process's tracer, once there is one."""

    provider: TracerProvider | None = None
    tracer: Tracer | None = None


def configure_tracing(process: str) -> None:
    """Send spans to the collector that the environment names, if it names one.

    process: `web`, `bot` or `actions`; the service `effie-web` and so on in the collector
    """
    if not os.environ.get(COLLECTOR) or _Tracing.tracer is not None:
        return
    # Imported late: they take a fifth of a second, and most installations are not traced.
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    os.environ.setdefault(*_PATIENCE)
    provider = TracerProvider(resource=Resource.create({"service.name": f"effie-{process}"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    _Tracing.provider, _Tracing.tracer = provider, provider.get_tracer("effie")


def current_trace() -> str:
    """Return the `traceparent` of the span under way; "" if nothing is traced."""
    if _Tracing.tracer is None:
        return ""
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    carrier: dict[str, str] = {}
    TraceContextTextMapPropagator().inject(carrier)
    return carrier.get(HEADER, "")


def go_on_with(traceparent: str) -> None:
    """Let what this task does from now on belong to a trace begun elsewhere; "" to none."""
    if _Tracing.tracer is not None:
        from opentelemetry.context import attach

        attach(_context_of(traceparent))


@contextmanager
def span(name: str, traceparent: str | None = None, **attributes: Any) -> Iterator[None]:
    """Measure the block, as a part of the span under way or of the one that is named."""
    if _Tracing.tracer is None:
        yield
        return
    from opentelemetry.trace import StatusCode

    context = None if traceparent is None else _context_of(traceparent)
    with _Tracing.tracer.start_as_current_span(
        name, context, attributes=attributes, record_exception=False, set_status_on_exception=False
    ) as under_way:
        try:
            yield
        except Exception as error:  # by its kind alone: its message may quote a customer
            under_way.set_status(StatusCode.ERROR, type(error).__name__)
            raise


def traced(name: str) -> Callable[[Handler], Handler]:
    """Measure each call of a route's handler; what its path names goes along."""

    def measured(handler: Handler) -> Handler:
        @functools.wraps(handler)
        async def within(*arguments: Any, **named: Any) -> Any:
            with span(name, **named):
                return await handler(*arguments, **named)

        return within  # type: ignore[return-value]

    return measured


def note_span(name: str, traceparent: str, began: int, **attributes: Any) -> str:
    """Add what has ended just now to a trace begun elsewhere; nothing where there is none.

    began: in nanoseconds since the epoch. Returns its own `traceparent`.
    """
    if _Tracing.tracer is None or not traceparent:
        return ""
    from opentelemetry.trace import use_span

    noted = _Tracing.tracer.start_span(
        name, _context_of(traceparent), attributes=attributes, start_time=began
    )
    with use_span(noted):
        trace = current_trace()
    noted.end(max(began, time_ns()))
    return trace


def _context_of(traceparent: str) -> Context:
    from opentelemetry.context import Context
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    return TraceContextTextMapPropagator().extract({HEADER: traceparent}, Context())
