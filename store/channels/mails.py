"""Mails that came in: each once, and together with the place up to which its mailbox was read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update

from core.channels import Arrival
from store.channels.arrivals import keep_arrivals
from store.clock import now
from store.database import Database
from store.inserts import insert_once
from store.rows import read_row
from store.schema import mailboxes, mails

MAX_MESSAGE_ID_LENGTH = 200


@dataclass(frozen=True)
class Place:
    """How far a mailbox was read.

    folder: of which server, and which of its folders
    uid_validity: with another one from the server, all of its numbers are others
    last_uid: the number of the last mail that is kept
    begun_at: when it was looked into first; what is older is left alone
    renumbered_upto: up to which number mails may be old ones that have got another
    looked_at: when it was looked into last
    """

    folder: str
    uid_validity: str
    last_uid: int
    begun_at: datetime
    renumbered_upto: int = 0
    looked_at: datetime | None = None


@dataclass(frozen=True)
class KeptMail:
    """A mail in the record.

    external: a digest of what makes it this mail
    text: with what it quotes
    unanswered: why it started no turn, "" for one that did
    conversation: where it belongs, "" until that is known
    """

    external: str
    message_id: str
    refers_to: tuple[str, ...]
    sender: str
    subject: str
    text: str
    attachments: tuple[str, ...]
    unanswered: str
    at: datetime
    conversation: str = ""


@dataclass(frozen=True)
class Thread:
    """What an answer in a conversation refers to. message_ids: of its mails, the newest last"""

    subject: str = ""
    message_ids: tuple[str, ...] = ()


class Mails:
    """The mails in the record, and how far each mailbox was read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def place(self, connection: str) -> Place | None:
        """Return how far a mailbox was read, None if it never was."""
        query = select(mailboxes).where(mailboxes.c.connection == connection)
        with self._database.reading() as db:
            row = db.execute(query).one_or_none()
        return None if row is None else read_row(Place, mailboxes, row)

    def begin(self, connection: str, place: Place) -> None:
        """Remember where reading begins; one that has begun stays where it is."""
        with self._database.writing() as db:
            values = {"connection": connection, "problem": "", **vars(place)}
            insert_once(db, mailboxes, values)

    def go_on_from(self, connection: str, place: Place) -> None:
        """Begin with a folder, or with numbers, that are new."""
        with self._database.writing() as db:
            theirs = mailboxes.c.connection == connection
            db.execute(update(mailboxes).where(theirs).values(**vars(place)))

    def keep(
        self,
        connection: str,
        place: Place,
        found: Sequence[tuple[KeptMail, Sequence[Arrival]]],
    ) -> int:
        """Keep mails, what they start, and the place after them: all of it or nothing.

        A mail that was kept before, under whatever number, starts nothing again. Returns how many
        are new.
        """
        new = 0
        with self._database.writing() as db:
            for mail, arrivals in found:
                values = {**vars(mail), "connection": connection}
                values |= {"refers_to": list(mail.refers_to), "attachments": list(mail.attachments)}
                if insert_once(db, mails, values):
                    new += 1
                    keep_arrivals(db, connection, arrivals)
            db.execute(
                update(mailboxes)
                .where(
                    mailboxes.c.connection == connection,
                    mailboxes.c.uid_validity == place.uid_validity,
                    mailboxes.c.last_uid <= place.last_uid,  # another process may be further
                )
                .values(last_uid=place.last_uid)
            )
        return new

    def note_look(self, connection: str, problem: str = "") -> None:
        """Remember that a mailbox was looked into, or why it could not be."""
        seen = {} if problem else {"looked_at": now()}
        with self._database.writing() as db:
            theirs = mailboxes.c.connection == connection
            db.execute(update(mailboxes).where(theirs).values(problem=problem[:2000], **seen))

    def problem(self, connection: str) -> str:
        """Return why a mailbox could not be read the last time, "" if it could."""
        query = select(mailboxes.c.problem).where(mailboxes.c.connection == connection)
        with self._database.reading() as db:
            return str(db.execute(query).scalar_one_or_none() or "")

    def note_conversation(self, connection: str, external: str, conversation: str) -> None:
        """Remember where a mail belongs."""
        with self._database.writing() as db:
            this = (mails.c.connection == connection, mails.c.external == external)
            db.execute(update(mails).where(*this).values(conversation=conversation))

    def get(self, connection: str, external: str) -> KeptMail | None:
        """Return a mail, None if there is none of that digest."""
        this = (mails.c.connection == connection, mails.c.external == external)
        with self._database.reading() as db:
            row = db.execute(select(mails).where(*this)).one_or_none()
        return None if row is None else _kept(row)

    def conversation_of(self, connection: str, sender: str, ids: Collection[str]) -> str:
        """Return where a mail of this sender's that has one of these Message-IDs belongs, or ""."""
        query = (
            select(mails.c.conversation)
            .where(
                mails.c.connection == connection,
                func.lower(mails.c.sender) == sender.lower(),
                mails.c.message_id.in_(ids),
                mails.c.conversation != "",
            )
            .order_by(mails.c.id.desc())
            .limit(1)
        )
        with self._database.reading() as db:
            return str(db.execute(query).scalar_one_or_none() or "") if ids else ""

    def of(self, conversation: str) -> list[KeptMail]:
        """Return the mails of a conversation, the oldest first."""
        query = select(mails).where(mails.c.conversation == conversation).order_by(mails.c.id)
        with self._database.reading() as db:
            return [_kept(row) for row in db.execute(query)]

    def thread(self, conversation: str, most: int = 10) -> Thread:
        """Return what an answer in a conversation refers to."""
        query = select(mails.c.subject, mails.c.message_id).where(
            mails.c.conversation == conversation
        )
        with self._database.reading() as db:
            rows = db.execute(query.order_by(mails.c.id)).all() if conversation else []
        ids = tuple(row.message_id for row in rows if row.message_id)
        return Thread(rows[0].subject if rows else "", ids[-most:])


def _kept(row: Row[Any]) -> KeptMail:
    listed = {"refers_to": tuple(row.refers_to), "attachments": tuple(row.attachments)}
    return read_row(KeptMail, mails, row, **listed)
