"""What could not be dealt with, as admins and monitors see it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from core.conversations import partition_of
from core.staff import Role
from store.audit import read_audit
from store.database import Database
from store.realtime import partition_key
from tests.support.only_bot import OnlyBot
from tests.support.waiting import until
from tests.support.web import Web, running_web, sign_in

AS_A_PERSON = {"Accept": "text/html"}
STREAM = partition_key(partition_of("c-1"))
FUTURE = {"kind": "video", "conversation": "c-1", "text": "<b>hello</b>", "id": "m-1", "at": 1}


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        web.add_staff("Ravi Menon", Role.ADMIN)
        yield web


async def set_aside(web: Web) -> None:
    await web.services.redis.xadd(STREAM, {"entry": json.dumps(FUTURE)})
    assert await OnlyBot(web.services.redis).next() == []


async def test_an_admin_reads_why_and_sends_it_again_or_dismisses_it(
    web: Web, database: Database
) -> None:
    async with web.browser() as browser:
        token = await sign_in(browser, "ravi@tern.example")
        assert "set-aside" not in (await browser.get("/staff")).text
        assert "Nothing is set aside" in (await browser.get("/staff/set-aside")).text
        await set_aside(web)
        assert "1 message could not be dealt with" in (await browser.get("/staff")).text

        async def decide(what: str) -> str:
            (letter,) = await web.services.dead_letters.newest()
            place = f"/staff/set-aside/{letter.id}/{what}"
            answer = await browser.post(place, data={"csrf": token}, headers=AS_A_PERSON)
            return (await browser.get(answer.headers["location"])).text

        page = (await browser.get("/staff/set-aside")).text
        for shown in ("does not know", "&lt;b&gt;hello&lt;/b&gt;", "/desk?conversation=c-1"):
            assert shown in page
        assert "It is on its way again" in await decide("retry")
        assert await OnlyBot(web.services.redis).next() == [], "nobody understands it yet"
        assert "It is dismissed" in await decide("dismiss")
        assert await web.services.dead_letters.count() == 0
        gone = await browser.post(
            "/staff/set-aside/1-0/dismiss", data={"csrf": token}, headers=AS_A_PERSON
        )
        assert (gone.status_code, "no longer here" in gone.text) == (404, True)
    written = [line.what for line in read_audit(database, STREAM)]
    assert written == ["set_aside.retry", "set_aside.dismiss"]


async def test_monitors_are_told_what_was_set_aside_and_what_waits_to_be_recorded(
    web: Web,
) -> None:
    async with web.browser() as browser:

        async def health() -> dict[str, Any]:
            return dict((await browser.get("/health")).json())

        async def is_recording() -> bool:
            return bool(await web.services.redis.exists("events"))

        assert (await health())["dead_letters"] == 0
        await set_aside(web)
        told = await health()
        assert (told["status"], told["dead_letters"]) == ("degraded", 1)
        await until(is_recording)
        assert (await health())["recording_behind"] == 0


async def test_a_letter_that_is_damaged_itself_is_shown_and_can_only_be_dismissed(web: Web) -> None:
    damaged = (
        {"stream": "inbox", "fields": "[1]", "reason": "odd"},
        {"stream": "inbox", "reason": "nothing of it is left"},
        {"stream": "elsewhere", "fields": '["entry", "{}"]', "reason": "no such stream"},
        {"stream": "inbox", "fields": json.dumps(["a", "b"] * 5_000), "reason": "far too many"},
        {"fields": "[" * 100_000},
    )
    for fields in damaged:
        await web.services.redis.xadd("dead", fields)
    async with web.browser() as browser:
        token = await sign_in(browser, "ravi@tern.example")
        page = (await browser.get("/staff/set-aside")).text
        assert "far too many" in page
        for letter in await web.services.dead_letters.newest():
            place = f"/staff/set-aside/{letter.id}"
            refused = await browser.post(
                f"{place}/retry", data={"csrf": token}, headers=AS_A_PERSON
            )
            assert refused.status_code == 409
            assert "too damaged to be sent again" in refused.text
            assert await web.services.dead_letters.get(letter.id), "nothing is lost"
            await browser.post(f"{place}/dismiss", data={"csrf": token}, headers=AS_A_PERSON)
        assert await web.services.dead_letters.count() == 0
