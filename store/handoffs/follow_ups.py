"""Follow-ups: what staff owe to customers. `core.handoffs.follow_up` says who may take one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from core.errors import NotFound
from core.handoffs import FollowUp, FollowUpKind, answered, finish, owed_again, take
from core.staff import StaffMember
from core.webhooks import WebhookEvent
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.rows import read_row, row_values
from store.schema import follow_ups, surveys
from store.webhooks import is_wanted, tell, told_already

_LATE_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Owed:
    """What is to be followed up; see `FollowUp`. An owner is a staff member's id and name."""

    conversation: str
    kind: FollowUpKind
    due_at: datetime
    score: int | None = None
    words: str = ""
    contact: str = ""
    owner: tuple[str, str] = ("", "")


class FollowUps:
    """What staff owe to customers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, owed: Owed, by: str = "effie") -> FollowUp:
        """Remember what is owed; see `open_follow_up`."""
        with self._database.writing() as connection:
            return open_follow_up(connection, owed, by)

    def get(self, follow_up: int) -> FollowUp:
        """Return a follow-up; raises NotFound."""
        with self._database.reading() as connection:
            return _get(connection, follow_up)

    def all_open(self) -> list[FollowUp]:
        """Return those not done yet, the one due first at the front."""
        open_ = _all().where(follow_ups.c.done_at.is_(None))
        return self._read(open_.order_by(follow_ups.c.due_at, follow_ups.c.id).limit(1000))

    def recently_done(self, most: int = 50) -> list[FollowUp]:
        """Return those done, the latest first."""
        done = _all().where(follow_ups.c.done_at.is_not(None))
        return self._read(done.order_by(follow_ups.c.done_at.desc()).limit(most))

    def of(self, conversation: str) -> list[FollowUp]:
        """Return what is or was owed in a conversation, the earliest due first."""
        with self._database.reading() as connection:
            return follow_ups_of(connection, conversation)

    def tell_due(self, at: datetime) -> int:
        """Tell other systems of what has become due in the last week, each once; returns how many.

        A week is more than anybody is away, and less than it is known what they were told.
        """
        late = (follow_ups.c.done_at.is_(None), follow_ups.c.due_at <= at)
        query = select(follow_ups).where(*late, follow_ups.c.due_at > at - _LATE_FOR)
        with self._database.reading() as connection:
            if not is_wanted(connection, WebhookEvent.FOLLOW_UP_DUE):
                return 0
            due = {_cause(row): row for row in connection.execute(query)}
            told = told_already(connection, due)
        with self._database.writing() as connection:
            for cause in due.keys() - told:
                row = due[cause]
                facts = {"follow_up": row.id, "kind": row.kind.value, "score": row.score}
                facts |= {"due_at": row.due_at.isoformat()}
                kind = WebhookEvent.FOLLOW_UP_DUE
                tell(connection, kind, facts, row.conversation, cause)
        return len(due.keys() - told)

    def claim(self, follow_up: int, member: StaffMember) -> FollowUp:
        """Make it someone's own; raises FollowUpTaken or FollowUpOver."""
        with self._database.writing() as connection:
            before = _get(connection, follow_up, lock=True)
            taken = take(before, member)
            if taken != before:
                _set(connection, follow_up, owner=taken.owner, owner_name=taken.owner_name)
                write_audit(connection, member.name, "follow_up.claim", before.conversation)
            return taken

    def finish(self, follow_up: int, member: StaffMember, outcome: str) -> None:
        """Mark it as done, done twice changes nothing; raises FollowUpTaken."""
        with self._database.writing() as connection:
            before = _get(connection, follow_up, lock=True)
            _finish(connection, before, finish(before, member, outcome, now()))

    def _read(self, query: Select[Any]) -> list[FollowUp]:
        with self._database.reading() as connection:
            return [_follow_up(row) for row in connection.execute(query)]


def follow_ups_of(connection: Connection, conversation: str) -> list[FollowUp]:
    """Return what is or was owed in a conversation, the earliest due first."""
    theirs = _all().where(follow_ups.c.conversation == conversation)
    ordered = theirs.order_by(follow_ups.c.due_at, follow_ups.c.id)
    return [_follow_up(row) for row in connection.execute(ordered)]


def keep_promises(connection: Connection, conversation: str, who: str, outcome: str) -> None:
    """Mark the promised answers of a conversation as given: by whoever gave them, in the chat."""
    settle(connection, conversation, FollowUpKind.PROMISED, who, outcome)


