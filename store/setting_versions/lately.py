"""What happened lately, as far as other settings are tried on it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from core.setting_trials import CalledBefore, CameBefore
from store.conversations import Conversation, conversation_from
from store.database import Database
from store.schema import conversations, handoffs, question_log

MAX_TRIED = 20_000  # of the newest


def called_since(database: Database, moment: datetime) -> list[CalledBefore]:
    """Return the conversations that went to a person since a moment."""
    table = handoffs.c
    query = select(table.segment, table.queue, table.opened_at).where(table.opened_at >= moment)
    query = query.order_by(table.id.desc()).limit(MAX_TRIED)
    with database.reading() as connection:
        return [CalledBefore(*row) for row in connection.execute(query)]


def came_since(database: Database, moment: datetime) -> list[CameBefore]:
    """Return the signed-in customers who began a conversation since a moment, each once."""
    table = conversations.c
    lately = (table.started_at >= moment, table.customer != "")
    query = select(conversations).where(*lately).order_by(table.started_at.desc()).limit(MAX_TRIED)
    counts = select(table.customer, func.count()).group_by(table.customer)
    counts = counts.where(table.customer.in_(select(table.customer).where(*lately)))
    latest: dict[str, Conversation] = {}
    with database.reading() as connection:
        for row in connection.execute(query):
            latest.setdefault(row.customer, conversation_from(row))
        times = {customer: number for customer, number in connection.execute(counts)}
    return [
        CameBefore(each.profile, times[name] - 1, each.started_at) for name, each in latest.items()
    ]


def asked_since(database: Database, moment: datetime) -> list[str]:
    """Return the questions asked since a moment, the newest first; each wording once."""
    log = question_log.c
    query = select(log.question).where(log.at >= moment, log.question != "")
    query = query.order_by(log.seq.desc()).limit(MAX_TRIED)
    with database.reading() as connection:
        return list(dict.fromkeys(question for (question,) in connection.execute(query)))
