"""The list of all conversations, by state, filters and full text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timezone
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    and_,
    column,
    false,
    func,
    literal_column,
    or_,
    select,
    table,
    true,
    union,
)

from core.conversations import Author
from core.handoffs import Handoff, HandoffState, ListedState, Wanted, listed_state
from store.conversations.record import Conversation, conversation_from
from store.conversations.tags import tags_of
from store.database import Database
from store.handoffs.rows import handoff_from
from store.schema import conversation_tags, conversations, handoffs, notes, surveys, utterances
from store.schema.search import NOTED, SAID

MAX_MATCHES = 2_000  # messages and notes with the words, the latest ones
_PEOPLE = (Author.CUSTOMER, Author.AGENT)


@dataclass(frozen=True)
class Listed:
    """A conversation of the list, with its last handoff, its score and what was said first."""

    conversation: Conversation
    state: ListedState
    handoff: Handoff | None
    score: int | None
    words: str
    tags: tuple[str, ...] = ()


class ConversationList:
    """All conversations in which a customer has said something, the latest first."""

    def __init__(self, database: Database, default_segment: str) -> None:
        self._database, self._default_segment = database, default_segment

    def find(self, wanted: Wanted, before: datetime | None, most: int) -> list[Listed]:
        """Return those whose customer last spoke before a moment, at most so many."""
        query = self._query(wanted, before).limit(most)
        with self._database.reading() as connection:
            if wanted.words:
                holding = _holding(connection, wanted.words)
                query = query.where(conversations.c.id.in_(holding)).order_by(None)
                # Ordered by no index: else SQLite reads them all in order, to find these few.
                latest = func.coalesce(conversations.c.last_at, conversations.c.started_at)
                query = query.order_by(latest.desc(), conversations.c.id)
                if not holding:
                    return []
            ids = list(connection.execute(query).scalars())
            return _read(connection, ids)

    def of_customer(self, this: Conversation, most: int) -> list[Listed]:
        """Return the conversations of one's customer, the latest first, this one among them.

        Whom the host site does not vouch for has only this one: a name alone proves nothing.
        """
        spoken = _words(utterances.c.seq, Author.CUSTOMER, first=True).is_not(None)
        own = conversations.c.id == this.id
        if this.profile.verified:
            own = conversations.c.customer == this.profile.customer
        query = select(conversations.c.id).where(own, spoken)
        latest = query.order_by(conversations.c.last_at.desc(), conversations.c.id).limit(most)
        with self._database.reading() as connection:
            return _read(connection, list(connection.execute(latest).scalars()))

    def agents(self) -> list[tuple[str, str]]:
        """Return everybody who has held a conversation, id and name, by name."""
        query = select(handoffs.c.agent, func.max(handoffs.c.agent_name)).where(
            handoffs.c.agent != ""
        )
        with self._database.reading() as connection:
            rows = connection.execute(query.group_by(handoffs.c.agent)).all()
        return sorted(((row[0], row[1]) for row in rows), key=lambda each: each[1])

    def _query(self, wanted: Wanted, before: datetime | None) -> Select[Any]:
        spoken = _words(utterances.c.seq, Author.CUSTOMER, first=True).is_not(None)
        conditions = [*self._of_conversation(wanted, before), *_of_handoff(wanted)]
        if wanted.score is not None:
            conditions.append(_score() == wanted.score)
        query = select(conversations.c.id).where(*conditions, spoken)
        return query.order_by(conversations.c.last_at.desc(), conversations.c.id)

    def _of_conversation(
        self, wanted: Wanted, before: datetime | None
    ) -> list[ColumnElement[bool]]:
        said = conversations.c.last_at
        conditions: list[ColumnElement[bool]] = []
        if before is not None:
            conditions.append(said < before)
        if wanted.since is not None:
            conditions.append(said >= datetime.combine(wanted.since, time(), timezone.utc))
        if wanted.until is not None:
            conditions.append(said <= datetime.combine(wanted.until, time.max, timezone.utc))
        if wanted.tag:
            tagged = select(conversation_tags.c.conversation)
            conditions.append(
                conversations.c.id.in_(tagged.where(conversation_tags.c.tag == wanted.tag))
            )
        if wanted.channel:
            conditions.append(conversations.c.channel == wanted.channel)
        if wanted.segment:
            own = conversations.c.profile["segment"].as_string()
            names = {wanted.segment, *([""] if wanted.segment == self._default_segment else [])}
            conditions.append(own.in_(names))
        return conditions


def _of_handoff(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Conditions on a conversation's last handoff."""
    if wanted.state is ListedState.BOT:
        own = handoffs.c.conversation == conversations.c.id
        others = (
            *(wanted.queue, wanted.agent, wanted.reason, wanted.language, wanted.sensitive),
            wanted.about,
        )
        return [false() if any(others) else ~select(handoffs.c.id).where(own).exists()]
    fields = {
        handoffs.c.queue: wanted.queue,
        handoffs.c.agent: wanted.agent,
        handoffs.c.reason: wanted.reason,
        handoffs.c.language: wanted.language,
        handoffs.c.sensitive: wanted.sensitive,
        handoffs.c.contact_reason: wanted.about,
    }
    conditions = [column == value for column, value in fields.items() if value]
    closed = _closed() if wanted.state is ListedState.CLOSED else []
    if wanted.state is not None and not closed:
        conditions.append(_in_state(wanted.state))
    if not conditions:
        return closed
    later = handoffs.alias()
    newer = select(later.c.id).where(
        later.c.conversation == handoffs.c.conversation, later.c.id > handoffs.c.id
    )
    found = select(handoffs.c.conversation).where(*conditions, ~newer.exists())
    return [conversations.c.id.in_(found), *closed]


