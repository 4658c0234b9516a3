"""Dataclasses as rows of the record, and back: columns and fields that share a name."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Row, Table

Record = TypeVar("Record")


def read_row(cls: type[Record], table: Table, row: Row[Any], **given: Any) -> Record:
    """Return a dataclass from a row that has all of the table's columns.

    given: the fields that no column is called by, or that are made of one
    """
    stored = row._mapping
    names = [field.name for field in fields(cls) if field.name in table.c]  # type: ignore[arg-type]
    return cls(**{name: stored[table.c[name]] for name in names} | given)


def row_values(table: Table, record: object, **given: Any) -> dict[str, Any]:
    """Return what the table keeps of a dataclass, except for the key that it gives out itself."""
    names = [field.name for field in fields(record) if field.name in table.c]  # type: ignore[arg-type]
    own = [name for name in names if table.c[name] is not table.autoincrement_column]
    return {name: getattr(record, name) for name in own} | given
