"""The actions process, played for tests of what web asks it: questions of one topic are alike."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx

from store.database import Database
from tests.support.web import Web, running_web
from web.articles import ActionsClient

TOPICS = ("shells", "branch", "crypto")


@dataclass
class Assistant:
    """What it answers (by topic), and what it was asked to group."""

    answers: dict[str, str] = field(default_factory=dict)
    revision: int = 1_000_000
    sure: float = 0.4
    away: bool = False
    grouped: list[str] = field(default_factory=list)

    def reply(self, request: httpx.Request) -> httpx.Response:
        if self.away:
            raise httpx.ConnectError("away")
        path = request.url.path
        if path == "/knowledge":
            return httpx.Response(200, json={"revision": self.revision})
        if path == "/group":
            return httpx.Response(200, json={"assigned": self._group(json.loads(request.content))})
        if path == "/group/nearness":
            groups = json.loads(request.content)["groups"]
            # The shorter it is, the nearer: one says what all mean without more beside it.
            near = [[1 / (1 + len(each)) for each in group] for group in groups]
            return httpx.Response(200, json={"nearness": near})
        if path == "/examples/meanings":
            return httpx.Response(200, json={"places": self._places(json.loads(request.content))})
        if path == "/examples/check":
            return httpx.Response(200, json=self._checks(json.loads(request.content)))
        if path == "/search":
            return httpx.Response(200, json=self._search(request.url.params["q"]))
        return httpx.Response(404, json={})

    def _search(self, question: str) -> dict[str, Any]:
        slug = self.answers.get(topic_of(question))
        sure = [{"slug": slug, "title": slug.title(), "confidence": 0.9}] if slug else []
        near = [{"slug": "fees", "title": "What it costs", "confidence": 0.2}]
        return {"hits": [*sure, *near], "decision": "answer" if slug else "hand_off"}

    def _places(self, body: dict[str, Any]) -> list[int]:
        """Return the first place of each topic; what is of no topic is like nothing else."""
        said = [topic_of(words) for words in [*body["known"], *body["words"]]]
        return [said.index(topic) for topic in said[len(body["known"]) :]]

    def _checks(self, body: dict[str, Any]) -> dict[str, Any]:
        rest = {"rival": "", "rival_sure": 0.0, "known": False, "taken": False}
        checks = [{"sure": self.sure, **rest} for _ in body["words"]]
        return {"revision": self.revision, "checks": checks}

    def _group(self, body: dict[str, Any]) -> list[str]:
        known = {topic_of(q): each["id"] for each in body["groups"] for q in each["questions"]}
        self.grouped.extend(body["questions"])
        topics = [topic_of(question) for question in body["questions"]]
        return [known.get(topic, f"new-{topic}") for topic in topics]


def topic_of(question: str) -> str:
    return next((topic for topic in TOPICS if topic in question.lower()), question)


async def answer_for_actions(
    web: Web, reply: Callable[[httpx.Request], httpx.Response], **services: Any
) -> None:
    """Let `reply` answer what this web process asks the action server; replace other services."""
    actions = ActionsClient(["http://actions"], httpx.MockTransport(reply))
    await web.services.actions.close()
    web.services = replace(web.services, actions=actions, **services)
    web.app.ctx.services = web.services


@asynccontextmanager
async def web_with(
    assistant: Assistant, database: Database, redis_url: str, var: Path
) -> AsyncIterator[Web]:
    """Serve the web application with this assistant until the block ends."""
    async with running_web(database.url, redis_url, var) as web:
        await answer_for_actions(web, assistant.reply)
        yield web
