"""The contacts behind a number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timezone
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, select

from core.conversations import NOT_GROUPED, Author
from core.errors import BadInput
from core.insights import (
    BY_NAME,
    HIGH_SCORE,
    LATER_DAYS,
    SCORES,
    SOON_DAYS,
    CauseKind,
    Scope,
)
from core.next_questions import Step
from core.personal_data import PSEUDONYM
from store.database import Database
from store.insights.listed_days import listed_days, of_calls
from store.insights.reading import within
from store.insights.rolling import COMMENTED, OFFERED, REFUSED, came_to
from store.schema import (
    conversations,
    gap_evidence,
    insight_calls,
    insight_contacts,
    insight_costs,
    next_offers,
    next_visits,
    refusals,
    surveys,
    utterances,
)

MAX_KEY_DIGITS = 9
_RETURNS = {"back": "back_days", "next_back": "next_back_days", "disliked_back": "back_days"}


@dataclass(frozen=True)
class BehindFigure:
    """A contact of a list: whose it is, what was said first, and what it has cost.

    comment: on the effort, in lists of comments
    """

    conversation: str
    at: datetime
    name: str
    words: str
    minutes: float
    messages: int
    failed_answers: int
    waiting: float
    score: int | None
    comment: str

    @property
    def is_erased(self) -> bool:
        """Whether it is only counted any more."""
        return self.conversation.startswith(PSEUDONYM)


class InsightContacts:
    """Contacts by what is asked of them, the latest first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(
        self, scope: Scope, which: str, before: datetime | None, most: int
    ) -> tuple[int, list[BehindFigure]]:
        """Return how many there are, and at most so many that began before a moment.

        which: "" for all; the name of a measure; score:4, high, rated, asked; contained, verified,
        recognised; back:7, next_back:14, disliked_back:7; reason:asked; cause:waiting:support;
        service:wait, service:kept:9 of calls opened between 9 and 10; refused:3 because of a
        policy, refused of any; commented, commented:3 with a comment of a group; gap:3;
        next:shown, next:pressed, next:anyway of next questions.
        Raises BadInput for anything else.
        """
        query = _chosen(scope, which)  # first: it refuses what there is not
        days = listed_days(self._database, scope, which)
        if days is not None:
            return sum(days.values()), self._found(scope, which, before, most, days)
        with self._database.reading() as connection:
            many = connection.execute(query.with_only_columns(func.count())).scalar_one()
        return int(many), self._found(scope, which, before, most, None)

    def _found(
        self,
        scope: Scope,
        which: str,
        before: datetime | None,
        most: int,
        days: dict[date, int] | None,
    ) -> list[BehindFigure]:
        this, query = insight_contacts, _chosen(scope, which)
        if days is not None:  # then only the days are looked at that have the first page
            needed = _needed(days, before, most)
            if not needed:
                return []
            narrow = replace(scope, since=needed[-1], until=needed[0])
            query = _chosen(narrow, which).where(this.c.day.in_(needed))
        if before is not None:
            query = query.where(this.c.started_at < before)
        # A day is that of `started_at`: named first, the index gives the latest without sorting.
        order = (this.c.day.desc(), this.c.started_at.desc(), this.c.conversation)
        query = query.order_by(*order).limit(most)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
            ids = [row.conversation for row in rows]
            names, words = _names(connection, ids), _first_words(connection, ids)
            comments = _comments(connection, ids) if which.startswith("commented") else {}
        return [
            BehindFigure(
                row.conversation,
                row.started_at,
                names.get(row.conversation, ""),
                words.get(row.conversation, ""),
                row.minutes,
                int(row.messages),
                int(row.failed_answers),
                row.waiting,
                row.score,
                comments.get(row.conversation, ""),
            )
            for row in rows
        ]


def _names(connection: Connection, ids: list[str]) -> dict[str, str]:
    theirs = select(conversations.c.id, conversations.c.profile)
    rows = connection.execute(theirs.where(conversations.c.id.in_(ids)))
    return {row.id: str(row.profile.get("name") or "") for row in rows}


def _first_words(connection: Connection, ids: list[str]) -> dict[str, str]:
    first = (
        select(func.min(utterances.c.seq))
        .where(utterances.c.conversation.in_(ids), utterances.c.author == Author.CUSTOMER)
        .group_by(utterances.c.conversation)
    )
    said = select(utterances.c.conversation, utterances.c.text)
    rows = connection.execute(said.where(utterances.c.seq.in_(first)))
    return {row.conversation: row.text for row in rows}


