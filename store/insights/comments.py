"""Comments of the effort question, put together with those that mean the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select, update

from core.conversations import NOT_GROUPED
from core.insights import SCORES, Figure, Scope, Summed, mean_score
from store.clock import now
from store.database import Database
from store.insights.marks import mark_sums
from store.insights.reading import Insights, within
from store.insights.rolling import COMMENTED
from store.progress import note_progress, progress_of
from store.schema import insight_contacts, surveys

_COUNTED = ("contacts", *(f"score_{score}" for score in SCORES))
_READ_AT_ONCE = 50  # comments
_JOB = "comments"  # its progress is the last number that a group was given
_COMPARED_FOR = timedelta(days=365)  # since something was last said
_MOST_GROUPS = 500  # that others are compared with, those said most often first
_TYPICAL = 3  # comments that stand for a group where others are compared with it
_MEASURED = 200  # comments of a group whose nearness is found anew when it grows, the latest


@dataclass(frozen=True)
class CommentGroup:
    """Comments that mean the same.

    times: how many were made; effort: the score of these contacts
    words: the comments nearest the middle, the nearest first
    """

    id: int
    times: int
    effort: Figure
    words: tuple[str, ...] = ()


class CommentGrouping:
    """The way into the groups; done by a background job, part by part."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def waiting(self, most: int = 200) -> dict[str, str]:
        """Return comments that belong to no group yet, by their conversation, the oldest first."""
        this = surveys.c
        query = select(this.conversation, this.comment).where(this.meaning == NOT_GROUPED)
        query = query.order_by(this.answered_at, this.conversation).limit(most)
        with self._database.reading() as connection:
            return {row.conversation: row.comment for row in connection.execute(query)}

    def groups(self) -> dict[int, list[str]]:
        """Return the typical words of the groups that others may belong to, by the group's id."""
        this = surveys.c
        known = (this.meaning > NOT_GROUPED) & (this.answered_at >= now() - _COMPARED_FOR)
        often = (
            select(this.meaning)
            .where(known)
            .group_by(this.meaning)
            .order_by(func.count().desc(), this.meaning.desc())
            .limit(_MOST_GROUPS)
        )
        with self._database.reading() as connection:
            numbers = list(connection.execute(often).scalars())
            rows = connection.execute(_nearest([known, this.meaning.in_(numbers)], _TYPICAL))
            return _by_group(rows)

    def assign(self, comments: Mapping[str, str], groups: Mapping[str, str]) -> set[int]:
        """Put comments into groups; returns those that have grown.

        comments: what was said in which conversation; what has been written anew since waits on
        groups: of these conversations a group's id, or a name that new groups share
        """
        made: dict[str, int] = {}
        with self._database.writing() as connection:
            last = progress_of(connection, _JOB)
            for name in dict.fromkeys(each for each in groups.values() if not each.isdigit()):
                made[name] = last + len(made) + 1
            if not note_progress(connection, _JOB, last, last + len(made)):
                return set()  # another process has given these numbers; the comments wait
            grown = set()
            for conversation, group in groups.items():
                number = int(group) if group.isdigit() else made[group]
                own = surveys.c.conversation == conversation
                same = surveys.c.comment == comments[conversation]
                waits = surveys.c.meaning == NOT_GROUPED
                changed = update(surveys).where(own, same, waits).values(meaning=number)
                if connection.execute(changed).rowcount:
                    grown.add(number)
            days = select(insight_contacts.c.day).where(
                insight_contacts.c.conversation.in_(list(groups))
            )
            mark_sums(connection, set(connection.execute(days.distinct()).scalars()))
            return grown

    def latest_of(self, groups: set[int]) -> list[dict[str, str]]:
        """Return the latest comments of each of these groups, by their conversation."""
        this, found = surveys.c, []
        with self._database.reading() as connection:
            for group in sorted(groups):
                query = select(this.conversation, this.comment).where(this.meaning == group)
                query = query.order_by(this.answered_at.desc()).limit(_MEASURED)
                found.append({r.conversation: r.comment for r in connection.execute(query)})
        return found

    def note_nearness(self, nearness: Mapping[str, float]) -> None:
        """Keep how near each comment is to the middle of its group."""
        with self._database.writing() as connection:
            for conversation, near in nearness.items():
                own = surveys.c.conversation == conversation
                still = surveys.c.meaning > NOT_GROUPED
                connection.execute(update(surveys).where(own, still).values(nearness=near))


