"""The console over HTTP: content managers, the actions process as it sees it, and articles."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

from core.articles import Draft
from core.staff import Role, StaffMember
from store.articles import Articles
from store.database import Database
from tests.support.web import Web, sign_in

A_DRAFT = {
    "title": "Freeze your card",
    "short": "Open **Cards** and tap **Freeze**. It works at once.",
    "steps": ["Open **Cards**.", "Tap **Freeze**."],
    "more": "See [the other one](lost_card).",
    "questions": [
        "freeze my card",
        "how do i block my card",
        "stop my card",
        "lock card",
        "card off",
    ],
    "next": [],
    "audience": "everyone",
    "tags": ["cards"],
    "owner": "cards-team",
    "review": "2099-01-31",
}


class Assistant:
    """The actions process as the console sees it: it answers what it is told to."""

    def __init__(self) -> None:
        self.near: list[str] = []
        self.then: dict[str, str] = {}  # the article a question would get with the draft
        self.now: dict[str, str] = {}
        self.asked: list[tuple[str, Any]] = []
        self.away = False

    def reply(self, request: httpx.Request) -> httpx.Response:
        if self.away:
            raise httpx.ConnectError("away")
        if request.url.path == "/search":
            hits = [{"slug": slug, "title": slug, "confidence": 0.4} for slug in self.near]
            return httpx.Response(200, json={"hits": hits, "decision": "clarify"})
        body = httpx.Response(200, content=request.content).json()
        self.asked.append((request.url.path, body))
        if request.url.path == "/try":
            question = body["question"]
            then = outcome(self.then.get(question, "")) if "slug" in body else None
            found = {"now": outcome(self.now.get(question, "")), "then": then}
            return httpx.Response(200, json=found)
        if request.url.path == "/replay":
            results = [
                {
                    "question": question,
                    "now": outcome(self.now.get(question, "")),
                    "then": outcome(self.then.get(question, "")),
                }
                for question in body["questions"]
            ]
            return httpx.Response(200, json={"revision": 1, "results": results})
        return httpx.Response(200, json={"competing": []})


def outcome(slug: str) -> dict[str, Any]:
    hits = [{"slug": slug, "title": slug, "confidence": 0.9}] if slug else []
    decision = "answer" if slug else "hand_off"
    return {"decision": decision, "reason": "", "words": "so", "hits": hits, "answer": slug}


class Manager:
    """A content manager with a browser."""

    def __init__(self, browser: httpx.AsyncClient, token: str) -> None:
        self.browser, self._headers = browser, {"X-CSRF-Token": token}

    async def get(self, path: str, **params: str) -> Any:
        answer = await self.browser.get(f"/console/api/{path}", params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def send(self, method: str, path: str, body: Any) -> httpx.Response:
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        content = text.encode(errors="backslashreplace")  # as browsers write half a character
        return await self.browser.request(
            method, f"/console/api/{path}", content=content, headers=self._headers
        )

    async def fill_in(self, path: str, **fields: str) -> httpx.Response:
        """Send a form of a page."""
        return await self.browser.post(f"/console/{path}", data=fields, headers=self._headers)

    async def post(self, path: str, body: Any) -> Any:
        answer = await self.send("POST", path, body)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    async def save(self, slug: str, draft: Any, revision: int = 0, version: int = 0) -> Any:
        body = {"draft": draft, "revision": revision, "version": version}
        answer = await self.send("PUT", f"articles/{slug}/draft", body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def page(self, path: str) -> str:
        answer = await self.browser.get(f"/console{path}", headers={"Accept": "text/html"})
        assert answer.status_code == 200, answer.text
        return answer.text


@asynccontextmanager
async def manager(web: Web, name: str) -> AsyncIterator[Manager]:
    """A manager who is signed in until the block ends."""
    member = web.add_staff(name, Role.CONTENT_MANAGER)
    async with web.browser() as browser:
        yield Manager(browser, await sign_in(browser, member.email))


def publish(database: Database, slug: str, **parts: Any) -> None:
    """Publish an article without the console."""
    by = StaffMember("lin", "lin@tern.example", "Lin Moss", Role.CONTENT_MANAGER)
    lists = {"questions", "steps", "tags", "next"}
    values = {
        name: tuple(value) if name in lists else value
        for name, value in {**A_DRAFT, "more": "", **parts}.items()
    }
    articles = Articles(database)
    saved = articles.create(slug, Draft(**values), by)
    articles.publish(slug, saved.revision, "", by)
