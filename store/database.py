"""The SQL database: SQLite by default, PostgreSQL by `DATABASE_URL`."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog
from sqlalchemy import Connection, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from core.errors import BadInput, Unavailable
from store.database_away import is_away
from store.revisions import are_newer, upgrade
from store.sqlite_turns import take_turns

log = structlog.get_logger()

_SQLITE_CONNECTIONS = 40  # more than there are threads: whoever waits for the file keeps one
_TRIES, _BETWEEN_TRIES = 100, 0.1  # of emptying the log, seconds: whoever reads keeps it
_SQLITE_PATIENCE = 10  # seconds to wait for another writer, unless the address has a `timeout`


class BadDatabaseAddress(BadInput):
    """DATABASE_URL must be like postgresql://user:password@host/effie; unset, it is in var/."""


class NoDatabase(Unavailable):
    """The database cannot be opened."""


class DatabaseAway(Unavailable):
    """The record is busy or away for a moment. Nothing is lost; try again in a few seconds."""

    retry_after = 2


class Database:
    """Connections to the record. Cheap to make; connects on first use.

    What is done with one raises DatabaseAway where the database is locked, full or away.
    """

    def __init__(self, url: str) -> None:
        self.url = _with_driver(url)
        self._engine = _engine(self.url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for queries."""
        with _telling_when_away(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: committed at the end of the block, undone if it raises."""
        with _telling_when_away(), self._engine.connect() as connection:
            connection = connection.execution_options(writes=True)
            with connection.begin():
                yield connection

    def answers(self) -> bool:
        """Whether the record can be read; raises what keeps it from that."""
        with self.reading() as connection:
            return bool(connection.exec_driver_sql("SELECT version_num FROM alembic_version").all())

    def migrate(self) -> None:
        """Bring the tables up to date; safe to run again and again.

        Raises NoDatabase, and NewerTables where a later version has done so before.
        """
        with self._opened() as connection:
            upgrade(connection)

    def check(self) -> None:
        """Raise NoDatabase or OlderTables where a process cannot do its work with the record.

        One that is away may come back, and one of a later version is what an upgrade begins with.
        """
        try:
            with self._opened() as connection:
                if are_newer(connection):
                    log.warning("database.newer", advice="Bring this process up to date, too.")
        except NoDatabase as error:
            cause = error.__cause__
            if not (isinstance(cause, SQLAlchemyError) and is_away(cause)):
                raise
            log.warning("database.away", error=error.message)

    def compact(self, *statements: str) -> None:
        """Let nothing of what was deleted stay in the files; what is written meanwhile waits.

        statements: what a table for a search needs first, on SQLite
        """
        with _telling_when_away(), self._engine.connect() as connection:
            driver = connection.execution_options(isolation_level="AUTOCOMMIT").connection
            if self._engine.dialect.name != "sqlite":
                driver.cursor().execute("VACUUM")
                return
            cursor = driver.cursor()
            try:
                for statement in (*statements, "VACUUM"):
                    cursor.execute(statement)
            except sqlite3.OperationalError as error:  # locked, or no room for a second copy
                log.warning("database.not_compacted", error=str(error))
                raise DatabaseAway from error
            for _ in range(_TRIES):
                ((is_busy, *_),) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                if not is_busy:
                    return
                time.sleep(_BETWEEN_TRIES)
            raise DatabaseAway

    def close(self) -> None:
        self._engine.dispose()

    def _opened(self) -> Connection:
        """Connect for the first time, which is when a wrong address shows."""
        try:
            database = self._engine.url.database
            if self._engine.dialect.name == "sqlite" and database:
                Path(database).parent.mkdir(parents=True, exist_ok=True)
            return self._engine.connect()
        except (DBAPIError, OSError) as error:
            reason = getattr(error, "orig", error)
            raise NoDatabase(
                f"The database {self._engine.url!r} cannot be opened: {str(reason).strip()}. "
                "Check DATABASE_URL, and that the database runs."
            ) from error


@contextmanager
def then_writing(connection: Connection) -> Iterator[None]:
    """A transaction on a connection for queries, and the last thing that is done with it.

    For what is worked out in temporary tables first: in SQLite nobody writes beside a transaction.
    """
    connection.commit()
    connection = connection.execution_options(writes=True)
    with connection.begin():
        yield


@contextmanager
def _telling_when_away() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        if not is_away(error):
            raise
        log.warning("database.away", error=str(getattr(error, "orig", None) or error))
        raise DatabaseAway from error


def _engine(url: str) -> Engine:
    try:
        address = make_url(url)
        if address.get_backend_name() == "sqlite":
            patience = float(str(address.query.get("timeout", _SQLITE_PATIENCE)))
            engine = create_engine(address, hide_parameters=True, pool_size=_SQLITE_CONNECTIONS)
            take_turns(engine, patience)
            return engine
        return create_engine(address, pool_pre_ping=True, hide_parameters=True)
    except (ArgumentError, ImportError, ValueError):  # the last of a port that is no number
        raise BadDatabaseAddress from None


def _with_driver(url: str) -> str:
    """Take the addresses people paste: `postgres://` and `postgresql://` mean psycopg 3."""
    scheme, separator, rest = url.partition("://")
    if scheme in {"postgres", "postgresql"}:
        return f"postgresql+psycopg{separator}{rest}"
    return url