def _closed() -> list[ColumnElement[bool]]:
    """Those that were handed off and have no open handoff; asked of each conversation in turn.

    Most are: to find all of them first and then the latest would read them all.
    """
    own = select(handoffs.c.id).where(handoffs.c.conversation == conversations.c.id)
    return [own.exists(), ~own.where(handoffs.c.ended_at.is_(None)).exists()]


def _in_state(state: ListedState) -> ColumnElement[bool]:
    if state is ListedState.SNOOZED:
        return handoffs.c.state == HandoffState.SNOOZED
    speaker = _last_speaker(handoffs.c.conversation)
    held = handoffs.c.state == HandoffState.CLAIMED
    if state is ListedState.CUSTOMER:
        return and_(held, speaker == Author.AGENT)
    unanswered = and_(held, or_(speaker.is_(None), speaker != Author.AGENT))
    return or_(handoffs.c.state == HandoffState.WAITING, unanswered)


def _last_speaker(conversation: ColumnElement[str]) -> Any:
    query = select(utterances.c.author).where(
        utterances.c.conversation == conversation, utterances.c.author.in_(_PEOPLE)
    )
    return query.order_by(utterances.c.seq.desc()).limit(1).scalar_subquery()


def _words(column: Any, *authors: Author, first: bool = False) -> Any:
    query = select(column).where(
        utterances.c.conversation == conversations.c.id, utterances.c.author.in_(authors)
    )
    order = utterances.c.seq if first else utterances.c.seq.desc()
    return query.order_by(order).limit(1).scalar_subquery()


def _score() -> Any:
    own = surveys.c.conversation == conversations.c.id
    return select(surveys.c.score).where(own).scalar_subquery()


def _holding(connection: Connection, words: tuple[str, ...]) -> list[str]:
    """Return the conversations in which all these words were said or noted in one message."""
    pairs = ((SAID, utterances, utterances.c.seq), (NOTED, notes, notes.c.id))
    if connection.dialect.name == "postgresql":
        asked = " & ".join(f"'{word}'" for word in words) + ":*"
        query = func.to_tsquery(literal_column("'simple'"), asked)
        each = [
            select(of.c.conversation)
            .where(func.to_tsvector(literal_column("'simple'"), of.c.text).op("@@")(query))
            .where(_by_people(of))
            .order_by(key.desc())
            .limit(MAX_MATCHES)
            .subquery()
            for _, of, key in pairs
        ]
    else:
        asked = " ".join(f'"{word}"' for word in words) + "*"
        each = [
            select(of.c.conversation).where(key.in_(_rows_with(name, asked))).subquery()
            for name, of, key in pairs
        ]
    both = union(*(select(found.c.conversation) for found in each))
    return list(connection.execute(both).scalars())


def _by_people(of: Table) -> ColumnElement[bool]:
    return of.c.author.in_(_PEOPLE) if of is utterances else true()


def _rows_with(name: str, asked: str) -> Select[Any]:
    """Select the latest rows that SQLite's table of words finds."""
    words = table(name, column("rowid"))
    found = select(words.c.rowid).where(literal_column(name).op("MATCH")(asked))
    return found.order_by(words.c.rowid.desc()).limit(MAX_MATCHES)


def _read(connection: Connection, ids: list[str]) -> list[Listed]:
    """Return what a page shows of these, in their order."""
    query = select(
        conversations,
        _score().label("score"),
        _words(utterances.c.text, Author.CUSTOMER, first=True).label("words"),
        _words(utterances.c.author, *_PEOPLE).label("spoke_last"),
    ).where(conversations.c.id.in_(ids))
    rows = {row.id: row for row in connection.execute(query)}
    last, tags = _last_handoffs(connection, ids), tags_of(connection, ids)
    return [_listed(rows[each], last.get(each), tags.get(each, [])) for each in ids]


def _listed(row: Row[Any], last: Handoff | None, tags: list[str]) -> Listed:
    state = listed_state(last, row.spoke_last)
    return Listed(conversation_from(row), state, last, row.score, row.words, tuple(tags))


def _last_handoffs(connection: Connection, ids: list[str]) -> dict[str, Handoff]:
    latest = (
        select(func.max(handoffs.c.id))
        .where(handoffs.c.conversation.in_(ids))
        .group_by(handoffs.c.conversation)
    )
    rows = connection.execute(select(handoffs).where(handoffs.c.id.in_(latest)))
    return {row.conversation: handoff_from(row) for row in rows}
