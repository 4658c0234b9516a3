"""What comes and goes through mailboxes and messengers, and what was promised."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, String, case, cast, func

from core.channels import Delivery
from core.personal_data import ERASED, Kind
from store.clock import now
from store.personal_data import ageing
from store.personal_data.belonging import mailed, sent_by, sent_to, subscribed
from store.personal_data.places import COUNTED, Place, of_conversations, renamed
from store.schema import (
    announcement_subscribers,
    arrivals,
    follow_ups,
    mails,
    outgoing,
    written_answers,
)

_STATE = cast(outgoing.c.state, String)

_GIVEN_UP = case({Delivery.QUEUED.value: Delivery.FAILED.value}, value=_STATE, else_=_STATE)

_NO_CAUSE = case(
    (
        outgoing.c.cause.startswith(outgoing.c.conversation + ":"),
        ERASED + cast(outgoing.c.id, String),
    ),
    else_=outgoing.c.cause,
)


def _called_off() -> ColumnElement[datetime]:
    """Nobody is there any more who could be told."""
    asked = announcement_subscribers.c
    waits = (asked.told_at.is_(None), func.coalesce(asked.cancelled_at, now()))
    return case(waits, else_=asked.cancelled_at)


PLACES: tuple[Place, ...] = (
    Place(
        mails,
        Kind.MAILS,
        mailed,
        lambda whose: {
            **{"conversation": renamed(mails, whose), "sender": "", "message_id": ""},
            **{"refers_to": [], "subject": "", "text": "", "attachments": []},
            "unanswered": "",
        },
        keeps="a digest, so that a mail that is found again starts nothing",
        at_once=True,
        ages=ageing.MAILS,
    ),
    Place(
        written_answers,
        Kind.MAILS,
        of_conversations(written_answers),
        ages=ageing.WRITTEN_ANSWERS,
    ),
    Place(
        arrivals,
        Kind.DELIVERIES,
        sent_by,
        lambda whose: {
            **{"sender": "", "content": {}, "problem": ""},
            "handled_at": func.coalesce(arrivals.c.handled_at, now()),
        },
        keeps="the vendor's id, so that what is delivered again starts nothing",
        at_once=True,
        ages=ageing.ARRIVALS,
    ),
    Place(
        outgoing,
        Kind.DELIVERIES,
        sent_to,
        lambda whose: {
            **{"conversation": renamed(outgoing, whose), "recipient": "", "content": {}},
            **{"external": "", "reason": "", "state": _GIVEN_UP, "cause": _NO_CAUSE},
        },
        keeps="without words and address: the page of channels counts it",
        at_once=True,
        ages=ageing.OUTGOING,
    ),
    Place(  # after the mails that told them, which are theirs by this alone
        announcement_subscribers,
        Kind.CONVERSATIONS,
        subscribed,
        lambda whose: {
            "conversation": renamed(announcement_subscribers, whose),
            "address": "",
            "cancelled_at": _called_off(),
        },
        keeps=COUNTED,
        at_once=True,
        ages=ageing.ANNOUNCEMENT_SUBSCRIBERS,
    ),
    Place(
        follow_ups,
        Kind.FOLLOW_UPS,
        of_conversations(follow_ups),
        ages=ageing.FOLLOW_UPS,
    ),
)
