"""Waiting for a person: how long it takes, who is there, and what is promised meanwhile."""

from __future__ import annotations

import asyncio
from datetime import datetime

from actions.dialogue.turn import Turn
from core.answering import Dialogue, Pending
from core.handoffs import (
    PAGE_GONE_AFTER,
    Absence,
    Agent,
    FollowUp,
    FollowUpKind,
    Handoff,
    Team,
    Wait,
    channels_for,
    estimate_wait,
    has_left,
    order_queue,
    team_moment_in_words,
)
from core.settings import Queue
from core.subjects import Aftermath
from store.channels import Identities
from store.clock import now
from store.handoffs import Agents, FollowUps


async def say_wait(turn: Turn, dialogue: Dialogue, handoff: Handoff) -> Dialogue:
    """Say honestly how long it takes, and what else is open to this customer now.

    While nobody is there, or it may take long, that is an answer where they can be reached; to
    whom it is promised already that is said again.
    """
    wait = await read_wait(turn, handoff)
    absent = wait.absence is not Absence.NONE
    if absent and await say_promise(turn):
        return dialogue
    queue, back_at = turn.settings.queue_of(handoff), wait.back_at
    by = promise_time(turn, queue) if absent else None
    never = turn.settings.sensitive.never_after(dialogue.sensitive)
    in_care = Aftermath.SELF_SERVICE in never
    channels = channels_for(turn.segment, turn.settings.channels, now())
    turn.speech.waiting(
        wait,
        team_moment(turn, back_at, queue) if back_at else "",
        [channel for channel in channels if not in_care or channel.is_phone],
        can_promise=by is not None,
        in_care=in_care,
    )
    return dialogue.awaiting(Pending.CONTACT) if by else dialogue


async def say_promise(turn: Turn) -> bool:
    """Say what is promised, where there is such a promise; tells whether there is."""
    promised = await _read_promise(turn)
    if promised is None:
        return False
    queue = queue_of(turn)
    by = promised.due_at.astimezone(queue.hours.zone)
    turn.speech.contact_taken(promised.contact, by, team_moment(turn, by, queue))
    return True


async def read_team(turn: Turn) -> Team:
    """Return all agents; where nobody can tell who is there, those at work are."""
    gone_after = turn.settings.handoff.timeouts.gone_after
    here = await turn.services.desk.agents_since(now() - gone_after)
    return await asyncio.to_thread(Agents(turn.services.database).team, here)


async def agent_there(turn: Turn) -> Agent | None:
    """Return the agent who has held this conversation last, if they could take it now."""
    if turn.settled is None:
        return None
    agent = (await read_team(turn)).get(turn.settled.agent)
    return agent if agent and agent.available and agent.free else None


async def read_wait(turn: Turn, handoff: Handoff) -> Wait:
    """Return how long it takes from where a handoff stands in its queue now."""
    team = await read_team(turn)
    all_open = await asyncio.to_thread(turn.services.handoffs.all_open)
    settings = turn.settings
    order = order_queue(
        all_open,
        lambda h: settings.queue_of(h).name,
        settings.handoff.upset_head_start,
        team,
        await _left(turn, all_open),
    )
    queue, before = settings.queue_of(handoff), order.ahead.get(handoff.id, 0)
    staffing = team.staffing(queue.name)
    return estimate_wait(queue.hours, now(), before, staffing, settings.handoff.service_rate)


async def _left(turn: Turn, all_open: list[Handoff]) -> list[str]:
    """Return the conversations whose customer has closed the page; none if nobody can tell."""
    here = await turn.services.desk.customers_since(now() - PAGE_GONE_AFTER)
    if here is None:
        return []
    identities = Identities(turn.services.database)
    people = await asyncio.to_thread(identities.of, [h.conversation for h in all_open])
    reached = {name for name, who in people.items() if who.unreachable_at is None}
    others = (h for h in all_open if h.conversation != turn.message.conversation)
    return [h.conversation for h in others if has_left(h, here, reached)]


def queue_of(turn: Turn) -> Queue:
    """Return the queue that answers to this customer: where they wait, or else would."""
    if turn.handoff is not None:
        return turn.settings.queue_of(turn.handoff)
    return turn.settings.queues[turn.segment.queue]


def team_moment(turn: Turn, moment: datetime, queue: Queue) -> str:
    """Return a moment by the clock of the team, which is named where it is not the usual one."""
    return team_moment_in_words(moment, now(), queue.hours.zone, turn.settings.zone)


def promise_time(turn: Turn, queue: Queue) -> datetime | None:
    """Return until when an answer can be promised, local time; None if it cannot."""
    return queue.hours.after_open_time(now(), turn.settings.handoff.promise)


async def _read_promise(turn: Turn) -> FollowUp | None:
    """Return the answer that is promised to this customer already."""
    owed = await asyncio.to_thread(FollowUps(turn.services.database).of, turn.message.conversation)
    promised = (f for f in owed if f.kind is FollowUpKind.PROMISED and f.done_at is None)
    return next((f for f in promised if f.contact), None)
