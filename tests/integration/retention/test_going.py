"""What is older than its days goes, in batches and after crashes; what is under way stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, func, select, update

from core.announcements import SOLVED_CAUSE
from core.handoffs import HandoffState
from core.personal_data import Counts, Kind, Retention, RetentionMode
from store.attachments import Attachments, DiskFiles
from store.audit import read_audit
from store.clock import now
from store.database import Database
from store.personal_data import PLACES, Ages
from store.retention import Going, Run, Runs, figures_behind, would_go
from store.schema import (
    announcement_subscribers,
    attachments,
    conversations,
    follow_ups,
    handoffs,
    ideas,
    insight_contacts,
    insight_costs,
    insight_marks,
    outgoing,
    utterances,
)
from tests.support.aged import DAYS, DELETES, LONG_AGO, make_older, settle
from tests.support.planted import Planted

pytestmark = pytest.mark.every_database
OLD, YOUNG = "zqold", "zqyoung"
LATER = timedelta(days=1)


@pytest.fixture
def files(database: Database, tmp_path: Path) -> Attachments:
    return Attachments(database, DiskFiles(tmp_path))


def plant(database: Database) -> tuple[Planted, Planted]:
    """Somebody of long ago, and somebody of today."""
    old = Planted(database, OLD)
    settle(database)
    make_older(database, LONG_AGO)
    young = Planted(database, YOUNG)
    settle(database)
    return old, young


def go_through(database: Database, files: Attachments, run: Run) -> Run:
    going, runs = Going(database, files), Runs(database)
    while not going.is_over(run):
        run = going.go_on(run)
    runs.end(run)
    return run


def a_run_that_deletes(database: Database, files: Attachments) -> Run:
    """The second one: the first one looks."""
    runs = Runs(database)
    first = runs.due(DELETES, now())
    assert first is not None
    assert first.looks
    go_through(database, files, first)
    assert runs.due(DELETES, now()) is None, "one a day"
    second = runs.due(DELETES, now() + LATER)
    assert second is not None
    assert not second.looks
    return second


def rows(database: Database, table: Table) -> Sequence[Any]:
    with database.reading() as connection:
        return connection.execute(select(table)).all()


def words_left(database: Database, mark: str) -> set[str]:
    """The tables in which somebody's words or names stand."""
    found = set()
    for place in PLACES:
        if any(mark in str(row) for row in rows(database, place.table)):
            found.add(place.table.name)
    return found


def test_what_would_go_is_what_goes_and_nobody_of_today_is_touched(
    database: Database, files: Attachments, tmp_path: Path
) -> None:
    plant(database)
    name = {row.conversation: row.id for row in rows(database, attachments)}[f"{OLD}conversation"]
    files.files.write(f"{OLD}conversation/{name}", b"zqold in a file")
    before = {place.table: words_of(database, place.table, YOUNG) for place in PLACES}
    expected = would_go(database, DELETES, now())
    run = go_through(database, files, a_run_that_deletes(database, files))
    assert plain(run.counted) == plain(expected)
    assert plain(expected).keys() >= {Kind.CONVERSATIONS, Kind.ATTACHMENTS, Kind.CUSTOMERS}
    # Of what came from messengers, arrivals go after 30 days by themselves.
    # Ideas are colleagues' words about the product; only where they were left goes.
    assert words_left(database, OLD) <= {"arrivals", "places", "links", "ideas"}
    assert not [row for row in rows(database, ideas) if OLD in f"{row.conversation} {row.page}"]
    assert not list(tmp_path.rglob(name))
    assert {place.table: words_of(database, place.table, YOUNG) for place in PLACES} == before
    (receipt,) = read_audit(database, f"retention {run.id}")
    assert (receipt.who, receipt.what) == ("effie", "retention.delete")
    assert "Conversations 1" in receipt.detail


def words_of(database: Database, table: Table, mark: str) -> list[str]:
    return [str(row) for row in rows(database, table) if mark in str(row)]


def plain(counts: Counts) -> dict[Kind, int]:
    return {kind: number for kind, number in counts.items() if number}


def test_a_look_touches_nothing(database: Database, files: Attachments) -> None:
    plant(database)
    before = {place.table: [str(row) for row in rows(database, place.table)] for place in PLACES}
    looks = Retention(RetentionMode.LOOK, DAYS)
    run = Runs(database).due(looks, now())
    assert run is not None
    expected = would_go(database, looks, now())
    assert plain(go_through(database, files, run).counted) == plain(expected)
    after = {place.table: [str(row) for row in rows(database, place.table)] for place in PLACES}
    changed = {table.name for table in before if before[table] != after[table]}
    assert changed == {"audit"}, "but for its receipt"


