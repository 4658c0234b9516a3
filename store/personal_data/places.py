"""What a place in the record is: which rows are a customer's, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, case, false, or_

from core.personal_data import Kind, Whose

Condition = ColumnElement[bool]


@dataclass(frozen=True)
class Place:
    """A table in which a customer's words or identity stand.

    theirs: which rows are somebody's
    leaves: what stands in these rows afterwards, where something counts them; None: they go
    keeps: what is left, and why, for the reference
    """

    table: Table
    kind: Kind
    theirs: Callable[[Whose], Condition]
    leaves: Callable[[Whose], Mapping[str, Any]] | None = None
    keeps: str = ""


def of_conversations(table: Table) -> Callable[[Whose], Condition]:
    """Rows that belong to one of their conversations."""
    return lambda whose: table.c.conversation.in_(list(whose.conversations))


def holding(column: ColumnElement[str], words: tuple[str, ...]) -> Condition:
    """Rows in which any of these words stand, in whatever letters."""
    return or_(false(), *(column.icontains(each, autoescape=True) for each in words))


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
    """Leave rows under the pseudonyms of the conversation and of the person."""

    def leaves(whose: Whose) -> Mapping[str, Any]:
        person = {"person": whose.pseudonym} if whose.pseudonym else {}
        return {"conversation": renamed(table, whose), **person, **emptied}

    return leaves
