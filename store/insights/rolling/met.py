"""What contacts met that stands in no column of theirs: refusals, comments, next questions.

Each is a kind of sums, by what was met, and "" for all of it together: a contact counts once in
each of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, String, Subquery, and_, cast, literal, select

from core.conversations import NOT_GROUPED
from core.next_questions import Step
from store.schema import next_offers, next_visits, refusals, surveys

REFUSED, COMMENTED = "refused", "commented"  # by policy, by the group of the comment
OFFERED: Mapping[str, Step] = {
    f"next:{step.value}": step for step in (Step.SHOWN, Step.PRESSED, Step.ANYWAY)
}
MET = (REFUSED, COMMENTED, *OFFERED)
_VALUE = String(80)


def met_by(theirs: Select[Any], kind: str) -> Subquery:
    """Return `conversation` and `value`: what these conversations met of a kind, each thing once.

    theirs: the ids of the conversations
    """
    if kind in OFFERED:
        return _offered(theirs, OFFERED[kind])
    table, what = (refusals, "policy") if kind == REFUSED else (surveys, "meaning")
    own: list[ColumnElement[bool]] = [table.c.conversation.in_(theirs)]
    if kind == COMMENTED:
        own.append(surveys.c.meaning > NOT_GROUPED)
    each = select(table.c.conversation, cast(table.c[what], _VALUE).label("value")).where(*own)
    whole = select(table.c.conversation, _all().label("value")).where(*own)
    return each.union(whole).subquery()


def _offered(theirs: Select[Any], step: Step) -> Subquery:
    query = select(next_visits.c.conversation, _all().label("value"))
    query = query.join(next_offers, came_to(step)).where(next_visits.c.conversation.in_(theirs))
    return query.distinct().subquery()


def came_to(step: Step) -> ColumnElement[bool]:
    """What was offered on a visit and came to this; SHOWN: whatever came of it.

    Only for visits of which the conversation is asked for: those that were imported have none, and
    where `source` is named too, SQLite looks them up by it alone, which is all of them.
    """
    offer = next_offers
    # Who was told the answer need not press anything.
    own = and_(offer.c.visit == next_visits.c.seq, offer.c.told.is_(False))
    return own if step is Step.SHOWN else and_(own, offer.c.outcome == step)


def _all() -> ColumnElement[str]:
    return literal("", _VALUE)
