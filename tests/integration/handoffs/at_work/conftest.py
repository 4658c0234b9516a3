"""The desk around the clock, and agents who sit at it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.staff import Role
from store.database import Database
from tests.support.desk_at_work import Agent, always_open, at_work
from tests.support.web import Web, running_web


@pytest.fixture
async def web(
    database: Database, redis_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        always_open(web, monkeypatch)
        yield web


@pytest.fixture
async def sam(web: Web) -> AsyncIterator[Agent]:
    async with at_work(web, "Sam Whitaker") as agent:
        yield agent


@pytest.fixture
async def ada(web: Web) -> AsyncIterator[Agent]:
    async with at_work(web, "Ada Lindqvist") as agent:
        yield agent


@pytest.fixture
async def noor(web: Web) -> AsyncIterator[Agent]:
    async with at_work(web, "Noor Haddad", Role.SUPERVISOR) as agent:
        yield agent
