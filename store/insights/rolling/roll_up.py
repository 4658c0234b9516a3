"""Keeping what is rolled up in step with the record, a day at a time.

What changes a contact marks the day on which it began; a marked day is made again whole. Doing it
twice, or in two processes at once, changes nothing. It is worked out in temporary tables, and then
written in a short transaction: of SQLite there is one writer at a time, and customers come first.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Row,
    Table,
    and_,
    delete,
    exists,
    func,
    select,
    update,
)

from core.insights import CauseKind
from store.channels import LINKED, UNLINKED
from store.content_gaps.evidence import QUESTION
from store.content_gaps.question_log import JOB as QUESTION_LOG
from store.database import Database, then_writing
from store.insights.marks import mark, mark_sums
from store.insights.offers import count_offers_anew
from store.insights.rolling.calls import (
    call_sums_of_day,
    call_totals_of_day,
    calls_of_day,
    work_out_call_sums,
    work_out_calls,
)
from store.insights.rolling.contacts import began_on, contacts_of_day, work_out_contacts
from store.insights.rolling.costs import costs_of_day, work_out_costs
from store.insights.rolling.people import days_of_identities, work_out_people
from store.insights.rolling.returns import days_before, note_returns, work_out_returns
from store.insights.rolling.settled import settled
from store.insights.rolling.sums import (
    cost_sums_of_day,
    cost_totals_of_day,
    sums_of_day,
    totals_of_day,
    work_out_sums,
)
from store.insights.rolling.turns import work_out_turns
from store.insights.rolling.worked_out import put_in_place
from store.policies import MERGED as POLICY_MERGED
from store.progress import note_progress, progress_of
from store.schema import (
    audit,
    conversations,
    gap_evidence,
    handoff_events,
    insight_call_days,
    insight_call_totals,
    insight_calls,
    insight_contacts,
    insight_cost_days,
    insight_cost_totals,
    insight_costs,
    insight_days,
    insight_marks,
    insight_totals,
    refusals,
    repeated_questions,
    utterances,
)

_SOURCES: dict[str, tuple[Table, str]] = {  # each with its own progress
    "insights_said": (utterances, "seq"),
    "insights_handoffs": (handoff_events, "id"),
    "insights_reasked": (repeated_questions, "id"),
    "insights_linked": (audit, "id"),
}


class InsightRollUp:
    """The background job that rolls the record up."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def catch_up(self, default_segment: str) -> int:
        """Do one marked day, after marking what has changed; returns how many were left.

        0 says that all is in step. default_segment: that of customers whose profile names none
        """
        rows = self._marked()
        if not rows:
            # What is new waits for what was marked: else the sums, which come last, never would.
            self._mark_changed()
            rows = self._marked()
        if rows and rows[0].contacts:
            self._write_contacts(rows[0].day, rows[0].revision, default_segment)
        elif rows:
            self._write_sums(rows[0].day, rows[0].revision)
        return len(rows)

    def _marked(self) -> Sequence[Row[date, bool, int]]:
        """Return the marks, contacts first: the sums of a day look at those of the days after."""
        columns = insight_marks.c
        marks = select(columns.day, columns.contacts, columns.revision)
        order = (insight_marks.c.contacts.desc(), insight_marks.c.day)
        with self._database.reading() as connection:
            return connection.execute(marks.order_by(*order)).all()

    def mark_everything(self) -> None:
        """Have all days made again from the record, and none kept that it has no more."""
        day = func.date(conversations.c.started_at, type_=Date)
        with self._database.writing() as connection:
            days = set(connection.execute(select(day).distinct()).scalars())
            days |= set(connection.execute(select(insight_contacts.c.day).distinct()).scalars())
            mark(connection, days)
            count_offers_anew(connection)

    def mark_gap(self, gap: int) -> None:
        """Have the days counted again whose costs are put down to a gap: its words have moved."""
        cost = insight_costs
        theirs = (cost.c.cause == CauseKind.NOT_UNDERSTOOD, cost.c.about == str(gap))
        with self._database.writing() as connection:
            mark(connection, set(connection.execute(select(cost.c.day).where(*theirs)).scalars()))

    def _write_contacts(self, day: date, revision: int, default_segment: str) -> None:
        with self._database.reading() as connection:
            work_out_turns(connection, began_on(day))
            work_out_people(connection, began_on(day))
            work_out_contacts(connection, day, default_segment)
            work_out_costs(connection, day)
            work_out_calls(connection, day)
            before = days_before(connection, insight_contacts, day)
            before |= days_before(connection, contacts_of_day, day)
            with then_writing(connection):
                own = and_(_of(day, revision), insight_marks.c.contacts.is_(True))
                if not connection.execute(
                    update(insight_marks).where(own).values(contacts=False)
                ).rowcount:
                    return  # done by another process meanwhile, or marked again
                put_in_place(connection, insight_contacts, contacts_of_day, day)
                put_in_place(connection, insight_costs, costs_of_day, day)
                put_in_place(connection, insight_calls, calls_of_day, day)
                mark_sums(connection, before)

    def _write_sums(self, day: date, revision: int) -> None:
        with self._database.reading() as connection:
            work_out_returns(connection, day)
            with then_writing(connection):
                mark_of_day = select(insight_marks.c.day).where(_of(day, revision))
                if connection.execute(mark_of_day.with_for_update()).first() is None:
                    return  # another process knows more by now
                note_returns(connection)
        with self._database.reading() as connection:
            work_out_sums(connection, day)
            work_out_call_sums(connection, day)
            with then_writing(connection):
                own = and_(_of(day, revision), insight_marks.c.contacts.is_(False))
                if connection.execute(delete(insight_marks).where(own)).rowcount:
                    put_in_place(connection, insight_days, sums_of_day, day)
                    put_in_place(connection, insight_totals, totals_of_day, day)
                    put_in_place(connection, insight_cost_days, cost_sums_of_day, day)
                    put_in_place(connection, insight_cost_totals, cost_totals_of_day, day)
                    put_in_place(connection, insight_call_days, call_sums_of_day, day)
                    put_in_place(connection, insight_call_totals, call_totals_of_day, day)

    def _mark_changed(self) -> None:
        for job, (table, key) in _SOURCES.items():
            with self._database.reading() as connection:
                after, upto = progress_of(connection, job), _upto(connection, table, key)
            if upto <= after or not settled(self._database, table):
                continue
            with self._database.reading() as connection:
                changed = (table.c[key] > after, table.c[key] <= upto)
                if table is audit:
                    days = days_of_identities(connection, _linked(connection, *changed))
                    days |= _followed_up(connection, *changed)
                    days |= _refused_by_merged(connection, *changed)
                else:
                    days = _days_of(connection, table, *changed)
            with self._database.writing() as connection:
                if note_progress(connection, job, after, upto):
                    mark(connection, days)
        with self._database.reading() as connection:
            grouped = _grouped_since(connection)
        if grouped:
            with self._database.writing() as connection:
                mark(connection, grouped)


