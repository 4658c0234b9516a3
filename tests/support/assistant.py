"""The actions process, played for tests of what web asks it: questions of one topic are alike."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx

from store.database import Database
from tests.support.web import Web, running_web
from web.articles import Knowledge

TOPICS = ("shells", "branch", "crypto")


@dataclass
class Assistant:
    """What it answers (by topic), and what it was asked to group."""

    answers: dict[str, str] = field(default_factory=dict)
    revision: int = 1_000_000
    away: bool = False
    grouped: list[str] = field(default_factory=list)
    titles: tuple[tuple[str, str], ...] = (("fees", "What it costs"), ("pin", "Change your PIN"))

    def reply(self, request: httpx.Request) -> httpx.Response:
        if self.away:
            raise httpx.ConnectError("away")
        path = request.url.path
        if path == "/knowledge":
            return httpx.Response(200, json={"revision": self.revision})
        if path == "/group":
            return httpx.Response(200, json={"assigned": self._group(json.loads(request.content))})
        if path == "/articles":
            return httpx.Response(200, json=[{"slug": s, "title": t} for s, t in self.titles])
        if path == "/search":
            return httpx.Response(200, json=self._search(request.url.params["q"]))
        return httpx.Response(404, json={})

    def _search(self, question: str) -> dict[str, Any]:
        slug = self.answers.get(topic_of(question))
        sure = [{"slug": slug, "title": slug.title(), "confidence": 0.9}] if slug else []
        near = [{"slug": "fees", "title": "What it costs", "confidence": 0.2}]
        return {"hits": [*sure, *near], "decision": "answer" if slug else "hand_off"}

    def _group(self, body: dict[str, Any]) -> list[str]:
        known = {topic_of(q): each["id"] for each in body["groups"] for q in each["questions"]}
        self.grouped.extend(body["questions"])
        topics = [topic_of(question) for question in body["questions"]]
        return [known.get(topic, f"new-{topic}") for topic in topics]


def topic_of(question: str) -> str:
    return next((topic for topic in TOPICS if topic in question.lower()), question)


@asynccontextmanager
async def web_with(
    assistant: Assistant, database: Database, redis_url: str, var: Path
) -> AsyncIterator[Web]:
    """Serve the web application with this assistant until the block ends."""
    async with running_web(database.url, redis_url, var) as web:
        knowledge = Knowledge("http://actions", httpx.MockTransport(assistant.reply))
        await web.services.knowledge.close()
        web.services = web.app.ctx.services = replace(web.services, knowledge=knowledge)
        yield web
