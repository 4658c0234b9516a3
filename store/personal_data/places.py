"""What a place in the record is: which rows are a customer's, and what becomes of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    Table,
    case,
    cast,
    false,
    or_,
    select,
    true,
    tuple_,
)

from core.personal_data import Kind, Whose, holds_words

Condition = ColumnElement[bool]
MAX_ROWS_AT_A_TIME = 500
COUNTED = "without words, under a pseudonym: figures count it"
WITH_ITS_CONVERSATION = "with its conversation"


@dataclass(frozen=True)
class Ages:
    """How rows go by themselves after the days that are set for their kind.

    since: from when their days count; a moment or a day
    told: the same in words, for the reference
    may_go: which of these rows can go at all, given the conversations that go before them: none
        that is owed or waits, and none that has gone before
    leaves: what stands in these rows afterwards; None: they go
    """

    since: ColumnElement[Any]
    told: str
    may_go: Callable[[Select[Any]], Condition] = lambda going: true()
    leaves: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class ToldIn:
    """A column in which only words say whose a row is.

    among: the rows that are looked through
    """

    column: ColumnElement[str]
    among: Condition = field(default_factory=true)


@dataclass(frozen=True)
class Place:
    """A table in which a customer's words or identity stand.

    theirs: which rows are surely somebody's
    told_in: where their words are looked for besides
    leaves: what stands in these rows afterwards, where something counts them; None: they go
    keeps: what is left, and why, for the reference
    ages: how its rows go after a time, or in words what takes them along
    by_conversation: rows of it can be told by a conversation, though it has no such column
    at_once: goes in the transaction that begins an erasure, so that whoever writes afterwards is
        somebody new, and figures that are made meanwhile stay
    """

    table: Table
    kind: Kind
    theirs: Callable[[Whose], Condition]
    leaves: Callable[[Whose], Mapping[str, Any]] | None = None
    keeps: str = ""
    at_once: bool = False
    ages: Ages | str = WITH_ITS_CONVERSATION
    by_conversation: bool = False
    told_in: ToldIn | None = None

    @property
    def is_of_conversations(self) -> bool:
        """Whether rows of it can be told by a conversation alone."""
        return "conversation" in self.table.c or self.by_conversation

    @property
    def how_it_ages(self) -> str:
        return self.ages if isinstance(self.ages, str) else self.ages.told


def of_conversations(table: Table) -> Callable[[Whose], Condition]:
    """Rows that belong to one of their conversations."""
    return lambda whose: table.c.conversation.in_(list(whose.conversations))


def keys_of(connection: Connection, place: Place, whose: Whose) -> list[tuple[Any, ...]]:
    """Return the keys of their rows, in the order of the keys.

    Words are looked for by the database as they come, and kept where they stand as a whole.
    """
    keys = list(place.table.primary_key)
    query = select(*keys).where(place.theirs(whose))
    found = {tuple(row) for row in connection.execute(query)}
    if place.told_in is not None and whose.terms:
        told = place.told_in
        query = select(*keys, told.column).where(told.among, holding(told.column, whose.terms))
        found |= {
            tuple(row)[:-1]
            for row in connection.execute(query)
            if holds_words(row[-1], whose.terms)
        }
    return sorted(found)


def with_keys(place: Place, keys: Sequence[tuple[Any, ...]]) -> Iterator[Condition]:
    """Return conditions for the rows with these keys, some at a time."""
    columns = list(place.table.primary_key)
    for begin in range(0, len(keys), MAX_ROWS_AT_A_TIME):
        some = list(keys[begin : begin + MAX_ROWS_AT_A_TIME])
        if len(columns) == 1:
            yield columns[0].in_([key for (key,) in some])
        else:
            yield tuple_(*columns).in_(some)


def holding(column: ColumnElement[str], words: tuple[str, ...]) -> Condition:
    """Rows in which any of these words stand, in whatever letters."""
    written = dict.fromkeys(form for each in words for form in _in_letters(each))
    return or_(false(), *(column.icontains(each, autoescape=True) for each in written))


def _in_letters(words: str) -> tuple[str, ...]:
    """The letters in which words may stand; SQLite knows small and capital ones of ASCII only."""
    if words.isascii():
        return (words,)
    return (words, words.lower(), words.upper(), words.title())


def holding_in_json(column: ColumnElement[Any], words: str) -> Condition:
    """Rows in whose JSON these words stand: other letters than ASCII's are written as codes."""
    return holding(cast(column, String), (words,)) | holding(
        cast(column, String), tuple(json.dumps(each)[1:-1] for each in _in_letters(words))
    )


def renamed(table: Table, whose: Whose) -> ColumnElement[str]:
    """The pseudonym of a row's conversation."""
    column = table.c.conversation
    if not whose.conversations:
        return column
    return case(dict(whose.conversations), value=column, else_=column)


def under_pseudonym(table: Table, **emptied: Any) -> Callable[[Whose], Mapping[str, Any]]:
    """Leave rows without words, under the conversation's pseudonym."""
    return lambda whose: {"conversation": renamed(table, whose), **emptied}


def person_too(table: Table, **emptied: Any) -> Callable[[Whose], Mapping[str, Any]]:
    """Leave rows under the pseudonyms of the conversation and of the person.

    A conversation that goes by itself says nothing of the others of the same person.
    """

    def leaves(whose: Whose) -> Mapping[str, Any]:
        alone = case((table.c.person == "", ""), else_=renamed(table, whose))
        return {
            "conversation": renamed(table, whose),
            "person": whose.pseudonym or alone,
            **emptied,
        }

    return leaves
