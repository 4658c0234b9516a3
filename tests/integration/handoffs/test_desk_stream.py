"""What an open desk hears as it happens."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from core.handoffs import Handoff
from store.realtime import DESK
from tests.support.desk import Agent, say
from tests.support.web import PATIENCE, Stream, Web


async def test_the_stream_shows_claims_words_and_typing_as_they_happen(
    web: Web, sam: Agent, ada: Agent, waiting: Handoff
) -> None:
    topic = waiting.conversation
    url = f"/desk/api/stream?conversation={topic}&after=0"
    async with ada.browser.stream("GET", url) as response:
        stream = Stream(response)
        assert (await stream.until("utterance"))["text"] == "where is my card"
        assert (await stream.until("queue"))["open"][0]["state"] == "waiting"
        await sam.post(f"handoffs/{waiting.id}/claim")
        (shown,) = (await stream.until("queue"))["open"]
        assert (shown["state"], shown["agent_name"]) == ("claimed", "Sam Whitaker")
        await web.services.news.publish(topic, kind="typing", who="customer")
        await stream.until("typing", who="customer")
        say(web, topic, "any news?")
        await web.services.news.publish(topic, kind="said")
        await stream.until("utterance", text="any news?")
        (shown,) = (await _queue_with(stream, "any news?"))["open"]
        assert shown["needs_reply"]


async def _queue_with(stream: Stream, preview: str) -> Any:
    """Return the queue that shows these words; it may have come before the words themselves."""
    while True:
        queues = [data for name, data in stream.received if name == "queue"]
        if queues[-1]["open"][0]["preview"] == preview:
            return queues[-1]
        await stream.until("queue")


async def test_words_in_a_conversation_that_is_not_open_move_its_line_in_the_queue(
    web: Web, sam: Agent, waiting: Handoff
) -> None:
    await sam.post(f"handoffs/{waiting.id}/claim")
    async with sam.browser.stream("GET", "/desk/api/stream") as response:
        stream = Stream(response)
        await stream.until("queue")
        say(web, waiting.conversation, "hello??")
        await web.services.news.publish(waiting.conversation, kind="said")
        assert (await stream.until("queue"))["open"][0]["preview"] == "hello??"


async def test_a_busy_desk_is_sent_about_two_queues_a_second(
    web: Web, sam: Agent, waiting: Handoff
) -> None:
    await sam.post(f"handoffs/{waiting.id}/claim")
    async with sam.browser.stream("GET", "/desk/api/stream") as response:
        stream = Stream(response)
        await stream.until("queue")
        for number in range(20):
            say(web, waiting.conversation, f"word {number}")
            await web.services.news.publish(DESK)
        previews = []
        while previews[-1:] != ["word 19"]:
            previews.append((await stream.until("queue"))["open"][0]["preview"])
        assert len(previews) <= 5


async def test_the_stream_ends_when_its_session_does(web: Web, sam: Agent) -> None:
    async with sam.browser.stream("GET", "/desk/api/stream") as response:
        stream = Stream(response)
        await stream.until("queue")
        token = sam.headers["X-CSRF-Token"]
        await sam.browser.post("/logout", data={"csrf": token})
        await stream.until("signed_out")
        with pytest.raises(EOFError):
            await asyncio.wait_for(stream.until("queue"), PATIENCE)


async def test_the_customer_is_told_that_the_agent_types(
    web: Web, sam: Agent, waiting: Handoff
) -> None:
    await sam.post(f"handoffs/{waiting.id}/claim")
    async with web.services.hub.subscribe(waiting.conversation) as watch:
        assert (await sam.post(f"handoffs/{waiting.id}/typing")).status_code == 204
        typing = {"topic": waiting.conversation, "kind": "typing", "who": "agent", "name": "Sam"}
        told: list[dict[str, Any]] = []
        while not any(typing.items() <= item.items() for item in told):
            told = await watch.wait(PATIENCE)
            assert told, "nobody was told"
