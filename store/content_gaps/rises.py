"""What was asked more than usual in the last full hour, in customers' own words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, func, select

from core.announcements import WEEKS, Rise, rises
from core.content_gaps import WORDLESS
from core.conversations import mask
from core.personal_data import ERASED
from core.text import plain
from store.database import Database
from store.schema import question_log

MAX_QUOTED = 3  # wordings
_HOUR = timedelta(hours=1)
_WORDS_READ = 200


@dataclass(frozen=True)
class Rising:
    """A topic that rises, the hour in which it did, and the commonest wordings, masked."""

    rise: Rise
    hour: datetime
    words: tuple[str, ...]


class Rises:
    """Counts conversations, not questions: who asks the same ten times is one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def now(self, at: datetime, zone: ZoneInfo, topics: int) -> tuple[Rising, ...]:
        """Return what rose in the last full hour of the team's clock.

        topics: how many articles there are
        """
        local = at.astimezone(zone).replace(minute=0, second=0, microsecond=0) - _HOUR
        with self._database.reading() as connection:
            first = connection.execute(select(func.min(question_log.c.at))).scalar_one()
            weeks = (local - timedelta(weeks=back) for back in range(1, WEEKS + 1))
            earlier = [_counts(connection, week) for week in weeks if first and week >= first]
            found = rises(_counts(connection, local), earlier, topics)
            return tuple(
                Rising(rise, local, _words(connection, rise.topic, local)) for rise in found
            )


def _counts(connection: Connection, hour: datetime) -> dict[str, int]:
    asked = func.count(question_log.c.conversation.distinct())
    query = select(question_log.c.article, asked).where(*_within(hour))
    rows = connection.execute(query.group_by(question_log.c.article))
    return {article: many for article, many in rows}  # rows are no pairs to mypy


def _words(connection: Connection, topic: str, hour: datetime) -> tuple[str, ...]:
    query = select(question_log.c.question).where(
        *_within(hour),
        question_log.c.article == topic,
        question_log.c.reason.not_in(WORDLESS),
        question_log.c.question != ERASED,
    )
    newest = query.order_by(question_log.c.seq.desc()).limit(_WORDS_READ)
    asked = [mask(question) for question in connection.execute(newest).scalars()]
    often = Counter(map(plain, asked)).most_common(MAX_QUOTED)
    wordings = {plain(question): question for question in asked}
    return tuple(wordings[question] for question, _ in often)


def _within(hour: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    begins = hour.astimezone(timezone.utc)
    return question_log.c.at >= begins, question_log.c.at < begins + _HOUR
