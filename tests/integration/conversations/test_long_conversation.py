"""A conversation of many messages: pages are given its end, and the rest when they ask."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from core.conversations import Author
from store.database import Database
from tests.support.desk import PRIYA, at_the_desk, say
from tests.support.web import Stream, Web, running_web
from web.auth import conversation_token

SAID = 130


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        yield web


@pytest.fixture
def conversation(web: Web) -> str:
    """One in which much was said, beside another."""
    conversation = web.services.conversations.start(PRIYA, "web", "").id
    other = web.services.conversations.start(PRIYA, "web", "").id
    for number in range(SAID):
        say(web, conversation, f"word {number}", Author.BOT if number % 2 else Author.CUSTOMER)
        say(web, other, "another conversation's")
    return conversation


@pytest.fixture
async def page(web: Web, conversation: str) -> AsyncIterator[httpx.AsyncClient]:
    """The customer's page."""
    async with web.browser() as page:
        token = conversation_token(conversation, web.services.environment.secret)
        page.headers["Authorization"] = f"Bearer {token}"
        yield page


def words(first: int, last: int) -> list[str]:
    return [f"word {number}" for number in range(first, last + 1)]


async def test_a_page_that_has_nothing_is_given_the_end_and_told_that_there_is_more(
    page: httpx.AsyncClient, conversation: str
) -> None:
    async with page.stream("GET", f"/api/conversations/{conversation}/stream?after=0") as response:
        stream = Stream(response)
        await stream.until("state")
    assert [name for name, _ in stream.received] == ["earlier", *["utterance"] * 50, "state"]
    assert [data["text"] for _, data in stream.received[1:-1]] == words(80, 129)


async def test_the_pages_before_it_are_there_for_the_asking_down_to_the_first_word(
    page: httpx.AsyncClient, conversation: str
) -> None:
    url, before, pages = f"/api/conversations/{conversation}/utterances", 10**14, []
    while True:
        answer = await page.get(url, params={"before": before})
        pages.append([said["text"] for said in answer.json()["utterances"]])
        if not answer.json()["earlier"]:
            break
        before = answer.json()["utterances"][0]["seq"]
    assert pages == [words(80, 129), words(30, 79), words(0, 29)]


@pytest.mark.parametrize("before", ["", "-1", "x", "²"])
async def test_a_page_before_nothing_is_refused_with_what_to_name(
    page: httpx.AsyncClient, conversation: str, before: str
) -> None:
    url = f"/api/conversations/{conversation}/utterances"
    answer = await page.get(url, params={"before": before})
    assert answer.status_code == 422
    assert "seq" in answer.json()["message"]


async def test_a_page_that_comes_back_is_given_all_it_has_missed(
    web: Web, page: httpx.AsyncClient, conversation: str
) -> None:
    first = web.services.transcripts.read(conversation)[9].seq
    url = f"/api/conversations/{conversation}/stream?after={first}"
    async with page.stream("GET", url) as response:
        stream = Stream(response)
        await stream.until("state")
    assert [data["text"] for name, data in stream.received if name == "utterance"] == words(10, 129)


async def test_the_desk_is_given_the_end_and_the_pages_before_it(
    web: Web, conversation: str
) -> None:
    async with at_the_desk(web, "Sam Whitaker") as sam:
        context = await sam.get(f"conversations/{conversation}")
        assert [said["text"] for said in context["transcript"]] == words(30, 129)
        assert context["has_earlier"]
        first = context["transcript"][0]["seq"]
        page = await sam.get(f"conversations/{conversation}/utterances?before={first}")
        assert [said["text"] for said in page["utterances"]] == words(0, 29)
        assert not page["earlier"]
