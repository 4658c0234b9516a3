"""A collector of traces: takes OpenTelemetry's spans over HTTP (OTLP) and keeps them in memory."""

from __future__ import annotations

import gzip
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)

MAX_TRACES = 5000
_PROCESSES = {"web", "bot", "actions"}
_LAST = "is shown to the customer"


@dataclass(frozen=True)
class Span:
    """A part of a trace; times in milliseconds since the epoch; error: which it ended with."""

    trace: str
    id: str
    parent: str
    process: str
    name: str
    began: float
    ended: float
    attributes: dict[str, str]
    error: str = ""

    @property
    def milliseconds(self) -> float:
        return self.ended - self.began


def is_whole(trace: Sequence[Span]) -> bool:
    """Tell whether a message's trace has arrived from all processes, to the customer's page."""
    ids = {each.id for each in trace}
    rooted = all(each.parent in ids for each in trace if each.parent)
    complete = {each.process for each in trace} == _PROCESSES
    return rooted and complete and any(each.name == _LAST for each in trace)


class Collector:
    """The latest traces; `url` is what `OTEL_EXPORTER_OTLP_ENDPOINT` must say."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._spans: dict[str, list[Span]] = defaultdict(list)
        self._lock = threading.Lock()

    def add(self, spans: list[Span]) -> None:
        with self._lock:
            for each in spans:
                self._spans[each.trace].append(each)
            for oldest in list(self._spans)[:-MAX_TRACES]:
                del self._spans[oldest]

    def traces(self) -> list[list[Span]]:
        """Return the spans of each trace, by when they began."""
        with self._lock:
            return [sorted(spans, key=lambda each: each.began) for spans in self._spans.values()]


@contextmanager
def collecting() -> Iterator[Collector]:
    """Collect on a free port of this machine for the length of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    collector = Collector(f"http://127.0.0.1:{server.server_port}")
    server.collector = collector  # type: ignore[attr-defined]
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    try:
        yield collector
    finally:
        server.shutdown()
        serving.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    """The one request that the protocol has for traces; anything else is refused."""

    protocol_version = "HTTP/1.1"
    server: Any

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        right_type = self.headers.get("Content-Type") == "application/x-protobuf"
        if self.path != "/v1/traces" or not right_type:
            self._answer(404 if right_type else 415, b"")
            return
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        try:
            request = ExportTraceServiceRequest.FromString(body)
        except DecodeError:
            self._answer(400, b"")
            return
        self.server.collector.add(list(_spans(request)))
        self._answer(200, ExportTraceServiceResponse().SerializeToString())

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/x-protobuf")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


def _spans(request: ExportTraceServiceRequest) -> Iterator[Span]:
    for of_resource in request.resource_spans:
        resource = {each.key: each.value.string_value for each in of_resource.resource.attributes}
        for of_scope in of_resource.scope_spans:
            for each in of_scope.spans:
                yield Span(
                    each.trace_id.hex(),
                    each.span_id.hex(),
                    each.parent_span_id.hex(),
                    resource["service.name"].removeprefix("effie-"),
                    each.name,
                    each.start_time_unix_nano / 1e6,
                    each.end_time_unix_nano / 1e6,
                    {one.key: one.value.string_value for one in each.attributes},
                    each.status.message,
                )
