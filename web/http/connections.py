"""Connections that hold on to us: requests that trickle in, and more of them than one needs."""

from __future__ import annotations

from time import monotonic
from typing import Any

from sanic.exceptions import RequestTimeout
from sanic.http import Stage
from sanic.server import HttpProtocol

from core.network import network_of

SLOWEST = 8_000  # bytes a second of a long body, which may take longer by what has come of it
MAX_WAITING = 100  # connections of one address without a request being answered


class BoundedProtocol(HttpProtocol):
    """HTTP as Sanic speaks it, for clients that are slow or many on purpose.

    Sanic counts its REQUEST_TIMEOUT anew at every byte. Here it is the time for a whole request,
    headers and body, and until the first one begins; what is late is cut with 408.

    Of an address that holds more connections than it uses, the one that has been idle or
    incomplete for longest makes room for each new one. Behind a proxy, whose address they all
    have, that is the proxy's to do (docs/deployment.md).
    """

    __slots__ = ("_address", "_received", "waiting_since")

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._address = ""
        self.waiting_since = monotonic()
        self._received = 0  # bytes of the request that is under way

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)  # type: ignore[no-untyped-call]
        peer = transport.get_extra_info("peername")
        if isinstance(peer, tuple) and not self.app.config.PROXIES_COUNT:
            self._address = network_of(peer[0])
            self._connections.setdefault(self._address, set()).add(self)
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)  # type: ignore[no-untyped-call]
        theirs = self._connections.get(self._address, set())
        theirs.discard(self)
        if not theirs:
            self._connections.pop(self._address, None)

    def data_received(self, data: bytes) -> None:
        if not self.is_incomplete:
            self.waiting_since, self._received = monotonic(), 0
        self._received += len(data)
        super().data_received(data)

    def check_timeouts(self) -> None:
        """Cut a request that takes too long; Sanic calls this again and again."""
        late = monotonic() - self.waiting_since - self._received / SLOWEST
        if self._task and self.is_incomplete and late > self.request_timeout:
            self._http.exception = RequestTimeout("Request Timeout")
            self._task.cancel()
        else:
            super().check_timeouts()  # type: ignore[no-untyped-call]

    @property
    def is_incomplete(self) -> bool:
        """Whether a request is on its way, or the first one is still to come."""
        if self._stage is Stage.IDLE and not self._body_to_come:
            return not self._received
        return self._stage is Stage.REQUEST or self._body_to_come

    @property
    def waits(self) -> bool:
        """Whether nothing is being answered here."""
        return self._stage in {Stage.IDLE, Stage.REQUEST} or self._body_to_come

    @property
    def _stage(self) -> Stage:
        return Stage.IDLE if self.http is None else self.http.stage

    @property
    def _body_to_come(self) -> bool:
        return bool(getattr(self.http, "request_body", None))

    @property
    def _connections(self) -> dict[str, set[BoundedProtocol]]:
        """Of each address, its connections to this process."""
        if not hasattr(self.app.ctx, "connections"):
            self.app.ctx.connections = {}
        connections: dict[str, set[BoundedProtocol]] = self.app.ctx.connections
        return connections

    def _make_room(self) -> None:
        theirs = self._connections[self._address]
        waiting = [each for each in theirs if each.waits] if len(theirs) > MAX_WAITING else []
        if len(waiting) > MAX_WAITING:
            min(waiting, key=lambda each: each.waiting_since).close()
