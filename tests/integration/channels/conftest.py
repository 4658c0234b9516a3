"""The web process with connections, and the vendors at their other ends."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from launch.paths import HOME
from store.database import Database
from tests.support.channels import At
from tests.support.web import running_web


@pytest.fixture
def public_url() -> str:
    """Where the world reaches the web process; "" if it was not told."""
    return ""


@pytest.fixture
async def at(
    database: Database, redis_url: str, tmp_path: Path, public_url: str
) -> AsyncIterator[At]:
    """A web process whose settings name no connection yet."""
    folder = Path(shutil.copytree(HOME / "settings", tmp_path / "settings"))
    async with running_web(
        database.url,
        redis_url,
        tmp_path,
        settings=folder,
        connection_secrets=dict(At.SECRETS),
        public_url=public_url,
    ) as web:
        yield At(web, folder)
