"""The list of all conversations, by state, filters and full text.

The latest that fit are found by walking back over an index that holds what is asked of every
conversation alike, so that it ends early where many fit. Where few can fit, they are named first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timezone
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Row,
    String,
    and_,
    any_,
    false,
    func,
    literal,
    or_,
    select,
)

from core.conversations import Author
from core.handoffs import Handoff, HandoffState, ListedState, Wanted, listed_state
from store.conversations.person import person_of
from store.conversations.record import Conversation, conversation_from
from store.conversations.searching import holding
from store.conversations.tags import tags_of
from store.database import Database
from store.handoffs.rows import handoff_from
from store.schema import (
    attachments,
    conversation_tags,
    conversations,
    handoffs,
    surveys,
    utterances,
)

_FEW = 1_000  # conversations that are looked at one by one sooner than all in their order
_PEOPLE = (Author.CUSTOMER, Author.AGENT)


@dataclass(frozen=True)
class Listed:
    """A conversation of the list, with its last handoff, its score and what was said first.

    files: how many were sent in it, by either side
    """

    conversation: Conversation
    state: ListedState
    handoff: Handoff | None
    score: int | None
    words: str
    tags: tuple[str, ...] = ()
    files: int = 0


class ConversationList:
    """All conversations in which a customer has said something, the latest first."""

    def __init__(self, database: Database, default_segment: str) -> None:
        self._database, self._default_segment = database, default_segment

    def find(
        self, wanted: Wanted, before: datetime | None, most: int, after: str = ""
    ) -> list[Listed]:
        """Return those whose customer last spoke before a moment, at most so many.

        after: also those of that very moment whose id is greater: the last that is known of them
        """
        others = _of_others(wanted)
        query = select(conversations.c.id).where(
            *self._of_row(wanted, before, after), *others, _spoken()
        )
        with self._database.reading() as connection:
            named = _named(connection, wanted)
            if named is None:
                query = query.order_by(conversations.c.last_at.desc(), conversations.c.id)
            else:
                # Ordered by no index: else SQLite reads them all in order, to find these few.
                latest = func.coalesce(conversations.c.last_at, conversations.c.started_at)
                query = query.where(_among(connection, named)).order_by(
                    latest.desc(), conversations.c.id
                )
            ids = list(connection.execute(query.limit(most)).scalars()) if named != [] else []
            return _read(connection, ids)

    def get(self, conversation: str) -> Listed | None:
        """Return one, also where its customer has said nothing yet; None if there is none."""
        query = select(conversations.c.id).where(conversations.c.id == conversation)
        with self._database.reading() as connection:
            found = _read(connection, list(connection.execute(query).scalars()))
        return found[0] if found else None

    def of_customer(self, this: Conversation, most: int) -> list[Listed]:
        """Return the conversations of one's customer, the latest first, this one among them.

        On whatever channel, as far as it is surely theirs (`person_of`).
        """
        with self._database.reading() as connection:
            theirs = person_of(connection, this).conversations
            query = select(conversations.c.id).where(theirs, _spoken())
            latest = query.order_by(conversations.c.last_at.desc(), conversations.c.id).limit(most)
            return _read(connection, list(connection.execute(latest).scalars()))

    def agents(self) -> list[tuple[str, str]]:
        """Return everybody who has held a conversation, id and name, by name."""
        query = select(handoffs.c.agent, func.max(handoffs.c.agent_name)).where(
            handoffs.c.agent != ""
        )
        with self._database.reading() as connection:
            rows = connection.execute(query.group_by(handoffs.c.agent)).all()
        return sorted(((row[0], row[1]) for row in rows), key=lambda each: each[1])

    def _of_row(
        self, wanted: Wanted, before: datetime | None, after: str
    ) -> list[ColumnElement[bool]]:
        """Conditions on what the index of the list holds."""
        said = conversations.c.last_at
        conditions: list[ColumnElement[bool]] = []
        if before is not None:
            same = and_(said == before, conversations.c.id > after) if after else false()
            conditions += [said <= before, or_(said < before, same)]
        if wanted.since is not None:
            conditions.append(said >= datetime.combine(wanted.since, time(), timezone.utc))
        if wanted.until is not None:
            conditions.append(said <= datetime.combine(wanted.until, time.max, timezone.utc))
        if wanted.channel:
            conditions.append(conversations.c.channel == wanted.channel)
        if wanted.segment:
            default = [""] if wanted.segment == self._default_segment else []
            conditions.append(conversations.c.segment.in_([wanted.segment, *default]))
        return conditions


def _of_others(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Conditions on what else belongs to a conversation, asked of each in turn."""
    of_handoff = _of_handoff(wanted)
    conditions = [_has(handoffs.c.id, handoffs.c.id == conversations.c.handoff, *of_handoff)]
    if wanted.state is ListedState.BOT:
        conditions = [false() if of_handoff else conversations.c.handoff.is_(None)]
    elif not of_handoff:
        conditions = []
    for column, asked in _lists(wanted):
        conditions.append(_has(column, column == conversations.c.id, asked))
    return conditions


