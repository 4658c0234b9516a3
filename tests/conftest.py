"""What tests share. The product is started once a run, and only if a test asks for it."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from launch import processes
from launch.console import Console
from launch.paths import HOME, Paths
from launch.ports import free_port
from launch.supervisor import Supervisor
from launch.variables import resolve
from store.database import Database
from tests.support.stack import Stack, running_stack

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
    folder = tmp_path_factory.mktemp("redis")
    paths = Paths(HOME, folder)
    settled = resolve({"EFFIE_REDIS_PORT": str(free_port())}, {}, folder)
    supervisor = Supervisor(HOME, paths.logs, os.environ, say=print)
    only_redis = processes.redis(paths, settled)
    try:
        with Console(1).step("Starting Redis for the tests") as step:
            supervisor.start(only_redis)
            supervisor.wait_until_ready(only_redis, step)
        yield settled.redis_url
    finally:
        supervisor.stop()


@pytest.fixture(scope="session")
def empty_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty record, to be copied: quicker than migrating one for each test."""
    file = tmp_path_factory.mktemp("record") / "effie.db"
    database = Database(f"sqlite:///{file}")
    database.migrate()
    database.close()
    return file


@pytest.fixture
def database(tmp_path: Path, empty_record: Path) -> Iterator[Database]:
    """An empty record: in SQLite, or in the PostgreSQL database that EFFIE_TEST_DATABASE_URL names.

    Whatever that database holds is deleted.
    """
    if given := os.environ.get("EFFIE_TEST_DATABASE_URL"):
        database = Database(given)
        with database.writing() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        database.migrate()
    else:
        database = Database(f"sqlite:///{shutil.copy(empty_record, tmp_path / 'effie.db')}")
    yield database
    database.close()
