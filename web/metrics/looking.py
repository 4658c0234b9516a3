"""What is looked up when somebody reads the metrics: how things stand now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

import structlog
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric

from core.errors import Unavailable
from core.handoffs import HandoffState
from core.webhooks import EndpointState
from store.channels import Backlog
from store.clock import now
from store.realtime import AWAY, RedisError
from web.health import HealthChecks, Part
from web.http import in_thread
from web.live import QueueSnapshot
from web.services import Services

log = structlog.get_logger()

_HERE_LATELY = timedelta(seconds=30)


async def look(services: Services, health: HealthChecks) -> list[Metric]:
    """Return how things stand; what a part that is away would tell is left out."""
    parts = await health.look()
    found = [*_parts(parts), _gauge("streams", "Open streams.", services.hub.streams)]
    try:
        if parts["redis"] is Part.OK:
            found += [*_flow(health), *await _inbox(services), *await _servers(services)]
        if parts["database"] is Part.OK:
            found += await in_thread(_record, services)
            found += _queues(await services.queue_snapshots.now())
    except (RedisError, OSError, Unavailable, *AWAY) as error:
        log.warning("metrics.incomplete", error=str(error))
    return found


def _parts(parts: Mapping[str, Part]) -> Iterator[Metric]:
    up = GaugeMetricFamily("effie_part_up", "1 while a part answers.", labels=["part"])
    for name, part in parts.items():
        up.add_metric([name], float(part is Part.OK))
    yield up


def _flow(health: HealthChecks) -> Iterator[Metric]:
    flow = health.flow
    yield _gauge("inbox_behind_seconds", "Age of the oldest message in the inbox.", flow.behind)
    told = "Age of the oldest event that is not recorded."
    yield _gauge("recording_behind_seconds", told, flow.recording_behind)
    yield _gauge("bots", "Bots that share out the inbox.", flow.bots)
    yield _gauge("dead_letters", "What was set aside for an admin.", flow.dead_letters)


async def _inbox(services: Services) -> list[Metric]:
    since = now() - _HERE_LATELY
    here = GaugeMetricFamily("effie_people_here", "Open pages of this minute.", labels=["who"])
    here.add_metric(["customers"], len(await services.customers_here.since(since)))
    here.add_metric(["agents"], len(await services.agents_here.since(since)))
    waiting = await services.inbox.length()
    return [_gauge("inbox_messages", "Messages on their way to the bot.", waiting), here]


async def _servers(services: Services) -> list[Metric]:
    revision = GaugeMetricFamily(
        "effie_served_revision", "Of the articles that are answered from.", labels=["server"]
    )
    articles = GaugeMetricFamily("effie_served_articles", "How many.", labels=["server"])
    for server in await services.serving.servers():
        revision.add_metric([server.server], server.revision)
        articles.add_metric([server.server], server.articles)
    return [revision, articles]


def _record(services: Services) -> list[Metric]:
    backlog, at = Backlog(services.database), now()
    messages = GaugeMetricFamily(
        "effie_deliveries_waiting", "Messages no vendor has taken yet.", labels=["connection"]
    )
    oldest = GaugeMetricFamily(
        "effie_deliveries_behind_seconds", "Age of the oldest of them.", labels=["connection"]
    )
    for each in backlog.waiting():
        messages.add_metric([each.connection], each.messages)
        oldest.add_metric([each.connection], _seconds(at, each.oldest))
    odd = CounterMetricFamily(
        "effie_channel_events",
        "What came of a connection and nothing can be done with.",
        labels=["connection", "what"],
    )
    for (connection, what), times in backlog.counted().items():
        odd.add_metric([connection, what.value], times)
    found = [messages, oldest, odd, *_webhooks(services, at)]
    live = _gauge("live_revision", "Of the articles in the record.", services.articles.revision())
    return [*found, live]


def _webhooks(services: Services, at: datetime) -> list[Metric]:
    states = GaugeMetricFamily("effie_webhooks", "Webhooks.", labels=["state"])
    counted = Counter(each.state for each in services.webhook_endpoints.all())
    for state in EndpointState:
        states.add_metric([state.value], counted[state])
    calls = GaugeMetricFamily(
        "effie_webhook_calls_waiting", "Events not taken yet.", labels=["webhook"]
    )
    oldest = GaugeMetricFamily(
        "effie_webhook_behind_seconds", "Age of the oldest of them.", labels=["webhook"]
    )
    for each in services.webhook_deliveries.backlog():
        calls.add_metric([str(each.endpoint)], each.calls)
        oldest.add_metric([str(each.endpoint)], _seconds(at, each.oldest))
    return [states, calls, oldest]


def _queues(snapshot: QueueSnapshot) -> list[Metric]:
    opened: dict[tuple[str, str], list[datetime]] = defaultdict(list)
    for handoff in snapshot.open:
        queue = snapshot.settings.queue_of(handoff).name
        opened[queue, handoff.state.value].append(handoff.returned_at or handoff.opened_at)
    count = GaugeMetricFamily("effie_handoffs", "Open handoffs.", labels=["queue", "state"])
    wait = GaugeMetricFamily(
        "effie_handoff_wait_seconds", "How long the longest has been waiting.", labels=["queue"]
    )
    for (queue, state), moments in opened.items():
        count.add_metric([queue, state], len(moments))
        if state == HandoffState.WAITING.value:
            wait.add_metric([queue], _seconds(snapshot.at, min(moments)))
    return [count, wait]


def _gauge(name: str, told: str, value: float | timedelta) -> Metric:
    number = value.total_seconds() if isinstance(value, timedelta) else float(value)
    return GaugeMetricFamily(f"effie_{name}", told, value=number)


def _seconds(at: datetime, since: datetime) -> float:
    return max(0.0, (at - since).total_seconds())