def _of_handoff(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Conditions on a conversation's last handoff."""
    fields = {
        handoffs.c.queue: wanted.queue,
        handoffs.c.agent: wanted.agent,
        handoffs.c.reason: wanted.reason,
        handoffs.c.language: wanted.language,
        handoffs.c.sensitive: wanted.sensitive,
        handoffs.c.contact_reason: wanted.about,
    }
    conditions = [column == value for column, value in fields.items() if value]
    if wanted.state not in {None, ListedState.BOT}:
        conditions.append(_in_state(wanted.state))
    return conditions


def _lists(wanted: Wanted) -> list[tuple[Any, ColumnElement[bool]]]:
    """Return whose conversations are asked for besides: the column of the conversation, and how."""
    asked: list[tuple[Any, ColumnElement[bool]]] = []
    if wanted.tag:
        asked.append((conversation_tags.c.conversation, conversation_tags.c.tag == wanted.tag))
    if wanted.score is not None:
        asked.append((surveys.c.conversation, surveys.c.score == wanted.score))
    if wanted.files:
        asked.append((attachments.c.conversation, attachments.c.message != ""))
    return asked


def _named(connection: Connection, wanted: Wanted) -> list[str] | None:
    """Return all conversations that can fit, where they are few; None where they may be many."""
    if wanted.words:
        return holding(connection, wanted.words)
    of_handoff = [] if wanted.state is ListedState.BOT else _of_handoff(wanted)
    asked = _lists(wanted)
    if of_handoff:
        asked.append((handoffs.c.conversation, and_(*of_handoff)))
    for column, condition in asked:
        query = select(column).where(condition).limit(_FEW + 1)
        found = list(connection.execute(query).scalars())
        if len(found) <= _FEW:
            return found
    return None


def _has(column: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Ask it of each conversation in turn.

    With EXISTS, PostgreSQL may join the tables instead: it guesses wrong how many were answered
    last by an agent, or has not counted its rows yet, and looks through thousands for each of many.
    """
    one = select(column).where(*conditions).correlate(conversations).limit(1).scalar_subquery()
    held: ColumnElement[bool] = one.is_not(None)
    return held


def _among(connection: Connection, named: list[str]) -> ColumnElement[bool]:
    """Conversations with these ids: on PostgreSQL one value, which is soon written and read."""
    if connection.dialect.name == "postgresql":
        return conversations.c.id == any_(literal(named, ARRAY(String)))
    return conversations.c.id.in_(named)


def _in_state(state: ListedState | None) -> ColumnElement[bool]:
    if state is ListedState.CLOSED:
        return handoffs.c.ended_at.is_not(None)
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


def _spoken() -> ColumnElement[bool]:
    spoken: ColumnElement[bool] = _words(utterances.c.seq, Author.CUSTOMER, first=True).is_not(None)
    return spoken


def _words(column: Any, *authors: Author, first: bool = False) -> Any:
    query = select(column).where(
        utterances.c.conversation == conversations.c.id, utterances.c.author.in_(authors)
    )
    order = utterances.c.seq if first else utterances.c.seq.desc()
    return query.order_by(order).limit(1).scalar_subquery()


def _read(connection: Connection, ids: list[str]) -> list[Listed]:
    """Return what a page shows of these, in their order."""
    own = surveys.c.conversation == conversations.c.id
    sent = (attachments.c.conversation == conversations.c.id) & (attachments.c.message != "")
    query = select(
        conversations,
        select(surveys.c.score).where(own).scalar_subquery().label("score"),
        select(func.count()).where(sent).scalar_subquery().label("files"),
        _words(utterances.c.text, Author.CUSTOMER, first=True).label("words"),
        _words(utterances.c.author, *_PEOPLE).label("spoke_last"),
    ).where(conversations.c.id.in_(ids))
    rows = {row.id: row for row in connection.execute(query)}
    last = _handoffs(connection, [row.handoff for row in rows.values() if row.handoff is not None])
    tags = tags_of(connection, ids)
    return [_listed(rows[each], last.get(each), tags.get(each, [])) for each in ids]


def _listed(row: Row[Any], last: Handoff | None, tags: list[str]) -> Listed:
    state, of = listed_state(last, row.spoke_last), conversation_from(row)
    return Listed(of, state, last, row.score, row.words, tuple(tags), row.files)


def _handoffs(connection: Connection, ids: list[int]) -> dict[str, Handoff]:
    rows = connection.execute(select(handoffs).where(handoffs.c.id.in_(ids)))
    return {row.conversation: handoff_from(row) for row in rows}
