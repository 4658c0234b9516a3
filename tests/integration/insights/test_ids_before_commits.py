"""PostgreSQL gives ids before rows are committed: none is passed over by the roll-up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import insert, select

from core.handoffs import HandoffState, Transition
from store.clock import now
from store.database import Database
from store.insights import InsightRollUp
from store.schema import handoff_events, insight_contacts, insight_marks
from tests.support.demo_history import roll_up, write_days
from tests.support.postgresql import PostgreSQL


@pytest.fixture
def record(postgresql: PostgreSQL) -> Iterator[Database]:
    with postgresql.empty_record() as url, closing(Database(url)) as database:
        yield database


def test_a_row_whose_transaction_is_still_open_is_counted_once_that_is_committed(
    record: Database,
) -> None:
    write_days(record, 2)
    roll_up(record)
    with record.reading() as connection:
        day = insight_contacts.c.day
        first, last = (
            connection.execute(
                select(insight_contacts.c.conversation, day).order_by(order).limit(1)
            ).one()
            for order in (day, day.desc())
        )
    rolling = InsightRollUp(record)
    with closing(Database(record.url)) as others, others.writing() as slow:
        slow.execute(insert(handoff_events).values(**an_event(first.conversation)))
        with record.writing() as quick:  # draws a higher id, and is committed first
            quick.execute(insert(handoff_events).values(**an_event(last.conversation)))
        assert rolling.catch_up("newcomer") == 0, "it waits for the row that is not there yet"
    assert rolling.catch_up("newcomer") == 2, "the days of both"


def test_two_roll_ups_at_once_come_to_what_one_comes_to(record: Database) -> None:
    write_days(record, 3)
    roll_up(record)
    with record.reading() as connection:
        before = sorted(map(tuple, connection.execute(select(insight_contacts)).all()))
    InsightRollUp(record).mark_everything()
    with closing(Database(record.url)) as others:
        both = [Thread(target=roll_up, args=(each,)) for each in (record, others)]
        for each in both:
            each.start()
        for each in both:
            each.join()
    with record.reading() as connection:
        assert sorted(map(tuple, connection.execute(select(insight_contacts)).all())) == before
        assert connection.execute(select(insight_marks)).all() == []


def an_event(conversation: str) -> dict[str, Any]:
    return {
        "handoff": 1,
        "conversation": conversation,
        "at": now(),
        **{"actor": "", "actor_name": "", "reason": "", "agent": "", "agent_name": ""},
        "transition": Transition.OPEN,
        "state": HandoffState.WAITING,
        "queue": "support",
        "detail": {},
    }
