"""Noting who is at the desk and with how much in hand, from what Redis knows for a moment only."""

from __future__ import annotations

import asyncio

import structlog

from core.errors import Unavailable
from core.handoffs import HandoffState, Status
from core.insights import AtWork
from store.insights import Occupancy
from store.realtime import RedisError
from web.http import in_thread
from web.live import QueueSnapshot
from web.services import Services

log = structlog.get_logger()

_EVERY = 20.0  # seconds


async def mind_occupancy(services: Services) -> None:
    """Add up agents' time, for ever."""
    while True:
        try:
            await note_occupancy(services)
        except (RedisError, OSError, Unavailable):
            log.info("occupancy.waiting")
        except Exception as error:
            log.error("occupancy.not_noted", exc_info=error)
        await asyncio.sleep(_EVERY)


async def note_occupancy(services: Services) -> None:
    """Add what has passed since the last look, as the team is now."""
    snapshot = await services.queue_snapshots.now()
    team = _at_work(snapshot)
    await in_thread(Occupancy(services.database).note, team, snapshot.at)


def _at_work(snapshot: QueueSnapshot) -> list[AtWork]:
    settings, held = snapshot.settings, dict[str, list[str]]()
    for handoff in snapshot.open:
        if handoff.state is HandoffState.CLAIMED:  # what is put aside is in nobody's hand
            held.setdefault(handoff.agent, []).append(settings.queue_of(handoff).name)
    return [
        AtWork(
            agent.id,
            agent.available,
            tuple(queue for queue in settings.queues if agent.serves(queue)),
            tuple(held.get(agent.id, ())),
        )
        for agent in snapshot.team.agents
        if agent.status is not Status.OFFLINE
    ]
