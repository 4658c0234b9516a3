"""How many contacts were refused something, because of which policy, and what they say of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from core.insights import SCORES, Figure, Scope, mean_score
from store.database import Database
from store.insights.reading import Insights, within
from store.insights.rolling import REFUSED
from store.schema import insight_contacts, refusals

_COUNTED = ("contacts", *(f"score_{score}" for score in SCORES))


@dataclass(frozen=True)
class Refused:
    """contacts: that were refused something because of a policy; effort: the score of these"""

    contacts: int
    effort: Figure


def refused_in(database: Database, scope: Scope) -> dict[int, Refused]:
    """Return by policy those among the contacts asked for; 0 stands for all policies together."""
    if scope.article:  # sums do not tell what was refused of which article
        return _about_article(database, scope)
    found = Insights(database).by(scope, REFUSED, _COUNTED)
    return {int(key or 0): Refused(each.contacts, each.score) for key, each in found.items()}


def _about_article(database: Database, scope: Scope) -> dict[int, Refused]:
    this = insight_contacts
    query = (
        select(refusals.c.policy, this.c.conversation, this.c.score)
        .join(this, this.c.conversation == refusals.c.conversation)
        .where(*within(this, scope), this.c.article == scope.article)
    )
    scores: defaultdict[int, dict[str, int | None]] = defaultdict(dict)
    with database.reading() as connection:
        for policy, conversation, score in connection.execute(query):
            scores[policy][conversation] = scores[0][conversation] = score
    return {policy: _refused(each) for policy, each in scores.items()}


def _refused(scores: dict[str, int | None]) -> Refused:
    given = Counter(score for score in scores.values() if score is not None)
    return Refused(len(scores), mean_score(given))
