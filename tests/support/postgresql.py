"""A real PostgreSQL for the tests: one server a run, one database a test.

The server is the one that EFFIE_TEST_DATABASE_URL names, whose user must be allowed to create
databases; else the system's own program, started on a free port with a folder of its own.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from launch.preparing.system_packages import POSTGRESQL
from launch.running.ports import free_port
from store.database import Database
from tests.support.waiting import wait_until

_ACCOUNT = "postgres"  # the server refuses to run as root; Debian's package brings this account
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")  # nothing need survive
_PREFIX = "effie_test_"


class PostgreSQL:
    """A server, and an empty record in it that new ones are copied from."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url).set(drivername="postgresql+psycopg")
        self._admin = create_engine(
            self._url, isolation_level="AUTOCOMMIT", poolclass=NullPool, hide_parameters=True
        )
        self._template = self._create("")
        database = Database(self._address(self._template))
        database.migrate()
        database.close()

    @contextmanager
    def empty_database(self) -> Iterator[str]:
        """The address of a database without tables."""
        yield from self._lent("")

    @contextmanager
    def empty_record(self) -> Iterator[str]:
        """The address of a database with the tables of the record, all of them empty."""
        yield from self._lent(self._template)

    def close(self) -> None:
        self._drop(self._template)
        self._admin.dispose()

    def _lent(self, template: str) -> Iterator[str]:
        name = self._create(template)
        try:
            yield self._address(name)
        finally:
            self._drop(name)

    def _create(self, template: str) -> str:
        name = f"{_PREFIX}{uuid4().hex}"
        copied = f' TEMPLATE "{template}"' if template else ""
        self._execute(f'CREATE DATABASE "{name}"{copied}')
        return name

    def _drop(self, name: str) -> None:
        self._execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _execute(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))

    def _address(self, name: str) -> str:
        return self._url.set(database=name).render_as_string(hide_password=False)


@contextmanager
def running_postgresql() -> Iterator[PostgreSQL]:
    """The server for this run; skips the test that asks, with the reason, if there is none."""
    if given := os.environ.get("EFFIE_TEST_DATABASE_URL"):
        server = PostgreSQL(given)
        yield server
        server.close()
        return
    program = POSTGRESQL.find()
    if program is None:
        pytest.skip("PostgreSQL is not installed: its tests were skipped. Install postgresql.")
    with TemporaryDirectory(prefix="effie-postgresql-") as folder, _started(program, folder) as url:
        server = PostgreSQL(url)
        yield server
        server.close()


@contextmanager
def _started(program: str, folder: str) -> Iterator[str]:
    account = _ACCOUNT if os.geteuid() == 0 else None
    if account:
        os.chown(folder, *_ids(account))
    data, port = Path(folder) / "data", free_port()
    initdb = str(Path(program).with_name("initdb"))
    create = [initdb, "--pgdata", str(data), "--username", _ACCOUNT, "--auth", "trust", "--no-sync"]
    subprocess.run(create, user=account, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    options = ["listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={folder}"]
    settings = [part for option in (*options, *_FAST) for part in ("-c", option)]
    with (Path(folder) / "log").open("wb") as log:
        command = [program, "-D", str(data), *settings]
        server = subprocess.Popen(command, user=account, cwd=folder, stdout=log, stderr=log)
        url = f"postgresql+psycopg://{_ACCOUNT}@127.0.0.1:{port}/postgres"
        try:
            wait_until(lambda: _answers(url))
            yield url
        finally:
            server.terminate()
            server.wait()


def _ids(account: str) -> tuple[int, int]:
    import pwd  # not on every system that runs the other tests

    entry = pwd.getpwnam(account)
    return entry.pw_uid, entry.pw_gid


def _answers(url: str) -> bool:
    engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.connect():
            return True
    except OperationalError:
        return False
