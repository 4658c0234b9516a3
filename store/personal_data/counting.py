"""How much of each kind is somebody's, and the rows themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, select

from core.personal_data import Kind, Whose
from store.database import Database
from store.personal_data.inventory import PLACES
from store.personal_data.places import Place, keys_of, with_keys


def count(database: Database, whose: Whose) -> Counter[Kind]:
    """Return how many rows of each kind are theirs."""
    counts: Counter[Kind] = Counter()
    with database.reading() as connection:
        for place in PLACES:
            counts[place.kind] += count_in(connection, place, whose)
    return counts


def count_in(connection: Connection, place: Place, whose: Whose) -> int:
    """Return how many rows of one place are theirs."""
    if place.told_in is not None:
        return len({key for part in whose.parts() for key in keys_of(connection, place, part)})
    query = select(func.count()).select_from(place.table)
    return sum(
        connection.execute(query.where(place.theirs(part))).scalar_one() for part in whose.parts()
    )


def rows_of(database: Database, place: Place, whose: Whose) -> Iterator[dict[str, Any]]:
    """Return their rows of one place, column by column; holds no connection between some."""
    known: set[tuple[Any, ...]] = set()  # a mail is theirs by its sender and by its conversation
    for part in whose.parts():
        with database.reading() as connection:
            keys = [key for key in keys_of(connection, place, part) if key not in known]
        known.update(keys)
        for these in with_keys(place, keys):
            query = select(place.table).where(these).order_by(*place.table.primary_key)
            with database.reading() as connection:
                rows = connection.execute(query).mappings().all()
            yield from ({str(name): value for name, value in row.items()} for row in rows)