class Comments:
    """What the page of comments shows: groups among the contacts that are asked for."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def groups(self, scope: Scope) -> list[CommentGroup]:
        """Return how often each thing was said, without words, the most frequent first."""
        if scope.article:  # sums do not tell what was said of which article
            return self._about_article(scope)
        found = Insights(self._database).by(scope, COMMENTED, _COUNTED)
        return [
            CommentGroup(int(group), each.contacts, each.score)
            for group, each in sorted(found.items(), key=_most_first)
            if group
        ]

    def _about_article(self, scope: Scope) -> list[CommentGroup]:
        score = insight_contacts.c.score
        query = select(surveys.c.meaning, score, func.count()).select_from(_with_contact())
        query = query.where(*_commented(scope)).group_by(surveys.c.meaning, score)
        groups: defaultdict[int, Counter[int | None]] = defaultdict(Counter)
        with self._database.reading() as connection:
            for group, given, times in connection.execute(query):
                groups[group][given] += times
        found = [
            CommentGroup(group, scores.total(), mean_score({s: scores[s] for s in SCORES}))
            for group, scores in groups.items()
        ]
        return sorted(found, key=lambda each: (-each.times, each.id))

    def words(self, scope: Scope, groups: Sequence[int], most: int) -> dict[int, list[str]]:
        """Return of each of these groups the different comments nearest its middle."""
        with self._database.reading() as connection:
            found = {group: _words(connection, scope, group, most) for group in groups}
        return {group: words for group, words in found.items() if words}

    def waiting(self) -> int:
        """Return how many comments have yet to be grouped."""
        query = select(func.count()).where(surveys.c.meaning == NOT_GROUPED)
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())


def _words(connection: Connection, scope: Scope, group: int, most: int) -> list[str]:
    """Read the nearest comments of a group until there are enough that differ."""
    this, found = surveys.c, dict[str, None]()
    query = select(this.comment).select_from(_with_contact())
    query = query.where(*_contacts(scope), this.meaning == group)
    nearest = query.where(this.nearness.is_not(None)).order_by(this.nearness.desc(), this.comment)
    unmeasured = query.where(this.nearness.is_(None)).order_by(this.comment)
    for each in (nearest, unmeasured):
        with connection.execute(each.execution_options(yield_per=_READ_AT_ONCE)) as rows:
            for words in rows.scalars():
                found[words] = None
                if len(found) == most:
                    return list(found)
    return list(found)


def _most_first(each: tuple[str, Summed]) -> tuple[int, int]:
    return -each[1].contacts, int(each[0] or 0)


def _with_contact() -> Any:
    contact = insight_contacts
    return surveys.join(contact, contact.c.conversation == surveys.c.conversation)


def _commented(scope: Scope) -> list[ColumnElement[bool]]:
    # A comment is made after its contact began: what is older need not be looked at.
    lately = and_(surveys.c.meaning > NOT_GROUPED, surveys.c.answered_at >= _begin(scope))
    return [lately, *_contacts(scope)]


def _contacts(scope: Scope) -> list[ColumnElement[bool]]:
    conditions = within(insight_contacts, scope)
    if scope.article:
        conditions.append(insight_contacts.c.article == scope.article)
    return conditions


def _begin(scope: Scope) -> datetime:
    return datetime.combine(scope.since, time(), timezone.utc)


def _nearest(conditions: Sequence[ColumnElement[bool]], most: int) -> Select[Any]:
    """Select what was said in each group, each wording once, the nearest to the middle first."""
    this = surveys.c
    near = func.max(func.coalesce(this.nearness, 0.0)).label("near")
    once = (
        select(this.meaning, this.comment, near)
        .where(*conditions)
        .group_by(this.meaning, this.comment)
        .subquery()
    )
    place = (
        func.row_number()
        .over(partition_by=once.c.meaning, order_by=(once.c.near.desc(), once.c.comment))
        .label("place")
    )
    ranked = select(once.c.meaning, once.c.comment, place).subquery()
    query = select(ranked.c.meaning, ranked.c.comment).where(ranked.c.place <= most)
    return query.order_by(ranked.c.meaning, ranked.c.place)


def _by_group(rows: Any) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for row in rows:
        found.setdefault(row.meaning, []).append(row.comment)
    return found
