"""Handing out and erasing a customer who stands in every table, beside another who stays."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from core.conversations import partition_of
from core.staff import Role
from store.audit import read_audit
from store.database import Database
from store.personal_data import PLACES
from store.personal_data.in_redis import read_key
from store.realtime import partition_key, tracker_key
from store.schema import attachments, handoffs, insight_contacts, metadata, surveys
from tests.support.planted import Planted
from tests.support.waiting import until
from tests.support.web import Web, running_web, sign_in
from web.personal_data.people import PLACE

AS_A_PERSON = {"Accept": "text/html"}
GONE, STAYS = "zqgone", "zqstay"


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        web.add_staff("Ravi Menon", Role.ADMIN)
        yield web


async def plant(web: Web, database: Database, mark: str) -> Planted:
    """Somebody in every table, in every key of Redis and with a file."""
    planted, redis = Planted(database, mark), web.services.redis
    name, word = planted.conversation, f"{mark}word"
    await redis.xadd("events", {"event": json.dumps({"sender_id": name, "text": word})})
    await redis.xadd("dead", {"stream": "inbox", "fields": json.dumps(["entry", name + word])})
    await redis.rpush(tracker_key(name), json.dumps({"text": word}))
    await redis.xadd(partition_key(partition_of(name)), {"entry": json.dumps([name, word])})
    await redis.set(f"inbox:seen:{name}:m-1", "1")
    await redis.set(f"writing:{name}", "1.0")
    await redis.sadd("held:others", "")
    await redis.zadd("presence:customers", {name: 4e9})
    await redis.zadd(f"presence:readers:{name}", {"ravi": 4e9})
    await redis.hset(f"window:own:{mark}customer", "used", 1)
    await redis.hset(f"window:messages:{name}", "used", 1)
    with database.reading() as connection:
        row = connection.execute(select(attachments).filter_by(conversation=name)).one()
    web.services.attachments.files.write(f"{name}/{row.id}", f"{word} in a file".encode())
    return planted


async def test_an_archive_holds_all_that_was_planted_and_nobody_elses(
    web: Web, database: Database
) -> None:
    theirs = await plant(web, database, GONE)
    await plant(web, database, STAYS)
    async with web.browser() as browser:
        token = await sign_in(browser, "ravi@tern.example")
        found = await browser.get(PLACE, params={"q": f"{GONE}customer"})
        assert found.text.count("/personal-data/people/") == 1
        page = await browser.get(f"{PLACE}/people/{theirs.conversation}")
        assert "Download everything" in page.text
        answer = await browser.post(
            f"{PLACE}/people/{theirs.conversation}/export", data={"csrf": token}
        )
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    told, page_text = json.loads(archive.read("data.json")), archive.read("index.html").decode()
    assert all(told["tables"][place.table.name] for place in PLACES if has_owner(place.table.name))
    keys = {each["key"].partition(":")[0] for each in told["on_the_way"]}
    assert keys >= {"events", "dead", "tracker", "window", "presence", "writing", "inbox"}
    assert any(b"in a file" in archive.read(name) for name in archive.namelist())
    whole = json.dumps(told, ensure_ascii=False)
    for text in (whole, page_text):
        assert f"{GONE}word" in text
        assert STAYS not in text
    (receipt,) = [each for each in read_audit(database, f"customer {GONE}customer")]
    assert receipt.what == "person.export"
    assert "Conversations" in receipt.detail


def has_owner(table: str) -> bool:
    """Searches of the help centre say nothing of whose they are: words find them."""
    return table != "help_searches"


async def test_erasing_leaves_no_word_in_any_table_key_or_file_and_everybody_else_whole(
    web: Web, database: Database, tmp_path: Path
) -> None:
    theirs = await plant(web, database, GONE)
    await plant(web, database, STAYS)
    before = words_of(database, STAYS)
    async with web.browser() as browser:
        token = await sign_in(browser, "ravi@tern.example")
        erase = f"{PLACE}/people/{theirs.conversation}/erase"
        given = {"csrf": token, "terms": f"{GONE}word", "confirm": "erase"}
        refused = await browser.post(erase, data=given, headers=AS_A_PERSON)
        assert refused.status_code == 422
        assert "Type ERASE in capitals" in refused.text
        begun = await browser.post(erase, data=given | {"confirm": "ERASE"}, headers=AS_A_PERSON)
        assert begun.status_code == 303
        place = begun.headers["location"]
        await until(lambda: is_done(browser, place))
        listed = (await browser.get(f"{PLACE}/erased.json")).text
    assert theirs.conversation in listed, "our own ids, so that a restored backup is erased again"
    left = words_of(database, GONE)
    assert {table for table, _ in left} == {"erasures"}, left
    assert not any(f"{GONE}{what}" in str(left) for what in ("word", "customer", "address"))
    assert words_of(database, STAYS) == before
    assert GONE not in await all_of_redis(web)
    assert STAYS in await all_of_redis(web)
    for name, data in files_of(tmp_path):
        assert f"{GONE}word".encode() not in data, name
    with database.reading() as connection:
        contacts = connection.execute(select(insight_contacts)).all()
        calls = connection.execute(select(handoffs.c.conversation)).scalars().all()
        own = surveys.c.conversation.startswith("erased-")
        commented = connection.execute(select(surveys).where(own)).one()
    assert len(contacts) == len(calls) == 2, "what figures are counted from is still there"
    assert sum(each.conversation.startswith("erased-") for each in contacts) == 1
    assert (commented.comment, commented.meaning, commented.nearness) == ("", None, None)
    assert [each.what for each in read_audit(database, "erasure 1")] == [
        "person.erase",
        "person.erased",
    ]


async def test_nobody_is_erased_while_a_colleague_has_them(web: Web, database: Database) -> None:
    theirs = await plant(web, database, GONE)
    with database.writing() as connection:
        connection.execute(handoffs.update().values(state="claimed", agent_name="Sam Okafor"))
    before = words_of(database, GONE)
    async with web.browser() as browser:
        token = await sign_in(browser, "ravi@tern.example")
        page = await browser.get(f"{PLACE}/people/{theirs.conversation}")
        assert "Resolve it, then erase" in page.text
        given = {"csrf": token, "terms": "", "confirm": "ERASE"}
        erase = f"{PLACE}/people/{theirs.conversation}/erase"
        refused = await browser.post(erase, data=given, headers=AS_A_PERSON)
    assert refused.status_code == 409
    assert words_of(database, GONE) == before


async def is_done(browser: httpx.AsyncClient, place: str) -> bool:
    return 'data-done="yes"' in (await browser.get(place)).text


def words_of(database: Database, mark: str) -> list[tuple[str, str]]:
    """Every row of every table in which somebody's mark stands."""
    found: list[tuple[str, str]] = []
    with database.reading() as connection:
        for table in metadata.sorted_tables:
            rows: Any = connection.execute(select(table)).all()
            found += [(table.name, str(row)) for row in rows if mark in str(row)]
    return found


async def all_of_redis(web: Web) -> str:
    keys = [key async for key in web.services.redis.scan_iter()]
    return "\n".join([f"{key} {await read_key(web.services.redis, key)}" for key in keys])


def files_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    """All that is in files, the record and its log among them."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes()
