"""Looking after open handoffs: nobody is left with an agent who is gone, and each one ends."""

from __future__ import annotations

from datetime import datetime

import structlog

from core.handoffs import Activity, Handoff, HandoffState, Timeouts, has_stayed_away, why_return
from store.clock import now
from web.handoffs import announce, reclaim
from web.http import in_thread, setting_apart
from web.live import QueueSnapshot
from web.services import Services

log = structlog.get_logger()


async def enforce_timeouts(services: Services, watched_since: datetime) -> None:
    """Take back what agents cannot go on with, and end what the customer has left.

    watched_since: since when this process has been looking; earlier activity may have been missed
    """
    snapshot, timeouts = await services.queue_snapshots.now(), services.settings.handoff.timeouts
    activity = await _activity(services, snapshot, watched_since, timeouts)
    for handoff in snapshot.open:
        with setting_apart("handoff.not_minded", handoff=handoff.id):
            await _mind(services, handoff, activity[handoff.id], timeouts)


async def _mind(
    services: Services, handoff: Handoff, activity: Activity, timeouts: Timeouts
) -> None:
    at = now()
    if has_stayed_away(handoff, activity, timeouts, at):
        since = at - timeouts.customer_away
        ended = await in_thread(services.handoffs.end_for_staying_away, handoff.id, since)
        if ended.state is HandoffState.ABANDONED:
            log.info("handoff.abandoned", handoff=handoff.id, conversation=handoff.conversation)
            await announce(services, ended.id)
        return
    why = why_return(handoff, activity, timeouts, at)
    if why is not None and await reclaim(services, handoff, why):
        log.warning("handoff.returned", handoff=handoff.id, agent=handoff.agent, why=why.value)


async def _activity(
    services: Services, snapshot: QueueSnapshot, watched_since: datetime, timeouts: Timeouts
) -> dict[int, Activity]:
    longest = max(timeouts.gone_after, timeouts.customer_away)
    agents = await services.agents_here.since(snapshot.at - longest)
    customers = await services.customers_here.since(snapshot.at - longest)
    claimed = [h.conversation for h in snapshot.open if h.state is HandoffState.CLAIMED]
    wrote = await services.writing.last(claimed)
    reached, at = await _reached(services, snapshot), now()
    return {
        handoff.id: Activity(
            watched_since=watched_since,
            agent_at=agents.get(handoff.agent),
            agent_wrote_at=wrote.get(handoff.conversation),
            unanswered_since=snapshot.unanswered_since.get(handoff.conversation),
            customer_at=at
            if handoff.conversation in reached
            else _latest(snapshot, handoff, customers.get(handoff.conversation)),
        )
        for handoff in snapshot.open
    }


async def _reached(services: Services, snapshot: QueueSnapshot) -> set[str]:
    """Return the conversations whose customer is reached without a page being open."""
    people = await in_thread(services.identities.of, [each.conversation for each in snapshot.open])
    return {name for name, person in people.items() if person.unreachable_at is None}


def _latest(
    snapshot: QueueSnapshot, handoff: Handoff, page_open_at: datetime | None
) -> datetime | None:
    conversation = snapshot.conversations.get(handoff.conversation)
    moments = [conversation.last_at if conversation else None, page_open_at]
    return max((moment for moment in moments if moment is not None), default=None)
