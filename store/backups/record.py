"""The record in a file: of SQLite a copy, of PostgreSQL what `pg_dump` writes."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import create_engine, inspect, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError

from core.errors import BadInput, Unavailable
from store.database import Database
from store.schema import metadata

SQLITE_COPY, POSTGRESQL_COPY = "record.db", "record.dump"
# First less than PostgreSQL's deadlock_timeout, so that it is we who step back; then more, as an
# autovacuum ends itself only for who waits that long.
_WAITS = (*("500ms",) * 20, *("1500ms",) * 10)


class NotEmpty(BadInput):
    """There is something already; restore into an empty record and an empty Redis."""


class NoTool(Unavailable):
    """pg_dump and pg_restore are missing; install PostgreSQL's client programs."""


class DiskTrouble(Unavailable):
    """A copy of the record could not be written or read whole. Make room, and try again."""


class RecordIsBusy(Unavailable):
    """The record could not be held still for a moment; try again in a quieter one."""


def copy_record(database: Database, folder: Path, meanwhile: Callable[[], None]) -> Path:
    """Copy the record as it is while `meanwhile` runs; nobody writes to it during that.

    Raises NoTool, RecordIsBusy, and DiskTrouble.
    """
    url = make_url(database.url)
    if url.get_backend_name() == "sqlite":
        return _copy_sqlite(database, url, folder / SQLITE_COPY, meanwhile)
    return _copy_postgresql(url, folder / POSTGRESQL_COPY, meanwhile)


def require_no_tables(database: Database) -> None:
    """Raise NotEmpty where there is a record already."""
    url = make_url(database.url)
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        return
    with database.reading() as connection:
        if inspect(connection).get_table_names():
            raise NotEmpty(
                "The record has tables already: restore into an empty database. If a restore was "
                "broken off here, empty this database and Redis, and begin again."
            )


def put_record_back(database: Database, folder: Path) -> None:
    """Put a copy into a database without tables of the same kind, and bring it up to date.

    All of it is there, or nothing. Raises NotEmpty, BadInput for a copy of the other kind, NoTool,
    and DiskTrouble.
    """
    require_no_tables(database)
    url = make_url(database.url)
    is_sqlite = url.get_backend_name() == "sqlite"
    copy = folder / (SQLITE_COPY if is_sqlite else POSTGRESQL_COPY)
    if not copy.is_file():
        raise BadInput(f"There is no {copy.name} in {folder}: it is of another kind of database.")
    if is_sqlite:
        _put_sqlite_back(copy, Path(str(url.database)))
    else:
        wanted = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-acl")
        _run("pg_restore", url, *wanted, str(copy))
    database.migrate()


def _put_sqlite_back(copy: Path, file: Path) -> None:
    """Write a copy by SQLite itself: in one transaction, past a log that an earlier file left."""
    file.parent.mkdir(parents=True, exist_ok=True)
    untouched = f"{copy.resolve().as_uri()}?immutable=1"
    with (
        _telling_of_the_disk(),
        closing(sqlite3.connect(untouched, uri=True)) as kept,
        closing(sqlite3.connect(file)) as restored,
    ):
        kept.backup(restored)


@contextmanager
def _telling_of_the_disk() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise DiskTrouble(
            f"The record could not be copied: {error}. Look at the disk and the folders' "
            "permissions, then try again."
        ) from error


def _copy_sqlite(database: Database, url: URL, copy: Path, meanwhile: Callable[[], None]) -> Path:
    source = closing(sqlite3.connect(str(url.database), isolation_level=None))
    with _telling_of_the_disk(), source as reader, closing(sqlite3.connect(copy)) as written:
        with database.writing():  # nobody else does
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here it sees
            meanwhile()
        reader.backup(written)
    return copy


def _copy_postgresql(url: URL, copy: Path, meanwhile: Callable[[], None]) -> Path:
    engine = create_engine(url, hide_parameters=True)
    try:
        with engine.connect() as reader:
            reader = reader.execution_options(isolation_level="REPEATABLE READ")
            with _held_still(url):
                seen = reader.execute(text("SELECT pg_export_snapshot()")).scalar_one()
                meanwhile()
            wanted = ("--format=custom", "--no-owner", "--no-acl")
            _run("pg_dump", url, *wanted, f"--snapshot={seen}", f"--file={copy}")
    finally:
        engine.dispose()
    return copy


@contextmanager
def _held_still(url: URL) -> Iterator[None]:
    """Let nobody write to any table until the block ends; whoever does waits."""
    engine = create_engine(url, hide_parameters=True)
    tables = ", ".join(f'"{name}"' for name in sorted(metadata.tables))
    try:
        with engine.connect() as connection:
            for wait in _WAITS:
                try:
                    connection.execute(text(f"SET LOCAL lock_timeout = '{wait}'"))
                    connection.execute(text(f"LOCK TABLE {tables} IN SHARE MODE"))
                    break
                except OperationalError:
                    connection.rollback()
            else:
                raise RecordIsBusy
            yield
    finally:
        engine.dispose()


def _run(program: str, url: URL, *arguments: str) -> None:
    """Run one of PostgreSQL's own; the password stands on no command line."""
    if shutil.which(program) is None:
        raise NoTool
    # `URL.set` takes no None for a password, and rendering one as *** makes that the password.
    bare = URL.create(
        "postgresql", url.username, None, url.host, url.port, url.database, url.query
    ).difference_update_query(["password"])
    address = bare.render_as_string(hide_password=False)
    password = url.password or url.query.get("password")
    secret = {"PGPASSWORD": str(password)} if password else {}
    done = subprocess.run(  # noqa: S603
        [program, *arguments, f"--dbname={address}"],
        env={**os.environ, **secret},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Unavailable(f"{program} failed: {done.stderr.strip()[:500]}")
