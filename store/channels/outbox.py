"""What goes out: a row before anything is sent, and what has become of it since."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from core.channels import Delivery, Outgoing, Styled, after, mark_of, marked
from store.clock import now
from store.database import Database
from store.inserts import insert_once
from store.schema import outgoing

AGAIN_CAUSE = "again:"  # of messages that are sent once more, another way or the same
TEST_CAUSE = "test:"  # what the causes of admins' test messages begin with
_UNREADABLE = "This version of Effie cannot read the message."


@dataclass(frozen=True)
class Posted:
    """An outgoing message in the record.

    recipient: the vendor's id of who gets it
    attempts: how often it was tried
    external: the vendor's id of it, "" until it has one
    cause: what it is sent for
    is_unsure: it was handed over, and nobody knows whether the vendor took it
    has_waited: since then there was time for the vendor to tell, or for another process to note it
    """

    id: int
    connection: str
    recipient: str
    conversation: str
    message: Outgoing
    state: Delivery
    reason: str
    attempts: int
    created_at: datetime
    external: str = ""
    cause: str = ""
    is_unsure: bool = False
    has_waited: bool = False

    @property
    def mark(self) -> str:
        """What it carries where nobody reads it."""
        return mark_of(self.id, self.cause)


@dataclass(frozen=True)
class Post:
    """A message to be sent; `cause` is what for: the same cause twice is the same message."""

    connection: str
    recipient: str
    conversation: str
    cause: str
    message: Outgoing


class Outbox:
    """The outgoing messages in the record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, posts: Sequence[Post]) -> None:
        """Put messages into the queue; one that was put there before stays as it is."""
        with self._database.writing() as db:
            add_posts(db, posts)

    def known(self, causes: Collection[str]) -> set[str]:
        """Return those of these causes that something was put there for, sent or not."""
        query = select(outgoing.c.cause).where(outgoing.c.cause.in_(causes))
        with self._database.reading() as db:
            return set(db.execute(query).scalars())

    def due(self, connections: Collection[str]) -> list[Posted]:
        """Return what to send now: of each recipient the oldest that is queued, if its time is.

        What this version cannot read has failed, so that the others are sent.
        """
        first = (
            select(func.min(outgoing.c.id))
            .where(outgoing.c.state == Delivery.QUEUED, outgoing.c.connection.in_(connections))
            .group_by(outgoing.c.connection, outgoing.c.recipient)
        )
        query = (
            select(outgoing)
            .where(outgoing.c.id.in_(first), outgoing.c.due_at <= now())
            .order_by(outgoing.c.id)
        )
        with self._database.reading() as db:
            found = [_posted(row) for row in db.execute(query)]
        for posted in found:
            if posted.message.is_empty:
                self.note_failed(posted, _UNREADABLE)
        return [posted for posted in found if not posted.message.is_empty]

    def note_attempt(self, posted: Posted) -> bool:
        """Count an attempt before it is made; False if it must not be, as more is known by now.

        Until more is noted nobody knows how it ended.
        """
        as_read = (
            outgoing.c.id == posted.id,
            outgoing.c.state == Delivery.QUEUED,
            outgoing.c.attempts == posted.attempts,
        )
        at = now()
        values = {"attempts": posted.attempts + 1, "sent_at": at, "changed_at": at}
        with self._database.writing() as db:
            return db.execute(update(outgoing).where(*as_read).values(**values)).rowcount == 1

    def put_off(
        self, posted: Posted, until: datetime, reason: str, is_unsure: bool = False
    ) -> None:
        """Leave a message queued until then; is_unsure: the vendor may have it all the same."""
        known = {} if is_unsure else {"sent_at": None}
        with self._database.writing() as db:
            if _state(db, posted.id) is Delivery.QUEUED:  # the vendor may have told meanwhile
                _change(db, posted.id, due_at=until, reason=reason, **known)

    def note_sent(self, posted: Posted, external: str) -> None:
        """Note that the vendor has a message, under its own id."""
        with self._database.writing() as db:
            state = after(_state(db, posted.id), Delivery.SENT)
            _change(db, posted.id, state=state, external=external, reason="")

    def note_failed(self, posted: Posted, reason: str) -> bool:
        """Note that a message will never arrive, and why; False if it is not queued any more."""
        with self._database.writing() as db:
            is_queued = _state(db, posted.id) is Delivery.QUEUED
            if is_queued:
                _change(db, posted.id, state=Delivery.FAILED, reason=reason)
        return is_queued

    def note_told(self, connection: str, external: str, told: Delivery, reason: str) -> str:
        """Note what the vendor tells of a message, never a step back.

        Returns the conversation it belongs to, "" if no message is known by that id.
        """
        query = (
            select(outgoing.c.id, outgoing.c.state, outgoing.c.conversation)
            .where(outgoing.c.connection == connection, outgoing.c.external == external)
            .with_for_update()
        )
        with self._database.writing() as db:
            rows = db.execute(query).all() if external else []
            for row in rows:
                state = after(row.state, told)
                if state is not row.state:
                    why = reason if state is Delivery.FAILED else ""
                    _change(db, row.id, state=state, reason=why)
        return str(rows[0].conversation) if rows else ""

    def note_marked(self, connection: str, mark: str, external: str) -> None:
        """Note the vendor's id of a message whose call nobody has noted the end of, by its mark.

        Also of one that was given up because nobody knew: the vendor does.
        """
        number = marked(mark)
        query = (
            select(outgoing.c.cause)
            .where(outgoing.c.id == number, outgoing.c.connection == connection)
            .where(outgoing.c.state.in_([Delivery.QUEUED, Delivery.FAILED]))
            .where(outgoing.c.external == "")
            .with_for_update()
        )
        with self._database.writing() as db:
            cause = None if number is None else db.execute(query).scalar_one_or_none()
            if number is not None and cause is not None and mark_of(number, cause) == mark:
                _change(db, number, external=external, state=Delivery.SENT, reason="")

    def note_told_until(
        self, connection: str, recipient: str, until: datetime, told: Delivery
    ) -> list[str]:
        """Note what the vendor tells of all that was sent to somebody until then.

        Returns the conversations that it is news in.
        """
        is_meant = (
            (outgoing.c.connection == connection)
            & (outgoing.c.recipient == recipient)
            & (outgoing.c.sent_at <= until)
            & outgoing.c.state.in_([Delivery.SENT, Delivery.DELIVERED])
        )
        query = select(outgoing.c.id, outgoing.c.state, outgoing.c.conversation).where(is_meant)
        changed = []
        with self._database.writing() as db:
            for row in db.execute(query.with_for_update()).all():
                if (state := after(row.state, told)) is not row.state:
                    _change(db, row.id, state=state)
                    changed.append(str(row.conversation))
        return list(dict.fromkeys(changed))

    def get(self, message: int) -> Posted | None:
        """Return a message, None if there is none of this id."""
        with self._database.reading() as db:
            row = db.execute(select(outgoing).where(outgoing.c.id == message)).one_or_none()
        return None if row is None else _posted(row)

    def by_cause(self, cause: str) -> Posted | None:
        """Return the message that something was the cause of, None if there is none."""
        query = select(outgoing).where(outgoing.c.cause == cause)
        with self._database.reading() as db:
            row = db.execute(query).one_or_none()
        return None if row is None else _posted(row)

    def by_external(self, connection: str, external: str) -> list[Posted]:
        """Return the messages that a vendor knows by an id of its own."""
        theirs = (outgoing.c.connection == connection, outgoing.c.external == external)
        with self._database.reading() as db:
            return [_posted(row) for row in db.execute(select(outgoing).where(*theirs))]

    def last_turn(self, conversation: str) -> list[Posted]:
        """Return the messages that were put into the queue together last, in their order."""
        theirs = outgoing.c.conversation == conversation
        last = select(func.max(outgoing.c.created_at)).where(theirs).scalar_subquery()
        query = select(outgoing).where(theirs, outgoing.c.created_at == last)
        with self._database.reading() as db:
            return [_posted(row) for row in db.execute(query.order_by(outgoing.c.id))]

    def of(self, conversation: str) -> list[Posted]:
        """Return all messages of a conversation, in their order."""
        query = select(outgoing).where(outgoing.c.conversation == conversation)
        with self._database.reading() as db:
            return [_posted(row) for row in db.execute(query.order_by(outgoing.c.id))]


