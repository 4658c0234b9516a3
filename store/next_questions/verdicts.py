"""What people decided about next questions."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import delete, insert, select

from core.next_questions import Verdict, Verdicts
from core.staff import StaffMember
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.next_questions.counts import ALL, begin_to_learn
from store.schema import next_verdicts


class NextVerdicts:
    """The verdicts; whoever offers sees them with the next revision of what is learned."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> Verdicts:
        given: defaultdict[tuple[str | None, str], dict[str, Verdict]] = defaultdict(dict)
        query = select(next_verdicts).order_by(next_verdicts.c.at)
        with self._database.reading() as connection:
            for row in connection.execute(query):
                segment = None if row.segment == ALL else row.segment
                given[segment, row.article][row.offered] = row.verdict
        return Verdicts(given)

    def give(
        self,
        segment: str | None,
        article: str,
        offered: str,
        verdict: Verdict | None,
        by: StaffMember,
    ) -> None:
        """Decide about a next question of a segment, None for all of them; None takes it back."""
        key = {"segment": ALL if segment is None else segment, "article": article}
        values = {**key, "offered": offered, "by_name": by.name, "at": now()}
        what = verdict.value if verdict else "undecided"
        with self._database.writing() as connection:
            begin_to_learn(connection)
            connection.execute(
                delete(next_verdicts).where(
                    next_verdicts.c.segment == values["segment"],
                    next_verdicts.c.article == article,
                    next_verdicts.c.offered == offered,
                )
            )
            if verdict:
                connection.execute(insert(next_verdicts).values(**values, verdict=verdict))
            detail = f"{offered} {what} for {segment or 'everyone'}"
            write_audit(connection, by.name, "next_question", article, detail)
