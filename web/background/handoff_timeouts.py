"""Looking after open handoffs: nobody is left with an agent who is gone, and each one ends."""

from __future__ import annotations

from datetime import datetime

import structlog

from core.conversations import Author
from core.handoffs import (
    Activity,
    FollowUpKind,
    Handoff,
    HandoffState,
    Timeouts,
    has_stayed_away,
    is_owed_an_answer,
    why_return,
    why_wake,
)
from store.clock import now
from store.contacts import contacts_of
from store.handoffs import Owed
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
    await _wake(services, snapshot)
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
        owed = await in_thread(_owed_to_who_left, services, handoff, activity)
        end = services.handoffs.end_for_staying_away
        ended = await in_thread(end, handoff.id, since, owed)
        if ended.state is HandoffState.ABANDONED:
            log.info("handoff.abandoned", handoff=handoff.id, conversation=handoff.conversation)
            await announce(services, ended.id)
        return
    why = why_return(handoff, activity, timeouts, at)
    if why is not None and await reclaim(services, handoff, why):
        log.warning("handoff.returned", handoff=handoff.id, agent=handoff.agent, why=why.value)


def _owed_to_who_left(services: Services, handoff: Handoff, activity: Activity) -> Owed | None:
    """Return the answer that a customer is promised who left without one; None for nothing."""
    settings = services.settings
    profile = services.conversations.get(handoff.conversation).profile
    known = contacts_of(profile, settings.handoff.phone_country)
    contact = known[0].value if known else ""
    owed = services.follow_ups.of(handoff.conversation)
    promised = any(f.kind is FollowUpKind.PROMISED and f.done_at is None for f in owed)
    if not is_owed_an_answer(handoff, activity.unanswered_since, contact, promised):
        return None
    at, hours = now(), settings.queue_of(handoff).hours
    due = hours.after_open_time(at, settings.handoff.promise)
    return Owed(
        conversation=handoff.conversation,
        kind=FollowUpKind.PROMISED,
        due_at=due or at + settings.survey.follow_up_within,
        words=services.transcripts.first_words([handoff.conversation]).get(
            handoff.conversation, ""
        ),
        contact=contact,
    )


async def _wake(services: Services, snapshot: QueueSnapshot) -> None:
    """Bring back what was put aside, once its time has come or its customer has written."""
    at = now()
    for handoff in snapshot.open:
        said = snapshot.words.get(handoff.conversation, {}).get(Author.CUSTOMER)
        why = why_wake(handoff, said.seq if said else 0, at)
        if why is None:
            continue
        with setting_apart("handoff.not_woken", handoff=handoff.id):
            there = snapshot.team.is_available(handoff.agent)
            kept_until = at + services.settings.handoff.kept
            await in_thread(services.snoozing.wake, handoff.id, why, there, kept_until)
            log.info("handoff.woken", handoff=handoff.id, why=why.value)
            await announce(services, handoff.id)


async def _activity(
    services: Services, snapshot: QueueSnapshot, watched_since: datetime, timeouts: Timeouts
) -> dict[int, Activity]:
    longest = max(timeouts.gone_after, timeouts.customer_away)
    agents = await services.agents_here.since(snapshot.at - longest)
    customers = await services.customers_here.since(snapshot.at - longest)
    claimed = [h.conversation for h in snapshot.open if h.state is HandoffState.CLAIMED]
    wrote = await services.writing.last(claimed)
    at = now()
    return {
        handoff.id: Activity(
            watched_since=watched_since,
            agent_at=agents.get(handoff.agent),
            agent_wrote_at=wrote.get(handoff.conversation),
            unanswered_since=snapshot.unanswered_since.get(handoff.conversation),
            customer_at=at
            if handoff.conversation in snapshot.reached
            else _latest(snapshot, handoff, customers.get(handoff.conversation)),
        )
        for handoff in snapshot.open
    }


def _latest(
    snapshot: QueueSnapshot, handoff: Handoff, page_open_at: datetime | None
) -> datetime | None:
    conversation = snapshot.conversations.get(handoff.conversation)
    moments = [conversation.last_at if conversation else None, page_open_at]
    return max((moment for moment in moments if moment is not None), default=None)
