"""What a place in the record is: which rows are a customer's, and what becomes of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, Table, case, cast, false, or_

from core.personal_data import Kind, Whose

Condition = ColumnElement[bool]


@dataclass(frozen=True)
class Place:
    """A table in which a customer's words or identity stand.

    theirs: which rows are somebody's
    leaves: what stands in these rows afterwards, where something counts them; None: they go
    keeps: what is left, and why, for the reference
    at_once: goes in the transaction that begins an erasure, so that whoever writes afterwards is
        somebody new, and figures that are made meanwhile stay
    """

    table: Table
    kind: Kind
    theirs: Callable[[Whose], Condition]
    leaves: Callable[[Whose], Mapping[str, Any]] | None = None
    keeps: str = ""
    at_once: bool = False


def of_conversations(table: Table) -> Callable[[Whose], Condition]:
    """Rows that belong to one of their conversations."""
    return lambda whose: table.c.conversation.in_(list(whose.conversations))


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
    """Leave rows under the pseudonyms of the conversation and of the person."""

    def leaves(whose: Whose) -> Mapping[str, Any]:
        person = {"person": whose.pseudonym} if whose.pseudonym else {}
        return {"conversation": renamed(table, whose), **person, **emptied}

    return leaves
