"""A web process on a copy of the settings, and a supervisor who is signed in."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.staff import Role
from launch.paths import HOME
from store.database import Database
from tests.support.leading import Leading
from tests.support.web import Web, running_web, sign_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HOME / "settings", tmp_path / "settings"))


@pytest.fixture
async def web(
    database: Database, redis_url: str, tmp_path: Path, folder: Path
) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path, settings=folder) as web:
        web.add_staff("Noor Haddad", Role.SUPERVISOR)
        yield web


@pytest.fixture
async def noor(web: Web) -> AsyncIterator[Leading]:
    async with web.browser() as browser:
        yield Leading(browser, await sign_in(browser, "noor@tern.example"))
