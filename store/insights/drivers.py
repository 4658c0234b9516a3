"""The contacts that drivers of the effort score are found in, and what was found last."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Integer, case, cast, delete, exists, extract, insert, select

from core.insights import LATER_DAYS, RatedContact
from store.clock import now
from store.database import Database
from store.insights.moments import minutes_between
from store.schema import insight_contacts, insight_drivers

MAX_RATED = 20_000  # contacts; the latest ones
_COUNTS = ("failed_answers", "transfers", "channel_switches", "re_asked")


class Drivers:
    """What drives the effort score, as far as it is known."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rated_since(self, moment: datetime) -> list[RatedContact]:
        """Return the contacts with a score that began since a moment, the latest first."""
        this, earlier = insight_contacts, insight_contacts.alias("earlier")
        passed = minutes_between(earlier.c.started_at, this.c.started_at)
        been_there = exists().where(
            earlier.c.person == this.c.person,
            earlier.c.article == this.c.article,
            earlier.c.started_at < this.c.started_at,
            passed <= LATER_DAYS * timedelta(days=1) / timedelta(minutes=1),
        )
        known = (this.c.person != "") & (this.c.article != "") & been_there
        query = (
            select(
                this,
                cast(extract("hour", this.c.started_at), Integer).label("hour"),
                case((known, 1), else_=0).label("is_repeat"),
            )
            .where(this.c.score.is_not(None), this.c.started_at >= moment)
            .order_by(this.c.started_at.desc())
            .limit(MAX_RATED)
        )
        with self._database.reading() as connection:
            return [
                RatedContact(
                    score=row.score,
                    segment=row.segment,
                    hour=row.hour,
                    turns=int(row.messages),
                    waiting=row.waiting,
                    is_repeat=bool(row.is_repeat),
                    **{name: int(getattr(row, name)) for name in _COUNTS},
                )
                for row in connection.execute(query)
            ]

    def keep(self, report: Mapping[str, Any]) -> None:
        """Keep what was found, instead of what was found before."""
        with self._database.writing() as connection:
            connection.execute(delete(insight_drivers))
            values = {"id": 1, "made_at": now(), "report": dict(report)}
            connection.execute(insert(insight_drivers).values(values))

    def last(self) -> tuple[datetime, Mapping[str, Any]] | None:
        """Return when something was found last, and what; None if nobody has looked yet."""
        with self._database.reading() as connection:
            row = connection.execute(select(insight_drivers)).one_or_none()
        return (row.made_at, row.report) if row else None
