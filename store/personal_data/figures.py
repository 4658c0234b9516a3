"""Rows behind figures: they hold no words, and go on under pseudonyms, so that all sums stay."""

from __future__ import annotations

from sqlalchemy import or_

from core.personal_data import Kind, Whose
from store.next_questions import person_digest
from store.personal_data.places import (
    Condition,
    Place,
    of_conversations,
    person_too,
    under_pseudonym,
)
from store.schema import (
    agent_offers,
    insight_calls,
    insight_contacts,
    insight_costs,
    next_visits,
)

_PSEUDONYMS = "all of it, under pseudonyms: sums are made of it again"


def _visited(whose: Whose) -> Condition:
    """Visits of their conversations, and those of imported histories, which tell the person."""
    digests = [person_digest(customer, "") for customer in whose.customers]
    return or_(of_conversations(next_visits)(whose), next_visits.c.person.in_(digests))


PLACES: tuple[Place, ...] = (
    Place(
        insight_contacts,
        Kind.FIGURES,
        of_conversations(insight_contacts),
        person_too(insight_contacts),
        keeps=_PSEUDONYMS,
        at_once=True,  # a day that is counted anew meanwhile would lose it
    ),
    Place(
        insight_costs,
        Kind.FIGURES,
        of_conversations(insight_costs),
        under_pseudonym(insight_costs),
        keeps=_PSEUDONYMS,
        at_once=True,
    ),
    Place(
        insight_calls,
        Kind.FIGURES,
        of_conversations(insight_calls),
        under_pseudonym(insight_calls),
        keeps=_PSEUDONYMS,
        at_once=True,
    ),
    Place(
        next_visits,
        Kind.FIGURES,
        _visited,
        person_too(next_visits),
        keeps=_PSEUDONYMS,
        at_once=True,
    ),
    Place(
        agent_offers,
        Kind.FIGURES,
        of_conversations(agent_offers),
        person_too(agent_offers),
        keeps=_PSEUDONYMS,
        at_once=True,
    ),
)
