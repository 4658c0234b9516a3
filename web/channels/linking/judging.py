"""Which channels are open to a customer and which are not, and why: one rule for every use.

What fails goes by the best of them, the desk shows them all, and the page offers what is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from core.channels import Connection, capability_of
from core.channels.linking import NOT_IN_SEGMENT, Judged, Need, Way, judged
from core.handoffs import Segment
from store.channels import Identity
from store.clock import now
from web.channels.accounts import accounts
from web.services import Services


def judge(services: Services, conversation: str, people: Sequence[Identity]) -> list[Judged]:
    """Judge the channels on which a conversation's customer is known; reads SQL."""
    at = now()
    segment = _segment(services, conversation)
    by_name = services.settings.connections.by_name
    ways = [_way(services, by_name[p.connection], p) for p in people if p.connection in by_name]
    order = segment.continue_on or tuple(by_name)
    return judged(ways, _need(services, conversation, segment, at), order, at)


def offered(services: Services, conversation: str) -> list[Judged]:
    """Judge every channel that a conversation on the page could go on on; reads SQL.

    They would write there first. So it matters whether it reaches them, and whether it still does
    when the team answers. Those that their segment leaves out come last, and say so.
    """
    at = now()
    segment = _segment(services, conversation)
    by_name, named = services.settings.connections.by_name, segment.continue_on
    order = tuple(by_name) if named is None else named
    began = services.identities.began(conversation)
    people = services.identities.of_person(began.person) if began else []
    known = {each.connection: each for each in people}
    ways = [_way(services, each, known.get(each.name)) for each in by_name.values()]
    need = _need(services, conversation, segment, at, is_offered=True)
    named_ways = [way for way in ways if way.connection in order]
    others = [Judged(way, NOT_IN_SEGMENT) for way in ways if way.connection not in order]
    return [*judged(named_ways, need, order, at), *others]


def _segment(services: Services, conversation: str) -> Segment:
    profile = services.conversations.get(conversation).profile
    return services.settings.segments.of(profile.segment)


def _need(
    services: Services, conversation: str, segment: Segment, at: datetime, is_offered: bool = False
) -> Need:
    """A person's answer is waited for as soon as a handoff is open; at night it comes later."""
    handoff = services.handoffs.open_in(conversation)
    hours = services.settings.queues[segment.queue].hours
    is_open = hours.is_open(at)
    comes = at if is_open else hours.next_opening(at)
    return Need(
        is_live=handoff is not None and is_open,
        is_open=is_open,
        is_offered=is_offered,
        answers_at=comes if handoff is not None else None,
    )


def _way(services: Services, connection: Connection, who: Identity | None) -> Way:
    return Way(
        connection=connection.name,
        capability=capability_of(connection),
        label=connection.label,
        is_on=connection.name in accounts(services),
        wrote_at=who.last_in_at if who else None,
        unreachable=who.unreachable_why if who else "",
        has_template=connection.template is not None,
    )