def _comments(connection: Connection, ids: list[str]) -> dict[str, str]:
    added = select(surveys.c.conversation, surveys.c.comment)
    rows = connection.execute(added.where(surveys.c.conversation.in_(ids)))
    return {row.conversation: row.comment for row in rows}


def _needed(days: dict[date, int], before: datetime | None, most: int) -> list[date]:
    """Return the latest days that have enough together; of the first it is not known how many."""
    found, many = [], 0
    for day, times in days.items():
        if before is not None and day > before.date():
            continue
        if many >= most:
            break
        found.append(day)
        many += times if before is None or day < before.date() else 0
    return found


def _chosen(scope: Scope, which: str) -> Select[Any]:
    this = insight_contacts
    if which.startswith("service:"):  # whose queue is that of the call
        of_calls = _of_calls(which.partition(":")[2], scope)
        return select(this).where(*within(this, replace(scope, queue="")), of_calls)
    conditions = within(this, scope)
    if scope.article and not which.startswith("next:"):  # there it is the one offered under
        conditions.append(this.c.article == scope.article)
    return select(this).where(*conditions, *_asked(which, scope))


def _asked(which: str, scope: Scope) -> list[ColumnElement[bool]]:
    this = insight_contacts
    kind, _, value = which.partition(":")
    plain: dict[str, list[ColumnElement[bool]]] = {
        "": [],
        "rated": [this.c.score.is_not(None)],
        "high": [this.c.score >= HIGH_SCORE],
        "recognised": [this.c.person != ""],
        **{name: [this.c[name] > 0] for name in (*BY_NAME, "asked", "contained", "verified")},
        **{f"score:{score}": [this.c.score == score] for score in SCORES},
    }
    if which in plain:
        return plain[which]
    if kind == "reason":
        return [this.c.reason == value]
    if kind in _RETURNS and value in {str(SOON_DAYS), str(LATER_DAYS)}:
        disliked = [this.c.disliked == 1] if kind == "disliked_back" else []
        return [this.c[_RETURNS[kind]] <= int(value), *disliked]
    if kind == "cause":
        return [_of_cause(value, scope)]
    if which in OFFERED:
        return [_of_offers(OFFERED[which], scope)]
    if kind == "gap" and is_key(value):
        met = select(gap_evidence.c.conversation).where(gap_evidence.c.gap == int(value))
        return [this.c.conversation.in_(met)]
    if kind == COMMENTED and (not value or is_key(value)):
        group = surveys.c.meaning
        own = group == int(value) if value else group > NOT_GROUPED
        return [exists().where(surveys.c.conversation == this.c.conversation, own)]
    if kind == REFUSED and (not value or is_key(value)):
        of = [refusals.c.policy == int(value)] if value else []
        return [exists().where(refusals.c.conversation == this.c.conversation, *of)]
    raise BadInput("There is no such list of conversations. Go back and choose a number.")


def is_key(text: str) -> bool:
    """Whether an address can name a row so."""
    return text.isascii() and text.isdecimal() and len(text) <= MAX_KEY_DIGITS


def _of_offers(step: Step, scope: Scope) -> ColumnElement[bool]:
    this, visit, offer = insight_contacts, next_visits, next_offers
    if not scope.article:  # looked up contact by contact: it is known on which days there are any
        theirs = exists().select_from(visit.join(offer, came_to(step)))
        return theirs.where(visit.c.conversation == this.c.conversation)
    # Nothing is offered before a contact begins: what is older need not be looked at.
    since = datetime.combine(scope.since, time(), timezone.utc)
    own = select(visit.c.conversation).join(offer, came_to(step)).where(visit.c.source == 0)
    return this.c.conversation.in_(own.where(offer.c.article == scope.article, offer.c.at >= since))


def _of_cause(value: str, scope: Scope) -> ColumnElement[bool]:
    name, _, about = value.partition(":")
    is_odd = name == CauseKind.NOT_UNDERSTOOD.value and not is_key(about or "0")
    if is_odd or name not in {each.value for each in CauseKind}:
        raise BadInput("There is no such cause of effort. Go back and choose one.")
    cost = insight_costs
    own = [cost.c.cause == name, cost.c.about == about]
    own += [cost.c.day >= scope.since, cost.c.day <= scope.until]
    theirs = select(cost.c.conversation).where(*own)
    return insight_contacts.c.conversation.in_(theirs)


def _of_calls(value: str, scope: Scope) -> ColumnElement[bool]:
    call = insight_calls
    query = select(call.c.conversation).where(*within(call, scope), *of_calls(value))
    return insight_contacts.c.conversation.in_(query)