def add_posts(db: Connection, posts: Sequence[Post]) -> None:
    """Put messages into the queue, in somebody's transaction."""
    at = now()
    for post in posts:
        values = {
            "connection": post.connection,
            "recipient": post.recipient,
            "conversation": post.conversation,
            "cause": post.cause,
            "upto": post.message.upto,
            "part": post.message.part,
            "content": post.message.to_json(),
            "state": Delivery.QUEUED,
            **{"reason": "", "attempts": 0, "external": ""},
            **{"due_at": at, "created_at": at, "changed_at": at},
        }
        insert_once(db, outgoing, values)


def _state(db: Connection, message: int) -> Delivery:
    query = select(outgoing.c.state).where(outgoing.c.id == message).with_for_update()
    state: Delivery = db.execute(query).scalar_one()
    return state


def _change(db: Connection, message: int, **values: object) -> None:
    db.execute(update(outgoing).where(outgoing.c.id == message).values(**values, changed_at=now()))


def _message(row: Row[Any]) -> Outgoing:
    """Return what goes out; nothing of what a newer version lays out in another way."""
    try:
        return Outgoing.from_json(row.upto, row.part, row.content)
    except (AttributeError, KeyError, TypeError, ValueError):
        return Outgoing(row.upto, row.part, Styled(""))


def _posted(row: Row[Any]) -> Posted:
    is_unsure = row.state is Delivery.QUEUED and row.sent_at is not None
    return Posted(
        id=row.id,
        connection=row.connection,
        recipient=row.recipient,
        conversation=row.conversation,
        message=_message(row),
        state=row.state,
        reason=row.reason,
        attempts=row.attempts,
        created_at=row.created_at,
        external=row.external,
        cause=row.cause,
        is_unsure=is_unsure,
        has_waited=is_unsure and row.due_at > row.sent_at,
    )
