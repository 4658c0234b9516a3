"""What tests share. The product is started once a run, and only if a test asks for it."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from launch import processes
from launch.console import Console
from launch.places import HOME, Places
from launch.ports import free_port
from launch.supervisor import Supervisor
from launch.testing import BROWSERS
from launch.variables import settle
from store.database import Database
from tests.stack import Stack, running_stack

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# As the action server does; set before anything loads NumPy.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# The bot's own tests import rasa, which lives in the other environment; `make test` runs both.
collect_ignore = [] if importlib.util.find_spec("rasa") else ["bot"]

BROWSER_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The whole product, running."""
    with running_stack(tmp_path_factory.mktemp("stack")) as stack:
        yield stack


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Redis of its own, for tests that need nothing else."""
    folder = tmp_path_factory.mktemp("redis")
    places = Places(HOME, folder)
    settled = settle({"EFFIE_REDIS_PORT": str(free_port())}, {}, folder)
    supervisor = Supervisor(HOME, places.logs, os.environ, say=print)
    only_redis = processes.redis(places, settled)
    try:
        with Console(1).step("Starting Redis for the tests") as step:
            supervisor.start(only_redis)
            supervisor.wait_until_ready(only_redis, step)
        yield settled.redis_url
    finally:
        supervisor.stop()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty record: in SQLite, or in the PostgreSQL database that EFFIE_TEST_DATABASE_URL names.

    Whatever that database holds is deleted.
    """
    given = os.environ.get("EFFIE_TEST_DATABASE_URL")
    database = Database(given or f"sqlite:///{tmp_path / 'effie.db'}")
    if given:
        with database.writing() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    database.migrate()
    yield database
    database.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, driven synchronously.

    Ends with its module: while it runs, an event loop of its own keeps async tests from starting.
    """
    playwright = pytest.importorskip("playwright.sync_api", reason="run 'make test' to install it")
    chromium = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if chromium is None:
        pytest.skip("There is no Chromium; install it (apt install chromium) to run browser tests.")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=BROWSER_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty tab with cookies of its own."""
    context = browser.new_context()
    yield context.new_page()
    context.close()
