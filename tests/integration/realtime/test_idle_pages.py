"""A page on which nothing happens costs the record nothing; what happens still comes at once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from core.answering import Reason
from store.database import Database
from store.handoffs import Opening
from store.realtime import DESK
from tests.support.desk import PRIYA, say
from tests.support.web import Stream, Web, running_web
from web.auth import conversation_token
from web.live import Hub

BEATS = 5


@pytest.fixture
async def web(
    database: Database, redis_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Web]:
    monkeypatch.setattr("web.customer.live.HEARTBEAT", 0.05)
    async with running_web(database.url, redis_url, tmp_path) as web:
        yield web


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """What the record is asked: each statement with its values."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        statements.append(f"{statement} {values}")

    event.listen(Engine, "before_cursor_execute", note)
    yield statements
    event.remove(Engine, "before_cursor_execute", note)


async def test_an_idle_page_asks_the_record_nothing_and_hears_what_happens_then(
    web: Web, asked: list[str]
) -> None:
    services = web.services
    conversation = services.conversations.start(PRIYA, "web", "").id
    token = conversation_token(conversation, services.environment.secret)
    url, headers = f"/api/conversations/{conversation}/stream", {"Authorization": f"Bearer {token}"}
    async with web.browser() as page, page.stream("GET", url, headers=headers) as response:
        stream = Stream(response)
        await stream.until("state", holder="bot")
        about_others = services.conversations.start(PRIYA, "web", "").id
        await stream.beats(1)
        asked.clear()
        await services.news.publish(DESK, conversation=about_others)
        await stream.beats(BEATS)
        assert [each for each in asked if conversation in each] == []
        say(web, conversation, "where is my card")
        await services.news.publish(conversation, kind="said")
        await stream.until("utterance", text="where is my card")
        services.handoffs.open(conversation, Opening(Reason.ASKED, "support", "expert"))
        await services.news.publish(DESK, conversation=conversation)
        state = await stream.until("state")
        assert state["handoff"]["state"] == "waiting"


async def test_what_the_desk_hears_of_a_conversation_its_page_hears_once(web: Web) -> None:
    hub: Hub = web.services.hub
    subscribe = hub.subscribe
    async with subscribe("c") as page, subscribe("c", DESK) as desk, subscribe("other") as other:
        await web.services.news.publish(DESK, conversation="c")
        for watch in (page, desk):
            (news,) = await watch.wait(60)
            assert news["conversation"] == "c"
        assert await other.wait(0.01) == []