def settle(
    connection: Connection, conversation: str, kind: FollowUpKind, who: str, outcome: str
) -> None:
    """Mark what is owed of a kind in a conversation as done, whoever's it is."""
    for each in follow_ups_of(connection, conversation):
        before = _get(connection, each.id, lock=True)
        if before.done_at is None and before.kind is kind:
            after = replace(before, done_at=now(), done_by=who, outcome=outcome)
            _finish(connection, before, after)


def give_answer(
    connection: Connection, follow_up: int, by: str, outcome: str, written_at: datetime
) -> None:
    """Mark it as done by an answer that was sent."""
    before = _get(connection, follow_up, lock=True)
    _finish(connection, before, answered(before, by, outcome, written_at))


def take_answer_back(connection: Connection, follow_up: int, by: str, outcome: str) -> None:
    """Mark it as owed again where the answer that it was done by never arrived."""
    before = _get(connection, follow_up, lock=True)
    after = owed_again(before, by, outcome)
    if after != before:
        _set(connection, follow_up, done_at=None, done_by="", outcome="")
        write_audit(connection, "effie", "follow_up.reopen", before.conversation, outcome)


def open_follow_up(connection: Connection, owed: Owed, by: str = "effie") -> FollowUp:
    """Remember what is owed, within the caller's transaction.

    A conversation has one follow-up of a kind. One that is open takes the new words, contact and
    owner where there are any, and the earlier of both due times: what was promised stays promised.
    One that was done is owed anew.
    """
    found = connection.execute(_of_kind(owed).with_for_update(of=follow_ups)).one_or_none()
    if found is None:
        connection.execute(insert(follow_ups).values(**_fresh(owed)))
    elif found.done_at is not None:
        _set(connection, found.id, **_fresh(owed))
    else:
        _set(connection, found.id, **_renewed(_follow_up(found), owed))
    write_audit(connection, by, "follow_up.open", owed.conversation, owed.kind.value)
    return _follow_up(connection.execute(_of_kind(owed)).one())


def _cause(row: Row[Any]) -> str:
    """Return what somebody is told of once: one that is owed anew is due at another time."""
    return f"due:{row.id}:{row.due_at.isoformat()}"


def _finish(connection: Connection, before: FollowUp, after: FollowUp) -> None:
    if after != before:
        done = {"done_at": after.done_at, "done_by": after.done_by, "outcome": after.outcome}
        _set(connection, after.id, **done)
        write_audit(
            connection, after.done_by, "follow_up.finish", after.conversation, after.outcome
        )


def _fresh(owed: Owed) -> dict[str, Any]:
    owner, name = owed.owner
    new = FollowUp(0, owed.conversation, owed.kind, now(), owed.due_at)
    stated = row_values(follow_ups, owed, owner=owner, owner_name=name)
    return row_values(follow_ups, new) | stated


def _renewed(before: FollowUp, owed: Owed) -> dict[str, Any]:
    owner = owed.owner if owed.owner[0] else (before.owner, before.owner_name)
    return {
        "score": owed.score or before.score,
        "words": owed.words or before.words,
        "contact": owed.contact or before.contact,
        "owner": owner[0],
        "owner_name": owner[1],
        "due_at": min(before.due_at, owed.due_at),
    }


def _all() -> Select[Any]:
    surveyed = surveys.c.conversation == follow_ups.c.conversation
    return select(follow_ups, surveys.c.comment).outerjoin(surveys, surveyed)


def _of_kind(owed: Owed) -> Select[Any]:
    theirs = follow_ups.c.conversation == owed.conversation
    return _all().where(theirs, follow_ups.c.kind == owed.kind)


def _get(connection: Connection, follow_up: int, lock: bool = False) -> FollowUp:
    query = _all().where(follow_ups.c.id == follow_up)
    found = connection.execute(query.with_for_update(of=follow_ups) if lock else query)
    row = found.one_or_none()
    if row is None:
        raise NotFound("There is no such follow-up. Reload the list.")
    return _follow_up(row)


def _set(connection: Connection, follow_up: int, **values: Any) -> None:
    connection.execute(update(follow_ups).where(follow_ups.c.id == follow_up).values(**values))


def _follow_up(row: Row[Any]) -> FollowUp:
    comment = (row.comment or "") if row.kind is FollowUpKind.EFFORT else ""
    return read_row(FollowUp, follow_ups, row, comment=comment)
