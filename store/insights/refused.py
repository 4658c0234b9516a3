"""How many contacts were refused something, because of which policy, and what they say of it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from core.insights import Figure, Scope, mean
from store.database import Database
from store.insights.reading import within
from store.schema import insight_contacts, refusals


@dataclass(frozen=True)
class Refused:
    """contacts: that were refused something because of a policy; effort: the score of these"""

    contacts: int
    effort: Figure


def refused_in(database: Database, scope: Scope) -> dict[int, Refused]:
    """Return by policy those among the contacts asked for; 0 stands for all policies together."""
    this = insight_contacts
    conditions = within(this, scope)
    if scope.article:
        conditions.append(this.c.article == scope.article)
    once = (
        select(refusals.c.policy, this.c.conversation, this.c.score)
        .join(this, this.c.conversation == refusals.c.conversation)
        .where(*conditions)
        .distinct()
        .subquery()
    )
    sums = (
        func.count(),
        func.coalesce(func.sum(once.c.score), 0),
        func.coalesce(func.sum(once.c.score * once.c.score), 0),
        func.count(once.c.score),
    )
    of_each = select(once.c.policy, *sums).group_by(once.c.policy)
    everyone = select(once.c.conversation, once.c.score).distinct().subquery()
    of_all = select(
        func.count(),
        func.coalesce(func.sum(everyone.c.score), 0),
        func.coalesce(func.sum(everyone.c.score * everyone.c.score), 0),
        func.count(everyone.c.score),
    )
    with database.reading() as connection:
        found = {row[0]: row[1:] for row in connection.execute(of_each)}
        whole = connection.execute(of_all).one()
    return {
        policy: Refused(int(contacts), mean(float(total), float(squares), int(rated)))
        for policy, (contacts, total, squares, rated) in {**found, 0: tuple(whole)}.items()
    }
