"""The help centre of a running web process, and somebody who reads in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from store.database import Database
from tests.support.articles import let_live
from tests.support.assistant import answer_for_actions
from tests.support.help_centre import (
    ARTICLES,
    HTML,
    SITE,
    Actions,
)
from tests.support.web import Web, running_web


@pytest.fixture
def actions() -> Actions:
    return Actions()


@pytest.fixture
async def web(
    database: Database, redis_url: str, tmp_path: Path, actions: Actions
) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        environment = replace(web.services.environment, public_url=SITE)
        await answer_for_actions(web, actions.answer, environment=environment)
        let_live(database, *ARTICLES)
        yield web


@pytest.fixture
async def reader(web: Web) -> AsyncIterator[httpx.AsyncClient]:
    async with web.browser() as browser:
        browser.headers.update(HTML)
        yield browser
