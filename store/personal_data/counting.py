"""How much of each kind is somebody's, and the rows themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, select

from core.personal_data import Kind, Whose
from store.database import Database
from store.personal_data.inventory import PLACES
from store.personal_data.places import Place


def count(database: Database, whose: Whose) -> Counter[Kind]:
    """Return how many rows of each kind are theirs."""
    counts: Counter[Kind] = Counter()
    with database.reading() as connection:
        for place in PLACES:
            counts[place.kind] += count_in(connection, place, whose)
    return counts


def count_in(connection: Connection, place: Place, whose: Whose) -> int:
    """Return how many rows of one place are theirs."""
    query = select(func.count()).select_from(place.table)
    return sum(
        connection.execute(query.where(place.theirs(part))).scalar_one() for part in whose.parts()
    )


def rows_of(connection: Connection, place: Place, whose: Whose) -> Iterator[dict[str, Any]]:
    """Return their rows of one place, column by column."""
    known: set[tuple[Any, ...]] = set()  # a mail is theirs by its sender and by its conversation
    keys = [column.key for column in place.table.primary_key]
    for part in whose.parts():
        query = select(place.table).where(place.theirs(part))
        for row in connection.execute(query.order_by(*place.table.primary_key)).mappings():
            values = {str(name): value for name, value in row.items()}
            key = tuple(values[name] for name in keys)
            if key not in known:
                known.add(key)
                yield values
