"""What happened lately, as far as other settings are tried on it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from core.setting_trials import CalledBefore
from store.database import Database
from store.schema import handoffs, question_log

MAX_TRIED = 20_000  # of the newest


def called_since(database: Database, moment: datetime) -> list[CalledBefore]:
    """Return the conversations that went to a person since a moment."""
    table = handoffs.c
    query = select(table.segment, table.queue, table.opened_at).where(table.opened_at >= moment)
    query = query.order_by(table.id.desc()).limit(MAX_TRIED)
    with database.reading() as connection:
        return [CalledBefore(*row) for row in connection.execute(query)]


def asked_since(database: Database, moment: datetime) -> list[str]:
    """Return the questions asked since a moment, the newest first; each wording once."""
    log = question_log.c
    query = select(log.question).where(log.at >= moment, log.question != "")
    query = query.order_by(log.seq.desc()).limit(MAX_TRIED)
    with database.reading() as connection:
        return list(dict.fromkeys(question for (question,) in connection.execute(query)))
