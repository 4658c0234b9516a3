"""The order of a queue, and whom each handoff in it is for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.handoffs.handoff import Handoff, HandoffState
from core.handoffs.presence import Agent, Team


@dataclass(frozen=True)
class QueueOrder:
    """Who waits, in the order to be taken; by each one's id how many are taken before it."""

    waiting: tuple[Handoff, ...]
    ahead: Mapping[int, int]


def order_queue(
    handoffs: Iterable[Handoff],
    queue_of: Callable[[Handoff], str],
    upset_head_start: timedelta,
    team: Team,
    left: Collection[str] = (),
) -> QueueOrder:
    """Return everybody's place: on the desk, on the customer's page and in the bot's estimate.

    left: the conversations whose customer has closed the page
    """
    waiting = in_order(handoffs, upset_head_start, left)
    return QueueOrder(
        tuple(waiting), ahead_of_each([(each, queue_of(each)) for each in waiting], team)
    )


def in_order(
    handoffs: Iterable[Handoff], upset_head_start: timedelta, left: Collection[str] = ()
) -> list[Handoff]:
    """Return those that wait, in the order in which they should be taken.

    Whose customer is there comes before whose has left.

    What came back from an agent stands in front. The others stand by when they were opened, with
    a head start in minutes for the segment and for an upset customer: nobody waits for ever
    behind others who came later.
    """
    waiting = [h for h in handoffs if h.state is HandoffState.WAITING]
    return sorted(waiting, key=lambda h: (h.conversation in left, *_sort_key(h, upset_head_start)))


def ahead_of_each(waiting: Sequence[tuple[Handoff, str]], team: Team) -> dict[int, int]:
    """Count for each handoff how many are taken before it, given the order and each one's queue.

    Queues that the same agents serve move together: who waits in another one counts as well.
    """
    queues = {queue for _, queue in waiting}
    shared = {queue: _sharing(queue, queues, team) for queue in queues}
    before: Counter[str] = Counter()
    ahead = {}
    for handoff, queue in waiting:
        ahead[handoff.id] = sum(before[other] for other in shared[queue])
        before[queue] += 1
    return ahead


def reserved_for(handoff: Handoff, team: Team, at: datetime) -> str:
    """Return the agent for whom a handoff is kept at this moment, "" if anybody may take it.

    It is kept only as long as they are there and can take it.
    """
    if (
        not handoff.preferred_agent
        or handoff.preferred_until is None
        or at >= handoff.preferred_until
    ):
        return ""
    agent = team.get(handoff.preferred_agent)
    return handoff.preferred_agent if agent and agent.available and agent.free else ""


def is_for(handoff: Handoff, agent: Agent, team: Team, at: datetime) -> bool:
    """Tell whether an agent should hear of a waiting handoff: theirs, or anybody's they serve."""
    if handoff.state is not HandoffState.WAITING:
        return False
    kept = reserved_for(handoff, team, at)
    return kept == agent.id or (not kept and agent.serves(handoff.queue))


def _sort_key(handoff: Handoff, upset_head_start: timedelta) -> tuple[bool, datetime, int]:
    if handoff.returned_at is not None:
        return (False, handoff.returned_at, handoff.id)
    head_start = timedelta(minutes=handoff.priority)
    if handoff.upset:
        head_start += upset_head_start
    return (True, handoff.opened_at - head_start, handoff.id)


def _sharing(queue: str, queues: Collection[str], team: Team) -> set[str]:
    agents = [agent for agent in team.agents if agent.available and agent.serves(queue)]
    return {queue} | {q for q in queues if any(agent.serves(q) for agent in agents)}
