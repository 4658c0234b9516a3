"""A record of an earlier version, with what was in it, is brought up to date."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import alembic.command
import alembic.config
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from core.handoffs import FollowUpKind, HandoffState, read_wanted
from core.handoffs.events import replay
from store.conversations import ConversationList
from store.database import Database, NoDatabase
from store.handoffs import FollowUps, HandoffHistory, Handoffs
from store.revisions import MIGRATIONS, NewerTables, OlderTables
from store.schema import metadata
from store.schema.search import is_of_search

pytestmark = pytest.mark.every_database

AT = datetime(2026, 1, 1, 9, tzinfo=timezone.utc)
_HANDOFF = """
    INSERT INTO handoffs (conversation, state, reason, queue, segment, opened_at, agent,
                          agent_name, claimed_at, ended_at)
    VALUES (:conversation, :state, 'asked', 'support', 'newcomer', '2026-01-01 09:00:00',
            :agent, :agent, :claimed_at, :ended_at)
"""
_FOLLOW_UP = """
    INSERT INTO follow_ups (conversation, score, opened_at, due_at, done_by, outcome)
    VALUES ('resolved', 5, '2026-01-01 09:00:00', '2026-01-02 09:00:00', '', '')
"""

_CONVERSATION = """
    INSERT INTO conversations (id, customer, profile, channel, page, started_at, last_at)
    VALUES ('resolved', 'b', :profile, 'web', '', :at, :at)
"""
_UTTERANCE = """
    INSERT INTO utterances (event, conversation, author, text, content, message, agent, agent_name,
                            at)
    VALUES ('e', 'resolved', 'customer', 'my card is lost', '{}', 'm', '', '', :at)
"""

FIRST_STATES = [s for s in HandoffState if s is not HandoffState.SNOOZED]  # came later


@pytest.fixture
def old(database_url: str) -> Iterator[Database]:
    """The record as the first version left it."""
    database = Database(database_url)
    config = alembic.config.Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with database._engine.connect() as connection:
        config.attributes["connection"] = connection
        alembic.command.upgrade(config, "0001")
        connection.commit()
    _fill(database)
    yield database
    database.close()


def _fill(database: Database) -> None:
    at = "2026-01-01 10:00:00"
    with database.writing() as connection:
        for state in FIRST_STATES:
            held = state in {HandoffState.CLAIMED, HandoffState.RESOLVED}
            ended = state in {HandoffState.RESOLVED, HandoffState.ABANDONED}
            values = {
                "conversation": state.value,
                "state": state.value,
                "agent": "sam" if held else "",
                "claimed_at": at if held else None,
                "ended_at": at if ended else None,
            }
            connection.execute(text(_HANDOFF), values)
        connection.execute(text(_FOLLOW_UP))


def test_an_old_record_keeps_what_it_held_and_gains_the_moves_that_led_to_it(
    old: Database,
) -> None:
    old.migrate()
    handoffs, history = Handoffs(old), HandoffHistory(old)
    for state in FIRST_STATES:
        handoff = handoffs.last_in(state.value)
        assert handoff is not None
        assert (handoff.state, handoff.opened_at) == (state, AT)
        events = history.of(handoff.id)
        assert replay(events) == handoff
    assert history.unannounced() == [], "customers heard of it long ago"
    (owed,) = FollowUps(old).all_open()
    assert (owed.kind, owed.score, owed.owner) == (FollowUpKind.EFFORT, 5, "")


def test_old_conversations_are_in_the_list_by_their_last_handoff(old: Database) -> None:
    told = {"customer": "b", "name": "Bea", "segment": "business", "facts": []}
    with old.writing() as connection:
        said = {"at": "2026-01-01 09:00:00.000000", "profile": json.dumps(told)}
        connection.execute(text(_CONVERSATION), said)
        connection.execute(text(_UTTERANCE), said)
        again = {"state": "waiting", "agent": "", "claimed_at": None, "ended_at": None}
        connection.execute(text(_HANDOFF), {"conversation": "resolved", **again})
    old.migrate()
    listing = ConversationList(old, "newcomer")
    for asked, is_found in (
        ({"segment": "business", "state": "open"}, True),
        ({"segment": "newcomer"}, False),
        ({"state": "closed"}, False),
        ({"state": "bot"}, False),
    ):
        assert bool(listing.find(read_wanted(asked), None, 50)) == is_found, asked


def test_the_migrations_create_the_tables_that_the_schema_names(old: Database) -> None:
    old.migrate()
    with old.reading() as connection:
        kept = {"include_name": lambda name, *_: name is None or not is_of_search(name)}
        context = MigrationContext.configure(connection, opts=kept)
        assert compare_metadata(context, metadata) == []


def test_a_process_of_this_version_does_not_start_over_older_tables(old: Database) -> None:
    with pytest.raises(OlderTables, match=r"commands\.setup"):
        old.check()
    old.migrate()
    old.check()


def test_tables_of_a_later_version_are_not_touched_and_may_be_used(old: Database) -> None:
    old.migrate()
    with old.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'later'"))
    with pytest.raises(NewerTables, match="restore the backup"):
        old.migrate()
    old.check()  # while an upgrade is under way, both versions run


def test_what_is_no_database_is_said_so_and_one_that_is_away_is_waited_for(tmp_path: Path) -> None:
    (tmp_path / "effie.db").write_text("a letter to aunt Zerline, much longer than it should be")
    no_database = Database(f"sqlite:///{tmp_path / 'effie.db'}")
    with pytest.raises(NoDatabase, match="file is not a database"):
        no_database.check()
    Database("postgresql://nobody@127.0.0.1:1/effie").check()
