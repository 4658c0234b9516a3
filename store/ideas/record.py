"""Leaving, finding, voting for and answering ideas; every change is in the audit log."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, true, update

from core.errors import Conflict, NotFound
from core.ideas import Answer, Idea, IdeaState, LeftOn
from core.staff import StaffMember
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.inserts import insert_new, insert_once
from store.rows import read_row
from store.schema import idea_votes, ideas

MAX_LISTED_IDEAS = 200  # on one page
_NOBODY = {"owner": "", "owner_name": ""}


@dataclass(frozen=True)
class Listed:
    """Which ideas are wanted; what is left empty says nothing.

    left_before: only those left before
    of: a staff member's id; only what they left or look after
    """

    states: Collection[IdeaState] = tuple(IdeaState)
    left_before: datetime | None = None
    of: str = ""


class Ideas:
    """All of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def leave(self, words: str, on: LeftOn, by: StaffMember) -> int:
        """Keep a new one, with the vote of who leaves it; returns its id."""
        values = {
            **{"words": words, "page": on.page, "title": on.title},
            **{"conversation": on.conversation, "left_at": now(), "left_by": by.id},
            **{"left_by_name": by.name, "state": IdeaState.NEW, "version": 1},
        }
        with self._database.writing() as connection:
            idea = insert_new(connection, ideas, values)
            connection.execute(insert(idea_votes).values(idea=idea, staff=by.id, at=now()))
            write_audit(connection, by.name, "idea.left", subject_of(idea), words)
        return idea

    def listed(self, wanted: Listed) -> list[Idea]:
        """Return those wanted, the ones with the most votes first, at most MAX_LISTED_IDEAS."""
        query = _with_votes().where(ideas.c.state.in_(wanted.states))
        if wanted.left_before is not None:
            query = query.where(ideas.c.left_at < wanted.left_before)
        if wanted.of:
            query = query.where((ideas.c.left_by == wanted.of) | (ideas.c.owner == wanted.of))
        query = query.order_by(_votes().desc(), ideas.c.id.desc()).limit(MAX_LISTED_IDEAS)
        with self._database.reading() as connection:
            return [_read(row) for row in connection.execute(query)]

    def how_many(self) -> dict[IdeaState, int]:
        """Return how many there are in each state that has some."""
        query = select(ideas.c.state, func.count()).group_by(ideas.c.state)
        with self._database.reading() as connection:
            return {state: count for state, count in connection.execute(query)}

    def overdue(self, left_before: datetime) -> int:
        """Return how many left before then are not answered yet."""
        query = select(func.count()).where(
            ideas.c.state == IdeaState.NEW, ideas.c.left_at < left_before
        )
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def unread(self, member: StaffMember) -> list[Idea]:
        """Return those of somebody's whose answer they have yet to read, the latest first."""
        query = _with_votes().where(_unread(member)).order_by(ideas.c.answered_at.desc())
        with self._database.reading() as connection:
            return [_read(row) for row in connection.execute(query.limit(MAX_LISTED_IDEAS))]

    def how_many_unread(self, member: StaffMember) -> int:
        query = select(func.count()).select_from(ideas).where(_unread(member))
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def note_read(self, idea: int, member: StaffMember) -> None:
        """Note that who left it has read its answer."""
        theirs = (ideas.c.id == idea) & _unread(member)
        with self._database.writing() as connection:
            connection.execute(update(ideas).where(theirs).values(unread=False))

    def get(self, idea: int) -> Idea:
        """Return one; raises NotFound."""
        with self._database.reading() as connection:
            return _get(connection, idea)

    def voted_for(self, member: StaffMember) -> frozenset[int]:
        """Return the ids of those that somebody is for."""
        query = select(idea_votes.c.idea).where(idea_votes.c.staff == member.id)
        with self._database.reading() as connection:
            return frozenset(connection.execute(query).scalars())

    def vote(self, idea: int, is_for: bool, by: StaffMember) -> None:
        """Count somebody as for it, once, or not any more; raises NotFound."""
        with self._database.writing() as connection:
            _get(connection, idea)
            if is_for:
                insert_once(connection, idea_votes, {"idea": idea, "staff": by.id, "at": now()})
            else:
                theirs = (idea_votes.c.idea == idea) & (idea_votes.c.staff == by.id)
                connection.execute(delete(idea_votes).where(theirs))

    def give_to(self, idea: int, version: int, owner: StaffMember | None, by: StaffMember) -> None:
        """Have somebody look after it, or nobody; raises NotFound or Conflict."""
        whose = {"owner": owner.id, "owner_name": owner.name} if owner else _NOBODY
        with self._database.writing() as connection:
            if _get(connection, idea).owner != whose["owner"]:
                _change(connection, idea, version, **whose)
                who = whose["owner_name"]
                write_audit(connection, by.name, "idea.owner", subject_of(idea), who)

    def answer(self, idea: int, version: int, given: Answer, by: StaffMember) -> None:
        """Keep what is answered; raises NotFound or Conflict."""
        is_open = given.state is IdeaState.NEW
        with self._database.writing() as connection:
            found = _get(connection, idea)
            _change(
                connection,
                idea,
                version,
                unread=not is_open and found.left_by != by.id,
                state=given.state,
                why=given.why,
                answered_at=None if is_open else now(),
                answered_by_name="" if is_open else by.name,
            )
            detail = f"{given.state.value}: {given.why}".rstrip(": ")
            write_audit(connection, by.name, "idea.answer", subject_of(idea), detail)


def subject_of(idea: int) -> str:
    """Return what the audit log calls an idea."""
    return f"idea {idea}"


def _unread(member: StaffMember) -> Any:
    return (ideas.c.left_by == member.id) & (ideas.c.unread == true())


def _votes() -> Any:
    counted = select(func.count()).where(idea_votes.c.idea == ideas.c.id)
    return counted.correlate(ideas).scalar_subquery()


def _with_votes() -> Any:
    return select(ideas, _votes().label("votes"))


def _get(connection: Connection, idea: int) -> Idea:
    row = connection.execute(_with_votes().where(ideas.c.id == idea)).one_or_none()
    if row is None:
        raise NotFound("There is no such idea. Look for it in the list.")
    return _read(row)


def _change(connection: Connection, idea: int, version: int, **values: Any) -> None:
    same = (ideas.c.id == idea) & (ideas.c.version == version)
    statement = update(ideas).where(same).values(**values, version=version + 1)
    if connection.execute(statement).rowcount == 0:
        raise Conflict(
            "A colleague has changed this idea meanwhile. "
            "Look at how it stands now, and see what still needs changing."
        )


def _read(row: Row[Any]) -> Idea:
    return read_row(Idea, ideas, row, votes=row.votes)
