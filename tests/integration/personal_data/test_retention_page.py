"""Admins see what would go before anything goes; the job of each day does it beside everything."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from core.staff import Role
from launch.paths import HOME
from store.audit import read_audit
from store.database import Database
from tests.support.aged import LONG_AGO, make_older, settle
from tests.support.planted import Planted
from tests.support.waiting import until
from tests.support.web import Web, running_web, sign_in
from web.personal_data.people import PLACE


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    folder = Path(shutil.copytree(HOME / "settings", tmp_path / "settings"))
    file = folder / "retention.yml"
    file.write_text(file.read_text() + "\nconversations: 90\nsearches: 60\n")
    Planted(database, "zqold")
    settle(database)
    make_older(database, LONG_AGO)
    async with running_web(database.url, redis_url, tmp_path, settings=folder) as web:
        web.add_staff("Ravi Menon", Role.ADMIN)
        yield web


async def test_an_admin_sees_what_would_go_and_what_the_run_of_today_found(
    web: Web, database: Database
) -> None:
    async with web.browser() as browser:
        await sign_in(browser, "ravi@tern.example")
        page = await shown(browser)
        assert "Nothing is deleted." in page
        assert row(page, "Conversations") == ("90", "1")
        assert row(page, "Searches") == ("60", "2")
        assert row(page, "Audit") == ("for ever", "0")
        await until(lambda: has_run(browser))
        page = await shown(browser)
        assert "Would go: Conversations 1, Files 1, Searches 2" in page
    (receipt,) = read_audit(database, "retention 1")
    assert (receipt.what, receipt.detail) == (
        "retention.look",
        "Conversations 1, Files 1, Searches 2",
    )
    assert web.services.conversations.get("zqoldconversation")


async def shown(browser: httpx.AsyncClient) -> str:
    return (await browser.get(f"{PLACE}/retention")).text


async def has_run(browser: httpx.AsyncClient) -> bool:
    return '<span class="chip good">Done</span>' in await shown(browser)


def row(page: str, kind: str) -> tuple[str, ...]:
    """The days of a kind, and how much would go."""
    (found,) = re.findall(rf'<tr><th scope="row">{kind}<.*?</tr>', page, re.DOTALL)
    return tuple(re.findall(r'<td class="number">(.*?)</td>', found))
