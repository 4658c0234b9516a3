"""The web process with a content manager signed in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.staff import Role
from store.database import Database
from tests.support.assistant import Assistant, web_with
from tests.support.gap_manager import Manager
from tests.support.web import Web, sign_in


@pytest.fixture
def assistant() -> Assistant:
    return Assistant()


@pytest.fixture
async def web(
    database: Database, redis_url: str, tmp_path: Path, assistant: Assistant
) -> AsyncIterator[Web]:
    async with web_with(assistant, database, redis_url, tmp_path) as web:
        yield web


@pytest.fixture
async def mara(web: Web) -> AsyncIterator[Manager]:
    member = web.add_staff("Mara Content", Role.CONTENT_MANAGER)
    async with web.browser() as browser:
        yield Manager(web, browser, member, await sign_in(browser, member.email))
