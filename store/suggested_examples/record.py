"""Suggested examples: read with all that speaks for them, and decided about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, select, update

from core.errors import NotFound
from core.staff import StaffMember
from core.suggested_examples import (
    Check,
    Sighting,
    Signal,
    SuggestedExample,
    SuggestionState,
)
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.rows import read_row
from store.schema import example_sightings, suggested_examples

MAX_LISTED_SUGGESTIONS = 2_000
_AT_ONCE = 500  # keys in one query
_ID = suggested_examples.c.id
_OPEN = suggested_examples.c.state == SuggestionState.OPEN


class NoSuchSuggestion(NotFound):
    """There is no such suggested example any more. Reload the page."""


@dataclass(frozen=True)
class Unchecked:
    """A suggested example that the engine is to be asked about."""

    id: int
    words: str
    article: str


class SuggestedExamples:
    """The suggested examples in the record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def listed(
        self, state: SuggestionState = SuggestionState.OPEN, article: str = ""
    ) -> list[SuggestedExample]:
        """Return those of a state that somebody was helped by, the newest first.

        Of the open ones those are left out that their articles have already.

        article: only those that are suggested for it
        """
        where = [suggested_examples.c.state == state]
        if article:
            where.append(suggested_examples.c.article == article)
        if state is SuggestionState.OPEN:  # nobody decides about what an article has already
            known = suggested_examples.c.known.is_(True) & (suggested_examples.c.checked >= 0)
            where.append(~known)
        return [each for each in self._read(and_(*where)) if each.people]

    def some(self, ids: Collection[int]) -> list[SuggestedExample]:
        """Return these, whatever their state, by their ids; raises NoSuchSuggestion."""
        found = {each.id: each for each in self._read(suggested_examples.c.id.in_(ids))}
        if found.keys() != set(ids):
            raise NoSuchSuggestion
        return [found[each] for each in sorted(found)]

    def count(self) -> dict[SuggestionState, int]:
        """Return how many there are in each state."""
        query = select(suggested_examples.c.state, func.count()).where(_helped_somebody())
        with self._database.reading() as connection:
            rows = connection.execute(query.group_by(suggested_examples.c.state)).all()
        return {state: number for state, number in rows}

    def unchecked(self, revision: int, most: int = 200) -> list[Unchecked]:
        """Return open ones that were not checked against the articles of a revision."""
        table = suggested_examples
        query = (
            select(table.c.id, table.c.words, table.c.article)
            .where(
                table.c.state == SuggestionState.OPEN,
                table.c.checked < revision,
                _helped_somebody(),
            )
            .order_by(table.c.checked, table.c.id)
            .limit(most)
        )
        with self._database.reading() as connection:
            return [Unchecked(*row) for row in connection.execute(query)]

    def note_checks(self, checks: Mapping[int, Check], revision: int) -> None:
        """Keep what the engine says, which answered from the articles of a revision."""
        with self._database.writing() as connection:
            for number, check in checks.items():
                own = suggested_examples.c.id == number
                values = {**vars(check), "checked": revision}
                connection.execute(update(suggested_examples).where(own).values(**values))

    def accept(
        self, taken: Mapping[int, str], article: str, by: StaffMember, by_itself: date | None = None
    ) -> None:
        """Note that these became examples of an article, in which words.

        What a colleague has decided meanwhile stays as it is.

        by_itself: the day, where the settings accepted it and nobody had a look
        """
        with self._database.writing() as connection:
            for number, words in taken.items():
                accepted: dict[str, Any] = {"taken_as": words, "taken_by": article}
                accepted["by_itself"] = by_itself
                those = _OPEN & _ID.in_([number])
                _decide(connection, those, SuggestionState.ACCEPTED, by, accepted)
            subject = f"article:{article}"
            write_audit(connection, by.name, "example.accept", subject, f"{len(taken)} examples")

    def decline(
        self,
        ids: Collection[int],
        by: StaffMember,
        state: SuggestionState = SuggestionState.OPEN,
    ) -> None:
        """Decline those of these that are still in a state."""
        with self._database.writing() as connection:
            those = _ID.in_(ids) & (suggested_examples.c.state == state)
            _decide(connection, those, SuggestionState.DECLINED, by)
            write_audit(connection, by.name, "example.decline", "examples", _named(ids))

    def reopen(self, ids: Collection[int], by: StaffMember) -> None:
        """Let them wait for a decision again; what stands in an article stays there."""
        nothing = {"taken_as": "", "taken_by": "", "by_itself": None, "checked": -1}
        with self._database.writing() as connection:
            _decide(connection, _ID.in_(ids) & ~_OPEN, SuggestionState.OPEN, by, nothing)
            write_audit(connection, by.name, "example.reopen", "examples", _named(ids))

    def days(self, most: int = 30) -> dict[date, int]:
        """Return how many were accepted by themselves on each of the latest days."""
        table = suggested_examples
        query = (
            select(table.c.by_itself, func.count())
            .where(table.c.by_itself.is_not(None), table.c.state == SuggestionState.ACCEPTED)
            .group_by(table.c.by_itself)
            .order_by(table.c.by_itself.desc())
            .limit(most)
        )
        with self._database.reading() as connection:
            return {day: number for day, number in connection.execute(query)}

    def of_day(self, day: date) -> dict[str, dict[int, str]]:
        """Return what was accepted by itself that day: by article, each one's id and words."""
        table = suggested_examples
        query = select(table).where(
            table.c.by_itself == day, table.c.state == SuggestionState.ACCEPTED
        )
        found: dict[str, dict[int, str]] = {}
        with self._database.reading() as connection:
            for row in connection.execute(query):
                found.setdefault(row.taken_by, {})[row.id] = row.taken_as
        return found

    def _read(self, where: ColumnElement[bool]) -> list[SuggestedExample]:
        newest = suggested_examples.c.id.desc()
        query = select(suggested_examples).where(where, _helped_somebody())
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(newest).limit(MAX_LISTED_SUGGESTIONS)).all()
            sightings = _sightings(connection, [row.id for row in rows])
            articles = _articles(connection, [row.meaning for row in rows])
        return [
            _suggestion(row, sightings.get(row.id, ()), articles.get(row.meaning, ()))
            for row in rows
        ]


