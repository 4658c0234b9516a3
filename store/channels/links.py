"""Links between a page and a messenger: a code is used once, and both ends agree, or nothing is."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from core.channels.linking import LINK_LASTS, Assurance, Direction, Link, moves
from core.conversations import WEB_CHANNEL
from core.errors import NotFound
from store.audit import write_audit
from store.channels.identities import Identity
from store.channels.places import set_place
from store.clock import now
from store.database import Database
from store.inserts import insert_new, insert_once
from store.rows import read_row
from store.schema import channel_conversations, identities, links

LINKED = "identity.linked"
UNLINKED = "identity.unlinked"


@dataclass(frozen=True)
class Offered:
    """A code as it is given out.

    code: hashed
    number: shown on both ends
    page: see `Link`
    """

    code: str
    conversation: str
    connection: str
    direction: Direction
    number: int
    page: int = 0


class Links:
    """The links in the record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def offer(self, offered: Offered) -> Link:
        """Keep a code that is given out; an earlier one of the same page is over."""
        values = {**vars(offered), "created_at": now(), "identity": 0, "went_on": ""}
        with self._database.writing() as db:
            theirs = links.c.conversation == offered.conversation
            open_ = links.c.done_at.is_(None) & links.c.over_at.is_(None)
            db.execute(update(links).where(theirs, open_).values(over_at=now()))
            return _link(_row(db, insert_new(db, links, values)))

    def use(self, code: str, connection: str, identity: int) -> Link | None:
        """Use a code, once; None for one that is none, is too old, or was used by another.

        code: hashed. Used again by the same identity it is the same use: a crash repeats it.
        """
        usable = (
            (links.c.code == code)
            & (links.c.connection == connection)
            & (links.c.created_at > now() - LINK_LASTS)
            & links.c.over_at.is_(None)
        )
        with self._database.writing() as db:
            is_free = links.c.identity == 0
            db.execute(update(links).where(usable, is_free).values(identity=identity))
            row = db.execute(select(links).where(usable, links.c.identity == identity)).first()
            return None if row is None else _link(row)

    def get(self, link: int) -> Link | None:
        """Return a link, None if there is none of this id."""
        with self._database.reading() as db:
            row = db.execute(select(links).where(links.c.id == link)).one_or_none()
        return None if row is None else _link(row)

    def asked_of(self, identity: int) -> Link | None:
        """Return the link that waits for an answer of somebody's, None if none does."""
        query = select(links).where(
            links.c.identity == identity,
            links.c.created_at > now() - LINK_LASTS,
            links.c.there_at.is_(None),
            links.c.over_at.is_(None),
        )
        with self._database.reading() as db:
            row = db.execute(query.order_by(links.c.id.desc()).limit(1)).first()
        return None if row is None else _link(row)

    def agree(self, link: int, at_page: bool) -> Link:
        """Note that an end says yes, where the code was used in time."""
        side = "here_at" if at_page else "there_at"
        open_ = (
            (links.c.id == link)
            & (links.c.identity != 0)
            & links.c.over_at.is_(None)
            & links.c[side].is_(None)
            & (links.c.created_at > now() - LINK_LASTS)
        )
        with self._database.writing() as db:
            db.execute(update(links).where(open_).values({side: now()}))
            return _link(_row(db, link))

    def give_up(self, link: int) -> Link:
        """End a link that is not done; one that is stays so."""
        with self._database.writing() as db:
            open_ = (links.c.id == link) & links.c.done_at.is_(None) & links.c.over_at.is_(None)
            db.execute(update(links).where(open_).values(over_at=now()))
            return _link(_row(db, link))

    def carry_out(self, link: Link, conversation: str, name: str) -> bool:
        """Link the page with the messenger, and let the conversation go on, in one transaction.

        conversation: the one that goes on; name: of the customer, as the page knows them. False if
        it was done before.
        """
        with self._database.writing() as db:
            undone = (links.c.id == link.id) & links.c.done_at.is_(None)
            done = {"done_at": now(), "went_on": conversation}
            if not db.execute(update(links).where(undone).values(**done)).rowcount:
                return False
            page = link.page or _page_identity(db, link.conversation, name)
            _point(db, page, link.identity)
            goes_there = link.direction is Direction.THERE
            if goes_there:
                theirs = identities.c.id == link.identity
                db.execute(update(identities).where(theirs).values(conversation=conversation))
            set_place(db, conversation, link.identity if goes_there else page)
        return True

    def page_of(self, conversation: str) -> int:
        """Return the identity of the page that a conversation belongs to, 0 if it has none."""
        with self._database.reading() as db:
            return db.execute(_page_query(conversation)).scalar_one_or_none() or 0

    def unlink(self, identity: int, by: str) -> Identity:
        """Give an identity a person of its own again: the pointer moves, and nothing else.

        by: the e-mail address of the member of staff, or in words that the customer has asked.
        Raises NotFound.
        """
        with self._database.writing() as db:
            found = db.execute(select(identities).where(identities.c.id == identity)).first()
            if found is None:
                raise NotFound("There is no such identity. Reload the page.")
            alone = {"person": secrets.token_urlsafe(18), "assurance": int(Assurance.VOUCHED)}
            theirs = identities.c.id == identity
            db.execute(update(identities).where(theirs).values(**alone))
            told = f"{found.connection}: from person {found.person}"
            write_audit(db, by, UNLINKED, f"identity {identity}", told)
            row = db.execute(select(identities).where(theirs)).one()
        return read_row(Identity, identities, row)


