"""Giving out what waits in the queues that do so by themselves."""

from __future__ import annotations

from dataclasses import replace

import structlog

from core.errors import Conflict
from core.handoffs import Agent, Assignment, Handoff, Team, reserved_for, who_gets
from web.handoffs import announce
from web.http import in_thread, setting_apart
from web.services import Services

log = structlog.get_logger()


async def assign_waiting(services: Services) -> None:
    """Give each waiting conversation, in order, to whom its queue gives it.

    One whose customer has left waits until they are back: an agent could only wait with it.
    """
    snapshot = await services.queue_snapshots.now()
    settings, team = snapshot.settings, snapshot.team
    if all(queue.assignment is Assignment.OFF for queue in settings.queues.values()):
        return
    given_at = await in_thread(services.handoff_history.last_given)
    for handoff in snapshot.open:
        how = settings.queue_of(handoff).assignment
        if how is Assignment.OFF or snapshot.has_left(handoff):
            continue
        with setting_apart("handoff.not_assigned", handoff=handoff.id):
            had_last = await in_thread(services.handoff_history.had_last, handoff)
            reserved = reserved_for(handoff, team, snapshot.at)
            agent = who_gets(handoff, how, team, reserved, had_last, given_at)
            if agent is not None and await _give(services, handoff, agent, reserved):
                given_at = {**given_at, agent.id: snapshot.at}
                team = _with_one_more(team, agent)


async def _give(services: Services, handoff: Handoff, agent: Agent, reserved: str) -> bool:
    try:
        await in_thread(services.handoffs.claim, handoff.id, agent.id, agent.name, reserved)
    except Conflict:  # somebody was quicker, or it is over
        return False
    log.info("handoff.assigned", handoff=handoff.id, agent=agent.id)
    await announce(services, handoff.id)
    return True


def _with_one_more(team: Team, agent: Agent) -> Team:
    agents = (replace(a, chats=a.chats + 1) if a.id == agent.id else a for a in team.agents)
    return Team(tuple(agents))
