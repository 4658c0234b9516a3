"""Erasing a customer: written down first, done step by step, taken up again after a crash."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from core.errors import Conflict, NotFound
from core.personal_data import ERASED, Counts, Kind, Whose, in_words
from core.staff import StaffMember
from core.suggested_examples import SuggestionState
from store.attachments import Attachments
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.inserts import insert_new
from store.insights.marks import mark_sums
from store.personal_data.belonging import sent_by
from store.personal_data.counting import count_in
from store.personal_data.finding import with_agents, with_later
from store.personal_data.inventory import PLACES
from store.personal_data.places import Condition, Place, keys_of, with_keys
from store.schema import (
    arrivals,
    attachments,
    erasures,
    insight_contacts,
    refusals,
    suggested_examples,
    surveys,
)

MAX_ERASURES_LISTED = 50
AT_ONCE = tuple(place for place in PLACES if place.at_once)
# Their rows are summed day by day with the contacts, which get their pseudonyms before them; and a
# comment that is gone is in no group any more.
_SUMMED = (surveys, refusals)


class StillWithAgents(Conflict):
    """A colleague has this conversation, or is called to it. Resolve it first, then erase."""


class BeingErased(Conflict):
    """This person is being erased already. Wait until that is done."""


@dataclass(frozen=True)
class Erasure:
    """An erasure, as far as it has come.

    step: how many steps are done; problem: what it waits for, or what is left to people
    """

    id: int
    whose: Whose
    by_name: str
    at: datetime
    found: dict[str, int]
    erased: dict[str, int]
    step: int
    problem: str
    changed_at: datetime
    done_at: datetime | None

    def counted(self, counts: dict[str, int]) -> Counts:
        return Counter({Kind(name): number for name, number in counts.items()})


class Erasures:
    """The erasures in the record."""

    def __init__(self, database: Database, files: Attachments) -> None:
        self._database, self._files = database, files

    def begin(
        self, whose: Whose, found: Counts, by: StaffMember, with_colleagues: bool = False
    ) -> int:
        """Write down that somebody is to be erased; returns its number.

        with_colleagues: also while a colleague has one of their conversations

        Their conversations and all that channels know them by are gone with it, so that nothing
        more is taken for them and whoever writes afterwards is somebody new. Raises
        StillWithAgents while one of their conversations is with a colleague or waits for
        one, BeingErased where another erasure of theirs is not done.
        """
        values: dict[str, Any] = {"by_name": by.name, "at": now(), "changed_at": now()}
        counts = {kind.value: number for kind, number in found.items()}
        erased: Counter[str] = Counter()
        with self._database.writing() as connection:
            whose = with_later(connection, whose)
            held = with_agents(connection, whose)
            if held and not with_colleagues:
                raise StillWithAgents
            for other in self._running(connection):
                if set(other.whose.conversations) & set(whose.conversations):
                    raise BeingErased
            for folder in _set_aside(connection, whose):
                self._files.files.delete_all(folder)
            for place in AT_ONCE:
                for part in whose.parts():
                    erased[place.kind.value] += erase_rows(
                        connection, place, place.theirs(part), part
                    )
            values |= {"found": counts, "erased": dict(erased), "step": 0, "problem": ""}
            values["whose"] = whose.to_json()
            number = insert_new(connection, erasures, values)
            subject = f"erasure {number}"
            write_audit(connection, by.email, "person.erase", subject, in_words(found))
            return number

    def get(self, number: int) -> Erasure:
        """Return an erasure. Raises NotFound."""
        with self._database.reading() as connection:
            row = connection.execute(select(erasures).where(erasures.c.id == number)).first()
        if row is None:
            raise NotFound("There is no such erasure. Look at the list of all of them.")
        return _erasure(row)

    def latest(self) -> list[Erasure]:
        """Return the erasures, the latest first."""
        query = select(erasures).order_by(erasures.c.id.desc()).limit(MAX_ERASURES_LISTED)
        with self._database.reading() as connection:
            return [_erasure(row) for row in connection.execute(query)]

    def running(self) -> list[Erasure]:
        """Return those that are not done, the oldest first."""
        with self._database.reading() as connection:
            return self._running(connection)

    def list_for_restore(self) -> list[dict[str, Any]]:
        """Return who was erased, by ids of ours: what a restored backup needs."""
        query = select(erasures).where(erasures.c.done_at.is_not(None)).order_by(erasures.c.id)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return [{"erasure": row.id, "at": row.at.isoformat(), **row.whose} for row in rows]

    def erase_place(self, erasure: Erasure, place: Place) -> int:
        """Erase what is theirs in one place, a part at a time; returns how many rows it was."""
        if place.at_once:  # it is gone; what stands under their address by now is another's
            return 0
        return erase_in(self._database, self._files, place, erasure.whose)

    def erase_late(self, erasure: Erasure) -> None:
        """Erase what a turn has left that was under way when its conversation went."""
        for place in PLACES:
            # What is counted has its pseudonym already: another one would count it twice.
            once = place.kind is Kind.FIGURES or "conversation" in place.table.primary_key
            place = replace(place, leaves=None) if once else place
            erase_in(self._database, self._files, place, erasure.whose.said_late())

    def note(self, erasure: Erasure, kind: Kind | None, rows: int) -> None:
        """Note that a step is done, and how much it was."""
        counted = Counter(erasure.erased)
        if kind is not None:
            counted[kind.value] += rows
        done = {"erased": dict(counted), "step": erasure.step + 1, "changed_at": now()}
        self._write(erasure, problem="", **done)

    def note_problem(self, erasure: Erasure, problem: str) -> None:
        """Say what it waits for."""
        self._write(erasure, problem=problem, changed_at=now())

    def forget_who(self, erasure: Erasure) -> None:
        """Keep of whose it was only what a restore needs, before the files are cleaned."""
        kept = erasure.whose.only_ours().to_json()
        self._write(erasure, whose=kept, step=erasure.step + 1, problem="", changed_at=now())

    def end(self, erasure: Erasure, left: str) -> None:
        """Note that it is done.

        left: what people have to do themselves, "" for nothing
        """
        told = {"done_at": now(), "changed_at": now(), "problem": left}
        with self._database.writing() as connection:
            open_ = (erasures.c.id == erasure.id) & erasures.c.done_at.is_(None)
            if connection.execute(update(erasures).where(open_).values(**told)).rowcount:
                detail = in_words(erasure.counted(erasure.erased))
                subject = f"erasure {erasure.id}"
                write_audit(connection, "effie", "person.erased", subject, detail)

    def _running(self, connection: Connection) -> list[Erasure]:
        query = select(erasures).where(erasures.c.done_at.is_(None)).order_by(erasures.c.id)
        return [_erasure(row) for row in connection.execute(query)]

    def _write(self, erasure: Erasure, **values: Any) -> None:
        with self._database.writing() as connection:
            own = (erasures.c.id == erasure.id) & (erasures.c.step == erasure.step)
            connection.execute(update(erasures).where(own).values(**values))


def erase_in(database: Database, files: Attachments, place: Place, whose: Whose) -> int:
    """Erase what is somebody's in one place; doing it again changes nothing."""
    erased = 0
    # Whose words an example has depends on all of theirs.
    parts = [whose] if place.table is suggested_examples else whose.parts()
    for part in parts:
        if place.table is attachments:
            with database.reading() as connection:
                erased += count_in(connection, place, part)
            files.erase(part.conversations)
            continue
        # Looked for first: nobody who writes waits while a long table is read from end to end.
        with database.reading() as connection:
            keys = keys_of(connection, place, part)
        for these in with_keys(place, keys):
            with database.writing() as connection:
                erased += erase_rows(connection, place, these, part)
    return erased


