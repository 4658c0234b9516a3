"""The desk's side of integration tests: agents as their pages act for them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import httpx

from core.conversations import Author, Profile, Utterance
from core.staff import Role
from store.clock import now
from store.realtime import EVENTS
from tests.support.web import Web, sign_in
from web.auth import conversation_token

PRIYA = Profile("c-1", "Priya Raman", "expert", (("plan", "Plus"),))


class Agent:
    """Someone signed in at the desk, as their page acts for them."""

    def __init__(self, browser: httpx.AsyncClient, token: str, name: str) -> None:
        self.browser, self.name = browser, name
        self.headers = {"X-CSRF-Token": token}

    async def get(self, path: str) -> Any:
        answer = await self.browser.get(f"/desk/api/{path}")
        answer.raise_for_status()
        return answer.json()

    async def post(self, path: str, **body: Any) -> httpx.Response:
        return await self.send("POST", path, **body)

    async def send(self, method: str, path: str, **body: Any) -> httpx.Response:
        url = f"/desk/api/{path}"
        return await self.browser.request(method, url, json=body, headers=self.headers)


@asynccontextmanager
async def at_the_desk(web: Web, name: str, role: Role = Role.AGENT) -> AsyncIterator[Agent]:
    """Sign someone new in, until the block ends."""
    member = web.add_staff(name, role)
    async with web.browser() as browser:
        yield Agent(browser, await sign_in(browser, member.email), name)


def say(
    web: Web, conversation: str, text: str, author: Author = Author.CUSTOMER, **content: Any
) -> Utterance:
    """Record an utterance, as if it had been said."""
    said = Utterance(f"{text}-{now().timestamp()}", conversation, author, text, now())
    said = replace(said, content=content, message=said.event[:64])
    web.services.transcripts.add([said])
    return said


def customer_of(web: Web, conversation: str) -> dict[str, str]:
    """The header with which the customer's page speaks."""
    token = conversation_token(conversation, web.services.environment.secret)
    return {"Authorization": f"Bearer {token}"}


async def hear_agent(web: Web, conversation: str, message: str, text: str) -> None:
    """Let the recorder hear what an agent said, as the bot publishes it."""
    metadata = {"sender": "agent", "agent": "sam", "agent_name": "Sam", "message_id": message}
    event = {"event": "bot", "sender_id": conversation, "text": text, "metadata": metadata}
    said = json.dumps({**event, "timestamp": now().timestamp()})
    await web.services.redis.xadd(EVENTS, {"event": said})
