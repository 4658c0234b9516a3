"""Traces where nobody collects them."""

from __future__ import annotations

from core.conversations import InboxMessage, InboxMessageKind
from store.realtime import Inbox
from store.tracing import configure_tracing, current_trace, note_span, span
from tests.support.only_bot import OnlyBot


async def test_without_a_collector_nothing_is_traced_and_streams_stay_as_they_were(
    redis, monkeypatch
) -> None:
    monkeypatch.delenv("OTEL_EXPORTER_OTLP_ENDPOINT", raising=False)
    configure_tracing("web")
    inbox = Inbox(redis)
    bot = OnlyBot(redis)

    with span("a part"):
        assert current_trace() == ""
        assert note_span("another", "00-" + "1" * 32 + "-" + "2" * 16 + "-01", 1) == ""
        await inbox.put(InboxMessage("m1", "c1", InboxMessageKind.CUSTOMER, "hello", 1.0))
        (delivered,) = await bot.next(100)
        await bot.settle(delivered, [{"event": "user", "text": "hello"}])

    assert delivered.trace == ""
    ((_, fields),) = await redis.xrange("events")
    assert fields.keys() == {"event"}
