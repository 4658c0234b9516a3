"""What tests share. The product is started once a run, and only if a test asks for it."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from store.database import Database
from tests.support.oidc import PEOPLE, OidcProvider, running_provider
from tests.support.postgresql import PostgreSQL, running_postgresql
from tests.support.redis_server import running_redis
from tests.support.stack import Stack, running_stack

# How fast a machine is decides nothing.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

# As the action server does; set before anything loads NumPy.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# The bot's own tests import rasa, which lives in the other environment; `make test` runs both.
collect_ignore = [] if importlib.util.find_spec("rasa") else ["bot"]


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The whole product, running."""
    with running_stack(tmp_path_factory.mktemp("stack")) as stack:
        yield stack


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Redis of its own, for tests that need nothing else."""
    with running_redis(tmp_path_factory.mktemp("redis")) as server:
        yield server.url


@pytest.fixture(scope="session")
def openid_provider() -> Iterator[OidcProvider]:
    """A real OpenID provider with some people, for sites on any port of this machine."""
    with running_provider(PEOPLE) as provider:
        yield provider


@pytest.fixture(scope="session")
def empty_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty record, to be copied: quicker than migrating one for each test."""
    file = tmp_path_factory.mktemp("record") / "effie.db"
    database = Database(f"sqlite:///{file}")
    database.migrate()
    database.close()
    return file


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test marked `every_database` once on SQLite and once on PostgreSQL."""
    marked = metafunc.definition.get_closest_marker("every_database")
    if marked and "database_kind" in metafunc.fixturenames:
        metafunc.parametrize("database_kind", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A real PostgreSQL; tests that ask for it are skipped, and say so, where there is none."""
    with running_postgresql() as server:
        yield server


@pytest.fixture
def database(
    tmp_path: Path, empty_record: Path, database_kind: str, request: pytest.FixtureRequest
) -> Iterator[Database]:
    """An empty record: in SQLite, and for tests marked `every_database` in PostgreSQL as well."""
    if database_kind == "postgresql":
        server: PostgreSQL = request.getfixturevalue("postgresql")
        with server.empty_record() as url, closing(Database(url)) as database:
            yield database
        return
    file = shutil.copy(empty_record, tmp_path / "effie.db")
    with closing(Database(f"sqlite:///{file}")) as database:
        yield database


@pytest.fixture
def database_url(
    tmp_path: Path, database_kind: str, request: pytest.FixtureRequest
) -> Iterator[str]:
    """The address of a database without tables, of the same kinds as `database`."""
    if database_kind == "postgresql":
        server: PostgreSQL = request.getfixturevalue("postgresql")
        with server.empty_database() as url:
            yield url
        return
    yield f"sqlite:///{tmp_path / 'empty.db'}"
