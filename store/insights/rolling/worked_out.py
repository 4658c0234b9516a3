"""Temporary tables for what is worked out of the record, before anything is written to it.

They belong to the connection that fills them; filling them keeps nobody from writing, in SQLite
either.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Select, Table, delete, insert, select

from core.personal_data import PSEUDONYM


def temporary_like(name: str, table: Table, leave_out: Sequence[str] = ()) -> Table:
    """Return a temporary table of the columns that another one has, but for some."""
    columns = (column for column in table.c if column.name not in leave_out)
    own = (Column(each.name, each.type, nullable=each.nullable) for each in columns)
    return Table(name, MetaData(), *own, prefixes=["TEMPORARY"])


def empty(connection: Connection, table: Table) -> None:
    """Have a temporary table, with nothing in it."""
    table.create(connection, checkfirst=True)
    connection.execute(delete(table))


def fill(connection: Connection, table: Table, query: Select[Any]) -> None:
    """Add what a query finds to a temporary table, column by column as the query calls them."""
    names = [column.name for column in query.selected_columns]
    connection.execute(insert(table).from_select(names, query))


def put_in_place(connection: Connection, table: Table, made: Table, day: date) -> None:
    """Write what was worked out instead of what the table has of a day.

    What stands under a pseudonym stays as it was counted: its conversation was erased.
    """
    old = table.c.day == day
    if "conversation" in table.c:
        old &= table.c.conversation.not_like(f"{PSEUDONYM}%")
    connection.execute(delete(table).where(old))
    names = [column.name for column in made.c]
    connection.execute(insert(table).from_select(names, select(made)))