@pytest.mark.parametrize("why", ["called", "owed", "live", "to send"])
def test_what_is_under_way_stays_however_old_it_is(
    database: Database, files: Attachments, why: str
) -> None:
    old, _ = plant(database)
    name = old.conversation
    with database.writing() as connection:
        if why == "called":
            called = update(handoffs).where(handoffs.c.conversation == name)
            connection.execute(called.values(state=HandoffState.WAITING))
        elif why == "owed":
            owed = update(follow_ups).where(follow_ups.c.conversation == name)
            connection.execute(owed.values(done_at=None))
        elif why == "live":
            live = update(conversations).where(conversations.c.id == name)
            connection.execute(live.values(last_at=now()))
        else:
            to_send = update(outgoing).where(outgoing.c.conversation == name)
            connection.execute(to_send.values(state="queued"))
    tables = [p.table for p in PLACES if "conversation" in p.table.c or p.table is conversations]
    before = {table.name: words_of(database, table, OLD) for table in tables}
    expected = would_go(database, DELETES, now())
    assert not expected[Kind.CONVERSATIONS]
    go_through(database, files, a_run_that_deletes(database, files))
    assert {table.name: words_of(database, table, OLD) for table in tables} == before


def test_figures_are_whole_afterwards_under_names_of_nobody(
    database: Database, files: Attachments
) -> None:
    plant(database)
    tables = (insight_contacts, insight_costs, handoffs)
    before = [len(rows(database, table)) for table in tables]
    with database.reading() as connection:
        minutes = connection.execute(select(func.sum(insight_costs.c.minutes))).scalar_one()
    go_through(database, files, a_run_that_deletes(database, files))
    assert [len(rows(database, table)) for table in tables] == before
    with database.reading() as connection:
        assert connection.execute(select(func.sum(insight_costs.c.minutes))).scalar_one() == minutes
        named = select(insight_contacts.c.conversation, insight_contacts.c.person)
        contacts = [tuple(row) for row in connection.execute(named)]
    (gone,) = [each for each in contacts if each[0] != f"{YOUNG}conversation"]
    assert gone[0].startswith("erased-")
    assert gone[1] == gone[0]


def test_a_process_that_dies_between_two_batches_neither_loses_nor_doubles_a_count(
    database: Database, files: Attachments
) -> None:
    plant(database)
    expected = would_go(database, DELETES, now())
    run = a_run_that_deletes(database, files)
    while not Going(database, files).is_over(run):  # a new process for every batch
        run = Going(database, files).go_on(run)
        same = Runs(database).due(DELETES, now() + LATER)
        assert same is not None
        assert same.id == run.id
        run = same
    assert plain(run.counted) == plain(expected)


def test_new_days_are_looked_at_before_anything_goes_by_them(
    database: Database, files: Attachments
) -> None:
    plant(database)
    run = a_run_that_deletes(database, files)
    go_through(database, files, run)
    shorter = Retention(RetentionMode.DELETE, DAYS | {Kind.NOTES: 30})
    next_run = Runs(database).due(shorter, now() + 2 * LATER)
    assert next_run is not None
    assert next_run.looks


def test_what_is_not_counted_yet_is_waited_for(database: Database, files: Attachments) -> None:
    plant(database)
    run = a_run_that_deletes(database, files)
    assert not figures_behind(database, run)
    with database.writing() as connection:
        day = (now() - LONG_AGO).date()
        connection.execute(insight_marks.insert().values(day=day, contacts=True))
    assert figures_behind(database, run)
    with database.writing() as connection:
        connection.execute(insight_marks.delete())
        connection.execute(update(utterances).values(seq=utterances.c.seq + 200_000))
    assert figures_behind(database, run), "somebody has yet to read what was said"


def test_the_mail_that_told_somebody_of_news_goes_with_the_conversation_they_asked_in(
    database: Database, files: Attachments
) -> None:
    old, _ = plant(database)
    with database.writing() as connection:
        asked = select(announcement_subscribers.c.id).where(
            announcement_subscribers.c.conversation == old.conversation
        )
        subscriber = connection.execute(asked).scalar_one()
        mail = update(outgoing).where(outgoing.c.conversation == old.conversation)
        connection.execute(mail.values(conversation="", cause=f"{SOLVED_CAUSE}{subscriber}:0"))
    deletes = Retention(RetentionMode.DELETE, {Kind.CONVERSATIONS: 90})
    looked = Runs(database).due(deletes, now())
    assert looked is not None
    go_through(database, files, looked)
    run = Runs(database).due(deletes, now() + LATER)
    assert run is not None
    go_through(database, files, run)
    assert not words_of(database, outgoing, OLD)


def test_every_place_says_how_it_ages() -> None:
    for place in PLACES:
        assert place.how_it_ages
        if not isinstance(place.ages, Ages) and place.table.name != "arrivals":
            assert "conversation" in place.table.c, f"{place.table.name} goes with none"
