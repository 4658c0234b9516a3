"""A turn as the logs and traces tell of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import structlog

from store.realtime import Delivered
from store.tracing import note_span, span

log = structlog.get_logger()


@contextmanager
def traced_turn(delivered: Delivered) -> Iterator[None]:
    """Give all that is logged and measured in the block the turn's id; say how long it took."""
    message, began = delivered.message, monotonic()
    ids = {"conversation": message.conversation, "turn": message.id}
    note_span("waits in the inbox", delivered.trace, delivered.put_at, **ids)
    with (
        structlog.contextvars.bound_contextvars(**ids),
        span("turn", delivered.trace, kind=message.kind.value, **ids),
    ):
        yield
        milliseconds = round((monotonic() - began) * 1000, 1)
        log.info("turn.done", kind=message.kind.value, milliseconds=milliseconds)
