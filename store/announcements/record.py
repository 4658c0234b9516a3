"""Writing announcements; every change is in the audit log."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, or_, select, update

from core.announcements import Announcement, AnnouncementState, Audience, Written
from core.errors import BadInput, Conflict, NotFound
from core.staff import StaffMember
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.inserts import insert_new
from store.rows import read_row
from store.schema import announcements

MAX_STANDING = 20  # at a time, and to come: who reads more than a few reads none
MAX_PAST = 100  # listed of those that are over


class Announcements:
    """The announcements there are, and those that are over."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def current(self, at: datetime) -> tuple[Announcement, ...]:
        """Return those that stand, and those to come."""
        query = select(announcements).where(_is_current(at)).order_by(announcements.c.id)
        with self._database.reading() as connection:
            return tuple(map(read_announcement_row, connection.execute(query)))

    def over(self, at: datetime) -> tuple[Announcement, ...]:
        """Return those that are over, the latest first."""
        query = select(announcements).where(announcements.c.ends <= at)
        query = query.order_by(announcements.c.ends.desc()).limit(MAX_PAST)
        with self._database.reading() as connection:
            return tuple(map(read_announcement_row, connection.execute(query)))

    def get(self, announcement: int) -> Announcement:
        """Return one; raises NotFound."""
        with self._database.reading() as connection:
            return _get(connection, announcement)

    def create(self, written: Written, by: StaffMember) -> Announcement:
        """Keep a new one; raises BadInput where there are too many already."""
        with self._database.writing() as connection:
            query = select(announcements.c.id).where(_is_current(now()))
            if len(connection.execute(query).all()) >= MAX_STANDING:
                raise BadInput(f"There are {MAX_STANDING} announcements already. End one first.")
            id = insert_new(connection, announcements, {**_values(written, by), "version": 1})
            _note(connection, by, "created", id, written.words)
            return _get(connection, id)

    def change(
        self, announcement: int, version: int, written: Written, by: StaffMember
    ) -> Announcement:
        """Write one anew; raises Conflict if somebody has changed it since that version."""
        with self._database.writing() as connection:
            before = _get(connection, announcement)
            _write(connection, before, version, _values(written, by))
            detail = f"{before.words} → {written.words}" if before.words != written.words else ""
            _note(connection, by, "changed", announcement, detail or written.state.value)
            return _get(connection, announcement)

    def solve(
        self, announcement: int, version: int, by: StaffMember, words: str = ""
    ) -> Announcement:
        """Say that it is solved; customers still see that until it ends.

        words: what it says from now on; "" for what it has said
        """
        with self._database.writing() as connection:
            before = _get(connection, announcement)
            if before.state is AnnouncementState.SOLVED:
                return before
            said = words or before.words
            values = {"state": AnnouncementState.SOLVED, "next_news": None, "words": said}
            _write(connection, before, version, {**values, **_by(by)})
            _note(connection, by, "solved", announcement, said)
            return _get(connection, announcement)

    def end(self, announcement: int, version: int, by: StaffMember) -> Announcement:
        """Take it away from customers now."""
        with self._database.writing() as connection:
            before = _get(connection, announcement)
            if before.is_over(now()):
                return before
            _write(connection, before, version, {"ends": now(), **_by(by)})
            _note(connection, by, "ended", announcement, before.words)
            return _get(connection, announcement)


def _is_current(at: datetime) -> Any:
    return or_(announcements.c.ends.is_(None), announcements.c.ends > at)


def _get(connection: Connection, announcement: int) -> Announcement:
    query = select(announcements).where(announcements.c.id == announcement)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NotFound("There is no such announcement. Look for it in the list.")
    return read_announcement_row(row)


def _write(
    connection: Connection, before: Announcement, version: int, values: dict[str, Any]
) -> None:
    same = (announcements.c.id == before.id) & (announcements.c.version == version)
    statement = update(announcements).where(same).values(**values, version=version + 1)
    if connection.execute(statement).rowcount == 0:
        raise Conflict(
            f"{before.changed_by} has changed this announcement meanwhile. "
            "Open it again, and see what still needs changing."
        )


def _note(connection: Connection, by: StaffMember, what: str, id: int, detail: str) -> None:
    write_audit(connection, by.name, f"announcement.{what}", f"announcement:{id}", detail)


def _by(by: StaffMember) -> dict[str, Any]:
    return {"changed_by": by.name, "changed_at": now()}


def _values(written: Written, by: StaffMember) -> dict[str, Any]:
    return {
        "words": written.words,
        "state": written.state,
        "begins": written.begins,
        "ends": written.ends,
        "next_news": written.next_news,
        **{name: list(chosen) for name, chosen in asdict(written.audience).items()},
        **_by(by),
    }


def read_announcement_row(row: Row[Any]) -> Announcement:
    """Return an announcement from a row that has all of its columns."""
    audience = Audience(*(tuple(row._mapping[name]) for name in Audience.__dataclass_fields__))
    return read_row(Announcement, announcements, row, audience=audience)
