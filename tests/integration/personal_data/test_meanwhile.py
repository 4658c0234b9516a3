"""Who is erased, and who is somebody else: unproven addresses, and who writes meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from commands.erase_again import erase_again
from core.channels import Arrival, What
from core.conversations import Profile
from core.handoffs import HandoffState
from core.personal_data import Whose
from core.staff import Role, StaffMember
from store.attachments import Attachments, DiskFiles
from store.channels import Arrivals, Identities, Identity, NobodyAnyMore
from store.clock import now
from store.conversations import Conversations
from store.database import Database
from store.next_questions import person_digest
from store.personal_data import PLACES, Erasures, People
from store.schema import (
    arrivals,
    conversations,
    handoffs,
    identities,
    insight_contacts,
    mails,
    metadata,
    next_visits,
)
from tests.support.planted import Planted

RAVI = StaffMember("ravi", "ravi@tern.example", "Ravi Menon", Role.ADMIN)
ADDRESS = "émile.zola@mail.example"
pytestmark = pytest.mark.every_database


def writes(database: Database, words: str, assurance: int = 0) -> tuple[Identity, str]:
    """Somebody writes a mail for the first time, from an address that anybody could have typed."""
    known = Identities(database)
    who = known.meet("shop", ADDRESS, "Émile Zola", "fr", assurance)
    profile = Profile(facts=(("Name on Mail", "Émile Zola"),))
    conversation = Conversations(database).start(profile, "shop", "").id
    known.go_on_with(who, conversation)
    with database.writing() as connection:
        connection.execute(insert(mails).values(**mail(conversation, words)))
    return who, conversation


def mail(conversation: str, words: str) -> dict[str, Any]:
    return {
        **{"connection": "shop", "external": words, "message_id": words, "refers_to": []},
        **{"sender": ADDRESS, "subject": words, "text": words, "attachments": []},
        **{"conversation": conversation, "unanswered": "", "at": now()},
    }


def erasures_of(database: Database, tmp_path: Path) -> Erasures:
    return Erasures(database, Attachments(database, DiskFiles(tmp_path)))


def test_an_address_that_nobody_has_proven_goes_with_all_that_was_said_under_it(
    database: Database, tmp_path: Path
) -> None:
    _, conversation = writes(database, "first words")
    people, erasures = People(database), erasures_of(database, tmp_path)
    for typed in ("émile", "ÉMILE ZOLA", ADDRESS):
        assert [each.conversation for each in people.find(typed)] == [conversation], typed
    erasures.begin(people.whose(conversation), {}, RAVI)
    (erasure,) = erasures.running()
    for place in PLACES:
        erasures.erase_place(erasure, place)
    erasures.erase_late(erasure)
    erasures.forget_who(erasure)
    assert not whatever_holds(database, "mile")
    assert not whatever_holds(database, "first words", but=("external",))


def test_who_writes_while_they_are_erased_is_somebody_new_and_nothing_of_that_goes(
    database: Database, tmp_path: Path
) -> None:
    who, before = writes(database, "old words")
    files = DiskFiles(tmp_path)
    files.write("arrived-1/0", b"an old file")
    waits = [{"aside": "arrived-1/0"}]
    keep(database, "old")
    with database.writing() as connection:
        connection.execute(arrivals.update().values(content={"text": "old words", "files": waits}))
    whose = People(database).whose(before)
    meanwhile = Conversations(database).start(Profile(), "shop", "").id
    Identities(database).go_on_with(who, meanwhile)  # after the admin has looked
    erasures = erasures_of(database, tmp_path)
    erasures.begin(whose, {}, RAVI)
    assert not list(tmp_path.rglob("arrived-1"))
    late = Conversations(database).start(Profile(), "shop", "").id
    with pytest.raises(NobodyAnyMore):
        Identities(database).go_on_with(who, late)
    again, after = writes(database, "new words")
    keep(database, "new")

    (erasure,) = erasures.running()
    for place in PLACES:
        erasures.erase_place(erasure, place)
    erasures.erase_late(erasure)

    with database.reading() as connection:
        assert list(connection.execute(select(conversations.c.id)).scalars()) == [after]
        (row,) = connection.execute(select(identities)).all()
        waiting = select(arrivals.c.external).where(arrivals.c.handled_at.is_(None))
        assert list(connection.execute(waiting).scalars()) == ["new"]
    assert (row.person, row.conversation) == (again.person, after)
    assert People(database).whose(after).addresses == (f"shop {ADDRESS}",)
    assert whatever_holds(database, "new words") == {"mails"}
    assert not whatever_holds(database, "old words", but=("external",))


def test_figures_that_are_made_meanwhile_count_nobody_twice(
    database: Database, tmp_path: Path
) -> None:
    theirs = Planted(database, "zqgone").conversation
    erasures = erasures_of(database, tmp_path)
    with database.writing() as connection:
        theirs_too = {
            "source": 7,
            "conversation": "",
            "person": person_digest("zqgonecustomer", ""),
        }
        connection.execute(next_visits.update().values(**theirs_too))  # of an imported history
    with database.reading() as connection:
        made = dict(connection.execute(select(insight_contacts)).mappings().one())
    erasures.begin(People(database).whose(theirs), {}, RAVI)
    with database.writing() as connection:
        connection.execute(insert(insight_contacts).values(**made))  # was worked out before
    (erasure,) = erasures.running()
    for place in PLACES:
        erasures.erase_place(erasure, place)
    erasures.erase_late(erasure)
    with database.reading() as connection:
        (kept,) = connection.execute(select(insight_contacts)).all()
        people = list(connection.execute(select(next_visits.c.person)).scalars())
    assert kept.conversation == erasure.whose.conversations[theirs]
    assert people == [erasure.whose.pseudonym]


def test_whom_a_backup_brings_back_is_erased_by_ids_and_by_no_word_that_nobody_looked_at(
    database: Database, tmp_path: Path
) -> None:
    theirs = Planted(database, "zqgone").conversation
    with database.writing() as connection:
        connection.execute(handoffs.update().values(state=HandoffState.CLAIMED, ended_at=None))
    listed = People(database).whose(theirs).only_ours()
    never_here = Whose("", {"of another record": ""})
    files = DiskFiles(tmp_path)
    files.write("arrived-1/0", b"a file that came with something of theirs")
    with database.writing() as connection:
        waits = {"text": "zqgone", "files": [{"aside": "arrived-1/0"}]}
        connection.execute(arrivals.update().values(content=waits, handled_at=None))
    assert erase_again(database, files, [listed, never_here]) == 1
    assert not list(tmp_path.rglob("arrived-1")), "what waited to be taken in goes with its files"
    assert erase_again(database, files, [listed]) == 0
    erasures = erasures_of(database, tmp_path)
    (erasure,) = erasures.running()
    assert (erasure.whose.customers, erasure.whose.terms) == (("zqgonecustomer",), ())
    for place in PLACES:
        erasures.erase_place(erasure, place)
    with database.reading() as connection:
        (handoff,) = connection.execute(select(handoffs.c.state, handoffs.c.ended_at)).all()
    assert handoff.state is HandoffState.ABANDONED, "it would wait in the queue for ever"
    assert handoff.ended_at is not None


def keep(database: Database, name: str) -> None:
    arrival = Arrival(name, What.WORDS, ADDRESS, text=f"{name} arrival")
    assert Arrivals(database).keep("shop", [arrival]) == 1


def whatever_holds(database: Database, words: str, but: tuple[str, ...] = ()) -> set[str]:
    """The tables in which words stand, left out some columns."""
    found = set()
    with database.reading() as connection:
        for table in metadata.sorted_tables:
            shown = [column for column in table.c if column.key not in but]
            rows = connection.execute(select(*shown)).all()
            found |= {table.name for row in rows if words in str(row)}
    return found
