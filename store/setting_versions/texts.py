"""The texts that hold instead of files, for every process that reads the settings."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select

from store.database import Database
from store.schema import setting_clock, setting_files


class ChangedTexts:
    """What was changed in the product; cheap to ask twice a second."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def revision(self) -> int:
        """Return a number that grows with every change. Raises DatabaseAway."""
        with self._database.reading() as connection:
            return int(connection.execute(select(setting_clock.c.revision)).scalar_one())

    def texts(self) -> tuple[int, Mapping[str, str]]:
        """Return the revision, and by file name the texts that hold. Raises DatabaseAway."""
        with self._database.reading() as connection:
            # The number first: what is changed between the two is read again, never missed.
            revision = int(connection.execute(select(setting_clock.c.revision)).scalar_one())
            return revision, changed_texts(connection)


def changed_texts(connection: Connection) -> dict[str, str]:
    """Return by file name the product's texts that hold."""
    table = setting_files.c
    query = select(table.name, table.changed).where(table.changed.is_not(None))
    return {name: text for name, text in connection.execute(query)}
