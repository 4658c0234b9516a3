"""A desk at work, for tests: agents who are there, and customers who wait."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import update

from core.answering import Reason
from core.conversations import Author, InboxMessageKind, Profile, Utterance
from core.handoffs import Handoff, Hours
from core.handoffs import Opening as Hour
from core.staff import Role
from store.clock import now
from store.handoffs import Opening
from store.schema import conversations, handoffs, utterances
from store.settings_files import LiveSettings
from tests.support.web import Web, sign_in

PRIYA = Profile("c-1", "Priya Raman", "expert", (("plan", "Plus"),))


class Agent:
    """Someone signed in at the desk, with the desk open."""

    def __init__(self, web: Web, browser: httpx.AsyncClient, token: str, member: str) -> None:
        self.web, self.browser, self.id = web, browser, member
        self.headers = {"X-CSRF-Token": token}

    async def get(self, path: str) -> Any:
        answer = await self.browser.get(f"/desk/api/{path}")
        answer.raise_for_status()
        return answer.json()

    async def post(self, path: str, **body: Any) -> httpx.Response:
        return await self.browser.post(f"/desk/api/{path}", json=body, headers=self.headers)

    async def line(self, handoff: Handoff) -> dict[str, Any]:
        """The handoff's line in the queue, as this agent sees it."""
        (line,) = [each for each in (await self.get("queue"))["open"] if each["id"] == handoff.id]
        return line

    async def sit_down(self) -> None:
        await self.web.services.agents_here.beat(self.id)

    async def vanish(self) -> None:
        await self.web.services.agents_here.leave(self.id)


def always_open(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every team be there around the clock."""
    settings = web.services.settings
    queues = {n: replace(q, hours=_always(q.hours)) for n, q in settings.queues.items()}
    monkeypatch.setattr(LiveSettings, "now", lambda _: replace(settings, queues=queues))


@asynccontextmanager
async def at_work(web: Web, name: str, role: Role = Role.AGENT) -> AsyncIterator[Agent]:
    """Let somebody new sit at the desk until the block ends."""
    member = web.add_staff(name, role)
    async with web.browser() as browser:
        agent = Agent(web, browser, await sign_in(browser, member.email), member.id)
        await agent.sit_down()
        yield agent


def call(web: Web, profile: Profile = PRIYA, **opening: Any) -> Handoff:
    """A customer who asked one question and waits for a person."""
    conversation = web.services.conversations.start(profile, "web", "").id
    say(web, conversation, "where is my card")
    return web.services.handoffs.open(
        conversation, Opening(Reason.NOTHING_FITS, "support", "expert", **opening)
    )


def say(web: Web, conversation: str, text: str, author: Author = Author.CUSTOMER) -> None:
    said = Utterance(f"{text}-{now().timestamp()}", conversation, author, text, now())
    web.services.transcripts.add([said])


async def notices(web: Web) -> list[str]:
    return [entry.text for entry in await web.inbox() if entry.kind is InboxMessageKind.NOTICE]


def age(web: Web, handoff: Handoff, by: timedelta) -> None:
    """Make everything about a handoff happen earlier than it did."""
    at = now() - by
    name = handoff.conversation
    with web.services.database.writing() as connection:
        claimed = web.services.handoffs.get(handoff.id).claimed_at and at
        aged = {"opened_at": at - timedelta(hours=1), "claimed_at": claimed}
        connection.execute(update(handoffs).where(handoffs.c.id == handoff.id).values(**aged))
        words = utterances.c.conversation == name
        connection.execute(update(utterances).where(words).values(at=at))
        own = conversations.c.id == name
        connection.execute(update(conversations).where(own).values(last_at=at))


def _always(hours: Hours) -> Hours:
    return replace(hours, week=((Hour(time.min, time.max),),) * 7, closed=frozenset())
