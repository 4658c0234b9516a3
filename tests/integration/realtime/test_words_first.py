"""Words reach their page as soon as they are recorded, however long the queue takes to be read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.answering import Reason
from core.conversations import Author
from store.database import Database
from store.handoffs import Opening
from tests.support.desk import PRIYA, Agent, at_the_desk, say
from tests.support.held_board import HeldBoard, held_board
from tests.support.web import Stream, Web, running_web
from web.auth import conversation_token


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        yield web


@pytest.fixture
async def sam(web: Web) -> AsyncIterator[Agent]:
    async with at_the_desk(web, "Sam Whitaker") as agent:
        yield agent


@pytest.fixture
def board(web: Web, sam: Agent) -> HeldBoard:
    """The board that every page has to wait for."""
    board = held_board(web.services)
    web.app.ctx.services = replace(web.services, queue_snapshots=board)
    return board


@pytest.fixture
def waiting(web: Web) -> str:
    """A conversation whose customer waits for a person."""
    conversation = web.services.conversations.start(PRIYA, "web", "").id
    say(web, conversation, "where is my card")
    web.services.handoffs.open(conversation, Opening(Reason.ASKED, "support", "expert"))
    return conversation


async def test_a_customer_who_waits_for_a_person_reads_words_before_the_queue_is_read(
    web: Web, board: HeldBoard, waiting: str
) -> None:
    token = conversation_token(waiting, web.services.environment.secret)
    url, headers = f"/api/conversations/{waiting}/stream", {"Authorization": f"Bearer {token}"}
    async with web.browser() as page, page.stream("GET", url, headers=headers) as response:
        stream = Stream(response)
        await stream.until("utterance", text="where is my card")
        await _say(web, waiting, "Noted.")
        await stream.until("utterance", text="Noted.")
        board.let_go.set()
        state = await stream.until("state", holder="bot")
        assert state["handoff"]["state"] == "waiting"


async def test_who_waits_for_nobody_is_told_the_state_without_the_queue(
    web: Web, board: HeldBoard
) -> None:
    conversation = web.services.conversations.start(PRIYA, "web", "").id
    token = conversation_token(conversation, web.services.environment.secret)
    url, headers = f"/api/conversations/{conversation}/stream", {"Authorization": f"Bearer {token}"}
    async with web.browser() as page, page.stream("GET", url, headers=headers) as response:
        assert not board.let_go.is_set()
        assert await Stream(response).until("state") == {"holder": "bot", "handoff": None}


async def test_an_agent_reads_the_open_conversation_before_the_queue_is_read(
    web: Web, sam: Agent, board: HeldBoard, waiting: str
) -> None:
    url = f"/desk/api/stream?conversation={waiting}"
    async with sam.browser.stream("GET", url) as response:
        stream = Stream(response)
        await stream.until("utterance", text="where is my card")
        await _say(web, waiting, "Noted.")
        await stream.until("utterance", text="Noted.")
        board.let_go.set()
        queue = await stream.until("queue")
        assert [shown["conversation"] for shown in queue["open"]] == [waiting]


async def _say(web: Web, conversation: str, text: str) -> None:
    say(web, conversation, text, Author.BOT)
    await web.services.news.publish(conversation, kind="said")
