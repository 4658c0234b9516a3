"""A page and a messenger of one customer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from store.database import Database
from tests.support.channels import At
from tests.support.linking import Page, served_at
from tests.support.vendors.telegram import TelegramVendor


@pytest.fixture
async def at(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[At]:
    async with served_at(database.url, redis_url, tmp_path) as at:
        yield at


@pytest.fixture
async def vendor(at: At) -> AsyncIterator[TelegramVendor]:
    with TelegramVendor(at.web.url) as vendor:
        await at.connect("telegram", vendor, kind="telegram", account="tern_help_bot")
        yield vendor


@pytest.fixture
async def page(at: At) -> AsyncIterator[Page]:
    async with at.web.browser() as browser:
        yield await Page.opened(browser)