def _set_aside(connection: Connection, whose: Whose) -> set[str]:
    """Return the folders of files that came with something of theirs and wait to be taken in."""
    waiting = arrivals.c.handled_at.is_(None)
    query = select(arrivals.c.content).where(sent_by(whose), waiting)
    found = [
        file.get("aside", "")
        for each in connection.execute(query).scalars()
        for file in each.get("files", ())
    ]
    return {each.partition("/")[0] for each in found if "/" in each}


def erase_rows(connection: Connection, place: Place, theirs: Condition, whose: Whose) -> int:
    """Erase these rows, or what in them is somebody's; returns how many it was."""
    if place.leaves is None:
        return connection.execute(delete(place.table).where(theirs)).rowcount
    done = update(place.table).where(theirs).values(**place.leaves(whose))
    rows = connection.execute(done).rowcount
    if place.table is suggested_examples:
        forget_wordless(connection)
    if place.table in _SUMMED:
        mark_sums(connection, _days_of(connection, whose))
    return rows


def _days_of(connection: Connection, whose: Whose) -> set[date]:
    """Return the days on which their conversations are counted, under either name."""
    contact, names = insight_contacts.c, {*whose.conversations, *whose.conversations.values()}
    days = select(contact.day).where(contact.conversation.in_(names)).distinct()
    return set(connection.execute(days).scalars())


def forget_wordless(connection: Connection) -> None:
    """Delete suggestions of which no words are left, unless somebody has decided on them."""
    wordless = suggested_examples.c.words == ERASED
    open_ = suggested_examples.c.state == SuggestionState.OPEN
    connection.execute(delete(suggested_examples).where(wordless, open_))


def _erasure(row: Row[Any]) -> Erasure:
    values = {str(name): value for name, value in row._mapping.items()}
    return Erasure(**{**values, "whose": Whose.from_json(values["whose"])})
