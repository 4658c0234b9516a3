"""How long handoffs stayed in each state, stretch by stretch."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CTE, Select, func, select

from core.handoffs import HandoffState
from store.insights.moments import minutes_between
from store.schema import handoff_events


def stretches(conversations: Select[Any], state: HandoffState, name: str) -> CTE:
    """Return the stretches of a state: handoff, conversation, transition that began it, queue,
    minutes.

    One that still goes on has no minutes yet.
    """
    each = handoff_events
    upto = func.lead(each.c.at).over(partition_by=each.c.handoff, order_by=each.c.id)
    rows = (
        select(
            each.c.handoff,
            each.c.conversation,
            each.c.state,
            each.c.transition,
            each.c.queue,
            minutes_between(each.c.at, upto).label("minutes"),
        )
        .where(each.c.conversation.in_(conversations))
        .cte(f"{name}_rows")
    )
    return select(rows).where(rows.c.state == state).cte(name)


def waits(conversations: Select[Any]) -> CTE:
    """Return the stretches in which customers waited for a person."""
    return stretches(conversations, HandoffState.WAITING, "waits")
