"""The list of conversations that needed care, as the desk shows it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.staff import Role
from store.audit import read_audit
from store.database import Database
from store.handoffs import SensitiveRecord
from tests.support.web import Web, running_web, sign_in

AS_A_PERSON = {"Accept": "text/html"}


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        web.add_staff("Sam Okafor", Role.AGENT)
        yield web


async def test_it_stays_listed_until_somebody_says_that_they_have_looked(
    web: Web, database: Database
) -> None:
    record = SensitiveRecord(database)
    record.note("c-1", "m-1", "bereavement")
    record.note("c-1", "m-2", "bereavement")
    record.note("c-1", "m-2", "bereavement")
    record.note("c-2", "m-3", "a_topic_of_old")
    async with web.browser() as browser:
        token = await sign_in(browser, "sam@tern.example")
        page = (await browser.get("/desk/sensitive")).text
        for shown in ("Bereavement", "2 messages", "/desk?conversation=c-1", "a topic of old"):
            assert shown in page
        place = "/desk/sensitive/c-1/looked-at"
        for _ in range(2):
            done = await browser.post(place, data={"csrf": token}, headers=AS_A_PERSON)
            assert done.headers["location"].endswith("/desk/sensitive")
        page = (await browser.get("/desk/sensitive")).text
        assert "c-1" not in page
        assert "c-2" in page
        record.note("c-1", "m-9", "bereavement")
        assert "c-1" in (await browser.get("/desk/sensitive")).text, "said again, listed again"
    (written,) = read_audit(database, "c-1")
    assert written.what == "sensitive.looked_at"