def _of(day: date, revision: int) -> ColumnElement[bool]:
    """The mark of a day, unless it was marked again since it was read."""
    return and_(insight_marks.c.day == day, insight_marks.c.revision == revision)


def _upto(connection: Connection, table: Table, key: str) -> int:
    """Return how far a table can be read: no utterance before its question is in the log."""
    if table is utterances:
        return progress_of(connection, QUESTION_LOG)
    return connection.execute(select(func.max(table.c[key]))).scalar_one() or 0


def _days_of(connection: Connection, table: Table, *changed: ColumnElement[bool]) -> set[date]:
    day = func.date(conversations.c.started_at, type_=Date)
    query = select(day).join(table, table.c.conversation == conversations.c.id).where(*changed)
    return set(connection.execute(query.distinct()).scalars())


def _followed_up(connection: Connection, *changed: ColumnElement[bool]) -> set[date]:
    """Return the days of conversations in which something was promised, or done about it."""
    day = func.date(conversations.c.started_at, type_=Date)
    query = select(day).join(audit, audit.c.subject == conversations.c.id)
    query = query.where(audit.c.what.startswith("follow_up."), *changed)
    return set(connection.execute(query.distinct()).scalars())


def _refused_by_merged(connection: Connection, *changed: ColumnElement[bool]) -> set[date]:
    """Return the days of contacts that met a policy which another one was put together with."""
    merged = select(audit.c.subject).where(audit.c.what == POLICY_MERGED, *changed)
    kept = {int(each.rpartition(" ")[2]) for each in connection.execute(merged).scalars()}
    day = insight_contacts.c.day
    query = select(day).join(refusals, refusals.c.conversation == insight_contacts.c.conversation)
    return set(connection.execute(query.where(refusals.c.policy.in_(kept)).distinct()).scalars())


def _linked(connection: Connection, *changed: ColumnElement[bool]) -> set[int]:
    """Return the identities that have become another person's."""
    query = select(audit.c.subject).where(audit.c.what.in_((LINKED, UNLINKED)), *changed)
    return {int(each.rpartition(" ")[2]) for each in connection.execute(query).scalars()}


def _grouped_since(connection: Connection) -> set[date]:
    """Return the days with questions of no gap that have been put into one since."""
    cost = insight_costs
    theirs = and_(
        gap_evidence.c.source == QUESTION,
        gap_evidence.c.source_id == cost.c.question,
        gap_evidence.c.gap.is_not(None),
    )
    query = select(cost.c.day).where(
        cost.c.cause == CauseKind.NOT_UNDERSTOOD, cost.c.about == "", exists().where(theirs)
    )
    return set(connection.execute(query.distinct()).scalars())
