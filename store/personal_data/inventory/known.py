"""Who somebody is, and who saw to them."""

from __future__ import annotations

from sqlalchemy import case

from core.personal_data import ERASED, Kind
from store.personal_data import ageing
from store.personal_data.belonging import linked, placed, subjects, taken_part, told_of
from store.personal_data.places import Place, ToldIn
from store.schema import audit, channel_conversations, customer_facts, identities, links, places

PLACES: tuple[Place, ...] = (
    Place(
        customer_facts,
        Kind.CUSTOMERS,
        lambda whose: customer_facts.c.whose.in_(whose.names),
        ages=ageing.CUSTOMER_FACTS,
        by_conversation=True,
    ),
    Place(places, Kind.CUSTOMERS, placed, at_once=True),
    Place(links, Kind.CUSTOMERS, linked, at_once=True),
    Place(channel_conversations, Kind.CUSTOMERS, taken_part, at_once=True),
    Place(
        identities,
        Kind.CUSTOMERS,
        lambda whose: identities.c.id.in_(whose.identities),
        at_once=True,
        ages=ageing.IDENTITIES,
    ),
    Place(
        audit,
        Kind.AUDIT,
        told_of,
        lambda whose: {
            "subject": case(
                (audit.c.subject.in_(subjects(whose)), whose.pseudonym or ERASED),
                else_=audit.c.subject,
            ),
            "detail": ERASED,
        },
        keeps="who did what and when, to whom under a pseudonym",
        ages=ageing.AUDIT,
        told_in=ToldIn(audit.c.detail),
        by_conversation=True,
    ),
)
