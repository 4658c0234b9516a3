"""While somebody else holds the database, nothing breaks: one is asked to come again."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import OperationalError

from core.conversations import ANONYMOUS
from core.errors import Unavailable
from store.conversations import Conversations
from store.database import Database
from tests.support.web import Web, running_web

SOON = "?timeout=0.1"  # seconds; nobody waits here


@contextmanager
def locked(database: Database) -> Iterator[None]:
    """Hold the file as a writer does who never comes to an end."""
    with closing(sqlite3.connect(str(make_url(database.url).database))) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.rollback()


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url + SOON, redis_url, tmp_path) as web:
        yield web


def test_what_cannot_be_written_for_now_says_when_to_try_again(database: Database) -> None:
    with (
        closing(Database(database.url + SOON)) as impatient,
        locked(database),
        pytest.raises(Unavailable) as told,
    ):
        Conversations(impatient).start(ANONYMOUS, "web", "")
    assert told.value.retry_after
    assert "try again" in told.value.message


def test_a_mistake_of_ours_is_no_reason_to_try_again(database: Database) -> None:
    with pytest.raises(OperationalError), database.reading() as connection:
        connection.execute(text("SELECT nothing FROM nowhere"))


async def test_a_conversation_that_cannot_begin_yet_begins_at_a_later_try(
    web: Web, database: Database
) -> None:
    customer = web.browser()
    with locked(database):
        refused = await customer.post("/api/conversations", json={})
    assert refused.status_code == 503
    assert int(refused.headers["retry-after"]) > 0
    assert "try again" in refused.json()["message"]
    assert (await customer.post("/api/conversations", json={})).status_code == 200


async def test_words_are_taken_while_the_page_they_were_sent_from_cannot_be_noted(
    web: Web, database: Database
) -> None:
    customer = web.browser()
    begun = (await customer.post("/api/conversations", json={})).json()
    address = f"/api/conversations/{begun['conversation']}/messages"
    sent = {
        "id": "message-1",
        "text": "hello",
        "page": {"url": "https://tern.example/", "title": ""},
    }
    with locked(database):
        taken = await customer.post(
            address, json=sent, headers={"Authorization": f"Bearer {begun['token']}"}
        )
    assert taken.status_code == 202
    assert [message.id for message in await web.inbox()] == ["message-1"]


async def test_a_page_that_cannot_be_shown_yet_comes_again_by_itself(
    redis_url: str, tmp_path: Path
) -> None:
    nowhere = f"sqlite:///{tmp_path / 'no such folder' / 'effie.db'}"
    async with running_web(nowhere, redis_url, tmp_path) as web:
        browser = web.browser()
        browser.cookies.set("effie_staff", "a session")
        page = await browser.get("/home", headers={"Accept": "text/html"})
    assert page.status_code == 503
    assert f'http-equiv="refresh" content="{page.headers["retry-after"]}"' in page.text


async def test_reading_goes_on_while_many_wait_to_write(
    database: Database, redis_url: str, tmp_path: Path
) -> None:
    patient = f"{database.url}?timeout=30"
    async with running_web(patient, redis_url, tmp_path) as web, web.browser() as customer:
        begun = (await customer.post("/api/conversations", json={})).json()
        stream = f"/api/conversations/{begun['conversation']}/stream"
        headers = {"Authorization": f"Bearer {begun['token']}"}
        with locked(database):
            waiting = [
                asyncio.create_task(customer.post("/api/conversations", json={})) for _ in range(12)
            ]
            await asyncio.sleep(0.5)
            async with customer.stream("GET", stream, headers=headers) as answer:
                assert answer.status_code == 200
                assert not any(task.done() for task in waiting), "they wait still"
        answers = await asyncio.gather(*waiting)
        assert {answer.status_code for answer in answers} == {200}
