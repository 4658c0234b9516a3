"""How long the agents of the demo history were there, worked out from the calls that they took."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy import Connection, delete, insert, select

from commands.demo.telling import AGENTS
from core.conversations import DEMO_PREFIX
from core.handoffs import HandoffState
from core.insights import AtWork, Spent, spent_by
from store.insights import add_to_queues
from store.schema import handoff_events, insight_agent_hours

# What was added to a queue's hours, which real agents have a part in, stands under a name of its
# own beside the agents, so that just this can be taken out again.
_OF_QUEUE = f"{DEMO_PREFIX}queue-"
_END = "demo-history."  # the first text behind all that begin with DEMO_PREFIX
_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Call:
    """A conversation in an agent's hand, by the second."""

    agent: str
    queue: str
    since: datetime
    until: datetime


def write_hours(connection: Connection, queues: Sequence[str]) -> None:
    """Add the hours in which any of the demo's agents had a conversation in hand."""
    rows = []
    for hour, agents, of_queues in hours_of(_calls(connection), queues):
        day, number = hour.date(), hour.hour
        add_to_queues(connection, of_queues, day, number)
        added = {f"{_OF_QUEUE}{name}": spent for name, spent in of_queues.items()}
        for who, spent in {**agents, **added}.items():
            rows.append({"agent": who, "day": day, "hour": number, **vars(spent)})
    if rows:
        connection.execute(insert(insight_agent_hours), rows)


def remove_hours(connection: Connection) -> None:
    """Take them out of the queues' hours again, and the agents' own away."""
    hours = insight_agent_hours.c
    own = (hours.agent >= DEMO_PREFIX) & (hours.agent < _END)
    added = select(insight_agent_hours).where(own, hours.agent.startswith(_OF_QUEUE))
    for row in connection.execute(added).mappings().all():
        spent = {name: -row[name] for name in vars(Spent())}
        queue = row["agent"].removeprefix(_OF_QUEUE)
        add_to_queues(connection, {queue: Spent(**spent)}, row["day"], row["hour"])
    connection.execute(delete(insight_agent_hours).where(own))


def hours_of(
    calls: Iterable[Call], queues: Sequence[str]
) -> Iterator[tuple[datetime, dict[str, Spent], dict[str, Spent]]]:
    """Yield hours that have a call, each with what was spent in it by agent and by queue.

    All agents serve all queues. Who has no call in an hour had something else to do: away.
    """
    by_hour: defaultdict[datetime, list[Call]] = defaultdict(list)
    for call in calls:
        hour = call.since.replace(minute=0, second=0, microsecond=0)
        while hour < call.until:
            by_hour[hour].append(call)
            hour += _HOUR
    for hour, own in sorted(by_hour.items()):
        agents: defaultdict[str, Spent] = defaultdict(Spent)
        of_queues: defaultdict[str, Spent] = defaultdict(Spent)
        for since, until in pairwise(_changes(hour, own)):
            seconds = round((until - since).total_seconds())
            of_each, together = spent_by(_team(own, queues, since), seconds)
            for who, spent in of_each.items():
                agents[who] += spent
            for queue, spent in together.items():
                of_queues[queue] += spent
        yield hour, dict(agents), dict(of_queues)


def _changes(hour: datetime, calls: Iterable[Call]) -> list[datetime]:
    """The moments of an hour at which a call begins or ends, with the hour's own ends."""
    ends = {end for call in calls for end in (call.since, call.until)}
    return sorted({hour, hour + _HOUR, *(end for end in ends if hour < end < hour + _HOUR)})


def _team(calls: Sequence[Call], queues: Sequence[str], at: datetime) -> list[AtWork]:
    team = []
    for who, _ in AGENTS:
        own = [call for call in calls if call.agent == who]
        held = tuple(call.queue for call in own if call.since <= at < call.until)
        team.append(AtWork(who, bool(own), tuple(queues), held))
    return team


def _calls(connection: Connection) -> Iterator[Call]:
    events = handoff_events.c
    own = (events.conversation >= DEMO_PREFIX) & (events.conversation < _END)
    columns = (events.handoff, events.state, events.agent, events.queue, events.at)
    query = select(*columns).where(own).order_by(events.handoff, events.id)
    for this, following in pairwise(connection.execute(query).all()):
        if this.state is HandoffState.CLAIMED and following.handoff == this.handoff:
            since, until = (each.at.replace(microsecond=0) for each in (this, following))
            yield Call(this.agent, this.queue, since, until)
