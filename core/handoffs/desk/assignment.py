"""Giving work out by itself: who gets the next conversation of a queue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from enum import Enum

from core.handoffs.handoff import Handoff, HandoffState
from core.handoffs.presence import Agent, Team

_NEVER = datetime.min.replace(tzinfo=timezone.utc)


class Assignment(str, Enum):
    """How a queue gives its conversations out."""

    OFF = "off"  # agents take them
    FEWEST = "fewest_chats"
    IN_TURN = "in_turn"  # to whom it is longest since they were given one


def who_gets(
    handoff: Handoff,
    how: Assignment,
    team: Team,
    reserved: str,
    had_last: str,
    given_at: Mapping[str, datetime],
) -> Agent | None:
    """Return the agent to whom a waiting handoff is given now, None if it waits on.

    reserved: for whom it is kept at this moment, "" for anybody
    had_last: the agent from whose hands it came back; they do not get it again by themselves
    given_at: when each agent was last given one, by their ids
    """
    if how is Assignment.OFF or handoff.state is not HandoffState.WAITING:
        return None
    able = [a for a in team.agents if a.available and a.free and a.serves(handoff.queue)]
    if handoff.language and any(handoff.language in a.languages for a in able):
        able = [a for a in able if handoff.language in a.languages]
    if reserved:
        return next((a for a in team.agents if a.id == reserved), None)
    able = [a for a in able if a.id != had_last]

    def rank(agent: Agent) -> tuple[int, datetime, str]:
        chats = agent.chats if how is Assignment.FEWEST else 0
        return (chats, given_at.get(agent.id, _NEVER), agent.id)

    return min(able, key=rank, default=None)
