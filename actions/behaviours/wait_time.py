"""How long a customer waits, who is there, and until when an answer can be promised."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime

from actions.dialogue import Turn
from core.handoffs import (
    FollowUp,
    FollowUpKind,
    Handoff,
    Team,
    Wait,
    ahead_of_each,
    estimate_wait,
    in_order,
)
from core.settings import Queue
from store.clock import now
from store.handoffs import Agents, FollowUps


@dataclass(frozen=True)
class Place:
    """Where somebody stands in a queue, and how long it takes from there."""

    ahead: int
    wait: Wait


async def read_team(turn: Turn) -> Team:
    """Return all agents; where nobody can tell who is there, those at work are."""
    gone_after = turn.settings.handoff.patience.gone_after
    here = await turn.services.desk.agents_since(now() - gone_after)
    return await asyncio.to_thread(Agents(turn.services.database).team, here)


async def read_place(turn: Turn, handoff: Handoff) -> Place:
    """Return where a handoff stands in its queue now."""
    team = await read_team(turn)
    all_open = await asyncio.to_thread(turn.services.handoffs.all_open)
    settings = turn.settings
    waiting = in_order(all_open, settings.handoff.upset_head_start)
    ahead = ahead_of_each([(h, settings.queue_of(h).name) for h in waiting], team)
    queue, before = settings.queue_of(handoff), ahead.get(handoff.id, 0)
    staffing = team.staffing(queue.name)
    wait = estimate_wait(queue.hours, now(), before, staffing, settings.handoff.pace)
    return Place(before, wait)


def queue_of(turn: Turn) -> Queue:
    """Return the queue that answers to this customer: where they wait, or else would."""
    if turn.handoff is not None:
        return turn.settings.queue_of(turn.handoff)
    return turn.settings.queues[turn.segment.queue]


def promise_time(turn: Turn, queue: Queue) -> datetime | None:
    """Return until when an answer can be promised, local time; None if it cannot."""
    return queue.hours.after_open_time(now(), turn.settings.handoff.promise)


async def read_promise(turn: Turn) -> FollowUp | None:
    """Return the answer that is promised to this customer already."""
    owed = await asyncio.to_thread(FollowUps(turn.services.database).of, turn.message.conversation)
    promised = (f for f in owed if f.kind is FollowUpKind.PROMISED and f.done_at is None)
    return next((f for f in promised if f.contact), None)