def _page_identity(db: Connection, conversation: str, name: str) -> int:
    key = {"connection": WEB_CHANNEL, "external": conversation}
    first = {"person": secrets.token_urlsafe(18), "conversation": conversation}
    more = {"scope": "", "language": "", "unreachable_why": "", "first_at": now()}
    known = {"assurance": int(Assurance.VOUCHED), "name": name[:200]}
    insert_once(db, identities, {**key, **first, **more, **known})
    page: int = db.execute(_page_query(conversation)).scalar_one()
    if not insert_once(db, channel_conversations, {"conversation": conversation, "identity": page}):
        its = channel_conversations.c.conversation == conversation
        db.execute(update(channel_conversations).where(its).values(identity=page))
    return page


def _page_query(conversation: str) -> Any:
    is_page = identities.c.connection == WEB_CHANNEL
    return select(identities.c.id).where(is_page, identities.c.external == conversation)


def _point(db: Connection, page: int, messenger: int) -> None:
    """Let one of two identities be the other's person, and write down that it is."""
    people = {row.id: row for row in db.execute(_several(page, messenger))}
    has_others = {each: _others(db, people[each].person) for each in (page, messenger)}
    mover = page if moves(has_others[messenger], has_others[page]) == "page" else messenger
    other = messenger if mover == page else page
    linked = int(Assurance.LINKED)
    pointer = {"person": people[other].person, "assurance": linked}
    db.execute(update(identities).where(identities.c.id == mover).values(**pointer))
    db.execute(update(identities).where(identities.c.id == other).values(assurance=linked))
    told = f"{people[mover].connection} and {people[other].connection} (identity {other})"
    detail = f"{told}: from person {people[mover].person} to {people[other].person}"
    write_audit(db, "customer", LINKED, f"identity {mover}", detail)


def _several(*ids: int) -> Any:
    return select(identities).where(identities.c.id.in_(ids))


def _others(db: Connection, person: str) -> bool:
    count = select(func.count()).select_from(identities).where(identities.c.person == person)
    return db.execute(count).scalar_one() > 1


def _row(db: Connection, link: int) -> Row[Any]:
    return db.execute(select(links).where(links.c.id == link)).one()


def _link(row: Row[Any]) -> Link:
    return read_row(Link, links, row)
