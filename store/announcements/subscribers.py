"""Who asked to be told when what is announced is solved, and who was."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    and_,
    exists,
    or_,
    select,
    true,
    update,
)

from core.announcements import SOLVED_CAUSE, AnnouncementState
from store.announcements.asked import Asked, asked_about
from store.announcements.record import read_announcement_row
from store.channels import Post, add_posts
from store.clock import now
from store.database import Database
from store.inserts import insert_new
from store.schema import announcement_subscribers as subscribers
from store.schema import announcements

MAX_TOLD_AT_ONCE = 100  # subscribers looked up together
_LISTENS_FOR = timedelta(days=60)  # who asked may come back to the conversation and find it said
_WAITS = and_(subscribers.c.told_at.is_(None), subscribers.c.cancelled_at.is_(None))


@dataclass(frozen=True)
class Subscriber:
    """Somebody who is to be told.

    conversation: "" for who asked in the help centre
    address: of e-mail, "" for in the conversation
    words: what the announcement says now
    """

    id: int
    announcement: int
    conversation: str
    address: str
    words: str

    @property
    def in_words(self) -> str:
        """What they are told, as pages show it."""
        return f"{AnnouncementState.SOLVED.label}: {self.words}"

    @property
    def name(self) -> str:
        """The id of what is said to them, and the cause of their mail: both go out once."""
        return f"{SOLVED_CAUSE}{self.id}"


@dataclass(frozen=True)
class Noted:
    """That somebody waits: the number of it, and whether they have not done so before."""

    id: int
    is_new: bool


class Subscribers:
    """Who waits for an announcement to be solved."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def subscribe(self, announcement: int, conversation: str) -> Noted | None:
        """Note that somebody waits in a conversation; once, however often asked.

        None: there is nothing to wait for, it is solved or no longer announced. Who is to get a
        mail already is told in the conversation from now on.
        """
        return self._note(announcement, conversation, "")

    def subscribe_at(self, announcement: int, conversation: str, address: str) -> Noted | None:
        """Note that somebody waits for a mail; see `subscribe`.

        conversation: "" for who asks in the help centre
        An address that waits already, from wherever it was left, waits once.
        """
        return self._note(announcement, conversation, address)

    def _note(self, announcement: int, conversation: str, address: str) -> Noted | None:
        about = (subscribers.c.announcement == announcement) & _WAITS
        with self._database.writing() as connection:
            if not _is_open(connection, announcement):
                return None
            if address and not conversation:
                found = _first(connection, about & (subscribers.c.address == address))
                if found is not None:
                    return Noted(found, is_new=False)
            if address and conversation:
                same = about & (subscribers.c.address == address)
                _cancel(connection, same & (subscribers.c.conversation != conversation))
            mine = about & (subscribers.c.conversation == conversation)
            found = _first(connection, mine) if conversation else None
            if found is not None:
                connection.execute(update(subscribers).where(mine).values(address=address))
                return Noted(found, is_new=False)
            values = {"announcement": announcement, "conversation": conversation}
            values |= {"address": address, "asked_at": now()}
            return Noted(insert_new(connection, subscribers, values), is_new=True)

    def unsubscribe(self, announcement: int, conversation: str) -> bool:
        """Let somebody wait no longer; tells whether they did."""
        theirs = (subscribers.c.announcement == announcement) & (
            subscribers.c.conversation == conversation
        )
        with self._database.writing() as connection:
            return bool(conversation) and _cancel(connection, theirs & _WAITS) > 0

    def drop(self, subscriber: int) -> None:
        """Let one wait no longer, by their number; who waits no longer is left as they are."""
        with self._database.writing() as connection:
            _cancel(connection, (subscribers.c.id == subscriber) & _WAITS)

    def waiting_in(self, conversation: str) -> tuple[int, ...]:
        """Return the announcements that are waited for in a conversation, the latest last."""
        query = select(subscribers.c.announcement).where(
            subscribers.c.conversation == conversation, _WAITS
        )
        with self._database.reading() as connection:
            return tuple(connection.execute(query.order_by(subscribers.c.id)).scalars())

    def has_news(self, conversation: str, last_at: datetime) -> bool:
        """Tell whether somebody who comes back is to find news in a conversation, or to wait there.

        last_at: when the customer last said something; what was told before they have read
        """
        unread = or_(subscribers.c.told_at.is_(None), subscribers.c.told_at > last_at)
        query = select(
            exists().where(
                subscribers.c.conversation == conversation,
                subscribers.c.address == "",
                subscribers.c.cancelled_at.is_(None),
                subscribers.c.asked_at > now() - _LISTENS_FOR,
                unread,
            )
        )
        with self._database.reading() as connection:
            return bool(connection.execute(query).scalar())

    def to_tell(self, by_mail: bool = True) -> list[Subscriber]:
        """Return who waits for what is solved by now, who asked first at the front.

        by_mail: also those who wait for a mail
        """
        told = true() if by_mail else subscribers.c.address == ""
        query = (
            select(subscribers, announcements.c.words)
            .join(announcements, announcements.c.id == subscribers.c.announcement)
            .where(announcements.c.state == AnnouncementState.SOLVED, _WAITS, told)
            .order_by(subscribers.c.id)
            .limit(MAX_TOLD_AT_ONCE)
        )
        with self._database.reading() as connection:
            return [_read(row) for row in connection.execute(query)]

    def note_told(self, subscriber: Subscriber, posts: Sequence[Post] = ()) -> None:
        """Note that somebody is told, together with the mails that tell them.

        Who has called it off meanwhile, or was told by another process, gets no mail.
        """
        waits = (subscribers.c.id == subscriber.id) & _WAITS
        with self._database.writing() as connection:
            told = update(subscribers).where(waits).values(told_at=now())
            if connection.execute(told).rowcount:
                add_posts(connection, posts)

    def of(self, announcement: int) -> Asked:
        """Return how many asked about one."""
        return self.of_all((announcement,)).get(announcement, Asked())

    def of_all(self, among: Collection[int]) -> dict[int, Asked]:
        """Return how many asked about each of these; one that nobody asked about is left out."""
        with self._database.reading() as connection:
            return asked_about(connection, among)


def _is_open(connection: Connection, announcement: int) -> bool:
    """Tell whether there is something to wait for; it is not solved before this is kept."""
    query = select(announcements).where(announcements.c.id == announcement).with_for_update()
    row = connection.execute(query).one_or_none()
    if row is None:
        return False
    found = read_announcement_row(row)
    return found.state is not AnnouncementState.SOLVED and found.stands_at(now())


def _first(connection: Connection, condition: Any) -> int | None:
    query = select(subscribers.c.id).where(condition).order_by(subscribers.c.id)
    return connection.execute(query.limit(1)).scalar_one_or_none()


def _cancel(connection: Connection, condition: Any) -> int:
    statement = update(subscribers).where(condition).values(cancelled_at=now())
    return connection.execute(statement).rowcount


def _read(row: Row[Any]) -> Subscriber:
    names = ("id", "announcement", "conversation", "address", "words")
    return Subscriber(**{name: row._mapping[name] for name in names})