def _helped_somebody() -> ColumnElement[bool]:
    return (
        select(example_sightings.c.id)
        .where(
            example_sightings.c.suggestion == suggested_examples.c.id,
            example_sightings.c.signal != Signal.REFUSED,
        )
        .exists()
    )


def _sightings(connection: Any, ids: Sequence[int]) -> dict[int, tuple[Sighting, ...]]:
    found: dict[int, list[Sighting]] = defaultdict(list)
    for some in _parts(ids):
        query = select(example_sightings).where(example_sightings.c.suggestion.in_(some))
        for row in connection.execute(query.order_by(example_sightings.c.seq)):
            seen = read_row(Sighting, example_sightings, row, who=frozenset(row.who))
            found[row.suggestion].append(seen)
    return {suggestion: tuple(seen) for suggestion, seen in found.items()}


def _articles(connection: Any, meanings: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return the articles that each question is suggested for, and was not declined for."""
    table, found = suggested_examples, dict[int, tuple[str, ...]]()
    for some in _parts(sorted(set(meanings))):
        query = select(table.c.meaning, table.c.article).where(
            table.c.meaning.in_(some),
            table.c.state != SuggestionState.DECLINED,
            _helped_somebody(),
        )
        for meaning, article in connection.execute(query.order_by(table.c.article)):
            found[meaning] = (*found.get(meaning, ()), article)
    return found


def _suggestion(
    row: Row[Any], sightings: tuple[Sighting, ...], articles: Sequence[str]
) -> SuggestedExample:
    check = Check(row.sure, row.rival, row.rival_sure, row.known, row.taken)
    return SuggestedExample(
        id=row.id,
        article=row.article,
        words=row.words,
        sightings=sightings,
        check=check if row.checked >= 0 else None,
        rivals=tuple(each for each in articles if each != row.article),
        state=row.state,
        taken_as=row.taken_as,
        taken_by=row.taken_by,
        decided_by_name=row.decided_by_name,
        decided_at=row.decided_at,
    )


def _decide(
    connection: Any,
    those: ColumnElement[bool],
    state: SuggestionState,
    by: StaffMember,
    more: Mapping[str, Any] | None = None,
) -> None:
    values = {"state": state, "decided_by_name": by.name, "decided_at": now(), **(more or {})}
    connection.execute(update(suggested_examples).where(those).values(**values))


def _named(ids: Collection[int]) -> str:
    return ", ".join(map(str, sorted(ids)))[:200]


def _parts(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE)]
