"""A running web process whose engine says what a test tells it to, and a content manager."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from store.database import Database
from tests.support.assistant import answer_for_actions
from tests.support.console import Assistant, Manager, manager
from tests.support.web import Web, running_web


@pytest.fixture
def assistant() -> Assistant:
    return Assistant()


@pytest.fixture
async def web(
    database: Database, redis_url: str, tmp_path: Path, assistant: Assistant
) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        await answer_for_actions(web, assistant.reply)
        yield web


@pytest.fixture
async def kim(web: Web) -> AsyncIterator[Manager]:
    async with manager(web, "Kim Novak") as kim:
        yield kim
