"""What is rolled up says what the transcripts say, whenever and however often it is done."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import fields
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, select, text, update

from commands.demo import remove_history
from core.answering import Reason
from core.conversations import ANONYMOUS
from core.insights import MEASURES, CauseKind
from launch.paths import HOME
from store.content_gaps import QuestionLog
from store.conversations import Conversations
from store.database import Database
from store.handoffs import Handoffs, Opening
from store.insights import InsightRollUp
from store.schema import (
    handoffs,
    insight_contacts,
    insight_cost_days,
    insight_days,
    insight_marks,
    surveys,
)
from tests.support.demo_history import Counted, count_by_hand, roll_up, write_days
from tests.support.talk import Talk

pytestmark = pytest.mark.every_database

DAYS = 8
_OTHERWISE = {"customer", "costs", "started_at"}
_CAUSES = ("wrong_answer", "switch", "waiting", "transfer", "re_asked")


def test_every_contact_costs_what_its_transcript_says(database: Database) -> None:
    write_days(database, DAYS)
    roll_up(database)
    by_hand = count_by_hand(database)
    with database.reading() as connection:
        rows = {row.conversation: row for row in connection.execute(select(insight_contacts))}
    assert rows.keys() == by_hand.keys()
    names = [each.name for each in fields(Counted) if each.name not in _OTHERWISE]
    for name, own in by_hand.items():
        told = {each: getattr(rows[name], each) for each in names}
        expected = {each: getattr(own, each) for each in names}
        assert told == pytest.approx(expected, abs=1e-3), name
    assert min(sum(getattr(own, m.name) for own in by_hand.values()) for m in MEASURES) > 0


def test_who_came_back_about_it_is_found_on_the_earlier_contact(database: Database) -> None:
    write_days(database, DAYS)
    roll_up(database)
    by_hand = count_by_hand(database)
    theirs = defaultdict(list)
    for name, own in by_hand.items():
        if own.customer:
            theirs[own.customer].append((own.started_at, name))
    expected: dict[str, float] = {}
    for contacts in theirs.values():
        for at, name in contacts:
            about = by_hand[name].article
            later = [
                when for when, other in contacts if when > at and by_hand[other].article == about
            ]
            if later and about:
                expected[name] = (min(later) - at) / timedelta(days=1)
    with database.reading() as connection:
        back = insight_contacts.c.back_days
        query = select(insight_contacts.c.conversation, back).where(back.is_not(None))
        found = {row.conversation: row.back_days for row in connection.execute(query)}
    assert found == pytest.approx(expected, abs=1e-4)
    assert found


def test_the_sums_of_days_are_those_of_the_contacts_and_causes(database: Database) -> None:
    write_days(database, DAYS)
    roll_up(database)
    by_hand = list(count_by_hand(database).values())
    whole = {m.name: sum(getattr(own, m.name) for own in by_hand) for m in MEASURES}
    with database.reading() as connection:
        for kind in ("", "article", "reason"):
            columns = [func.sum(insight_days.c[m.name]).label(m.name) for m in MEASURES]
            query = select(*columns, func.sum(insight_days.c.contacts).label("contacts"))
            (row,) = connection.execute(query.where(insight_days.c.kind == kind)).mappings()
            assert dict(row) == pytest.approx({**whole, "contacts": len(by_hand)}, abs=0.01)
        cost = insight_cost_days
        query = select(cost.c.cause, cost.c.about, func.sum(cost.c.minutes).label("minutes"))
        rows = connection.execute(query.group_by(cost.c.cause, cost.c.about)).all()
    expected: Counter[tuple[str, str]] = Counter()
    for own in by_hand:
        expected.update(own.costs)
    kinds = [CauseKind(each) for each in _CAUSES]
    found = {(row.cause.value, row.about): row.minutes for row in rows if row.cause in kinds}
    assert found == pytest.approx(dict(expected), abs=0.01)


def recompute(database: Database) -> None:
    """Run the command as somebody types it."""
    environment = {**os.environ, "DATABASE_URL": database.url}
    command = [sys.executable, "-m", "commands.recompute_insights"]
    done = subprocess.run(command, cwd=HOME, env=environment, capture_output=True, text=True)
    assert (done.returncode, "counted anew" in done.stdout) == (0, True), done.stderr


def test_rolling_up_again_changes_nothing_and_a_late_score_counts(database: Database) -> None:
    write_days(database, 3)
    roll_up(database)
    before = _all(database)
    with database.writing() as connection:
        connection.execute(delete(insight_days))
        connection.execute(update(insight_contacts).values(score=None))
    recompute(database)
    assert _all(database) == before
    with database.writing() as connection:
        row = connection.execute(select(surveys).where(surveys.c.score.is_(None)).limit(1)).one()
        of = surveys.c.conversation == row.conversation
        connection.execute(update(surveys).where(of).values(score=5))
        connection.execute(  # the press that gave it
            text(
                "INSERT INTO utterances (event, conversation, author, text, content, message,"
                " agent, agent_name, at, channel) SELECT 'late', conversation, 'customer', '5',"
                " '{\"choice\": \"effort:5\"}', 'late', '', '', at, '' FROM utterances"
                " WHERE conversation = :of LIMIT 1"
            ),
            {"of": row.conversation},
        )
    roll_up(database)
    with database.reading() as connection:
        given = select(insight_contacts.c.score).where(
            insight_contacts.c.conversation == row.conversation
        )
        assert connection.execute(given).scalar_one() == 5
        assert connection.execute(select(func.count()).select_from(insight_marks)).scalar_one() == 0


def test_what_is_taken_out_of_the_record_is_taken_out_of_the_sums(database: Database) -> None:
    written = write_days(database, 3)
    roll_up(database)
    assert remove_history(database) == written
    roll_up(database)
    assert _all(database) == [[], [], []]


def test_the_sums_are_reached_while_customers_go_on_writing(database: Database) -> None:
    write_days(database, 2)
    talk, log = Talk(database, started(database)), QuestionLog(database)
    rolling = InsightRollUp(database)
    for _ in range(12):
        talk.customer("and another thing")
        while log.catch_up():
            pass
        rolling.catch_up("newcomer")
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(insight_days)).scalar_one() > 0


def test_real_customers_get_a_person_beside_a_made_up_history(database: Database) -> None:
    opening = Opening(Reason.ASKED, "support", "newcomer", 0)
    before = Handoffs(database).open(started(database), opening)
    write_days(database, 2)
    after = Handoffs(database).open(started(database), opening)
    with database.reading() as connection:
        made_up = select(handoffs.c.id).where(handoffs.c.id.not_in([before.id, after.id]))
        assert connection.execute(made_up).first()


def started(database: Database) -> str:
    return Conversations(database).start(ANONYMOUS, "web", "").id


def _all(database: Database) -> list[list[Any]]:
    """Everything that is rolled up, to the thousandth."""
    with database.reading() as connection:
        return [
            sorted(
                tuple(round(v, 3) if isinstance(v, float) else str(v) for v in row)
                for row in connection.execute(select(*(c for c in table.c if c.name != "id")))
            )
            for table in (insight_contacts, insight_days, insight_cost_days)
        ]
