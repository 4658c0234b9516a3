"""Asking the action server what the engine makes of a question; web never loads it itself."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import httpx

from core.answering import Retrieval
from core.conversations import Decision, Hit
from core.errors import Unavailable
from core.servers import Servers
from core.suggested_examples import Check

_TIMEOUT = 5.0  # seconds
_SHORT_TIMEOUT = 1.0  # where a page is shown without the answer as well
_NEAR_FRESH_FOR = 600.0
_AWAY = "The assistant is away for a moment. Try again shortly."
_AT_ONCE = 4  # questions that are asked again at the same time


@dataclass(frozen=True)
class Got:
    """What a question gets, asked first of all, and the titles of the articles it is shown."""

    decision: Decision
    titles: tuple[str, ...]


class ActionsClient:
    """The action servers, as far as the engine is needed. Every call raises Unavailable."""

    def __init__(
        self, urls: Sequence[str], transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        """`transport` is given by tests, which answer for the action servers."""
        self._client = httpx.AsyncClient(trust_env=False, transport=transport)
        self._servers = Servers(urls)
        self._near: dict[str, tuple[float, tuple[str, ...]]] = {}

    async def search(self, question: str, limit: int = 0) -> Retrieval:
        """Return the articles that may answer a question, the likeliest first.

        limit: how many at most, 0 for as many as the assistant looks at
        """
        return _retrieval(question, await self._search(question, limit))

    async def near(self, title: str) -> tuple[str, ...]:
        """Return the slugs of articles near to a title, the nearest first, as of a while ago.

        While the action server is away, those last known, else none: raises nothing.
        """
        read_at, slugs = self._near.get(title, (-_NEAR_FRESH_FOR, ()))
        if time.monotonic() - read_at > _NEAR_FRESH_FOR:
            try:
                found = await self._search(title, timeout=_SHORT_TIMEOUT)
            except Unavailable:
                return slugs
            slugs = tuple(hit.slug for hit in _retrieval(title, found).hits)
            self._near[title] = (time.monotonic(), slugs)
        return slugs

    async def answers(self, questions: Mapping[int, str]) -> dict[int, str]:
        """Return which article answers each of these questions now, "" for none."""
        turn = asyncio.Semaphore(_AT_ONCE)

        async def ask(question: str) -> str:
            async with turn:
                found = await self._search(question)
            answered = found["decision"] == Decision.ANSWER
            return str(found["hits"][0]["slug"]) if answered else ""

        answers = await asyncio.gather(*map(ask, questions.values()))
        return dict(zip(questions, answers, strict=True))

    async def revision(self) -> int:
        """Return up to which change of the articles questions are answered, whoever is asked."""
        told = []
        for url in self._servers.best():
            with suppress(Unavailable):
                told.append(int((await self._ask_one(url, "GET", "/knowledge"))["revision"]))
        if not told:
            raise Unavailable(_AWAY)
        return min(told)

    async def group(
        self, questions: Sequence[str], groups: Mapping[int, Sequence[str]]
    ) -> list[str]:
        """Return for each question the id of the group that means the same, or a new one's name."""
        known = [{"id": str(group), "questions": list(said)} for group, said in groups.items()]
        found = await self.post("/group", {"questions": list(questions), "groups": known})
        return [str(group) for group in found["assigned"]]

    async def nearness(self, groups: Sequence[Sequence[str]]) -> list[list[float]]:
        """Return for each text of each group how near it is to the group's middle, 1 at most."""
        found = await self.post("/group/nearness", {"groups": [list(each) for each in groups]})
        return [[float(each) for each in group] for group in found["nearness"]]

    async def meanings(self, words: Sequence[str], known: Sequence[str]) -> list[int]:
        """Return for each wording the place of the first that says the same, known ones first."""
        found = await self.post("/examples/meanings", {"words": list(words), "known": list(known)})
        return [int(place) for place in found["places"]]

    async def check_examples(self, asked: Sequence[tuple[str, str]]) -> tuple[int, list[Check]]:
        """Return the revision answered from, and what the engine makes of (words, article)."""
        words, articles = [each for each, _ in asked], [slug for _, slug in asked]
        found = await self.post("/examples/check", {"words": words, "articles": articles})
        return int(found["revision"]), [Check(**each) for each in found["checks"]]

    async def gets(self, questions: Sequence[str], words: Sequence[str]) -> list[Got]:
        """Return what questions get when each is looked up in these words."""
        sent = {"questions": list(questions), "words": list(words)}
        found = (await self.post("/gets", sent))["gets"]
        return [Got(Decision(each["decision"]), tuple(map(str, each["titles"]))) for each in found]

    async def post(self, path: str, body: Mapping[str, Any], timeout: float = 60) -> Any:
        """Return what the engine works out about a body; timeout in seconds."""
        return await self._ask("POST", path, json=body, timeout=timeout)

    async def is_there(self) -> bool:
        """Whether the action server answers; raises Unavailable if it does not."""
        await self._ask("GET", "/health", timeout=_SHORT_TIMEOUT)
        return True

    async def close(self) -> None:
        await self._client.aclose()

    async def _search(self, question: str, limit: int = 0, timeout: float = _TIMEOUT) -> Any:
        asked: dict[str, Any] = {"q": question} | ({"limit": limit} if limit else {})
        if self._servers.all_rest():  # nobody is made to wait again for what does not answer
            raise Unavailable(_AWAY)
        return await self._ask("GET", "/search", timeout, rests=True, params=asked)

    async def _ask(
        self, method: str, path: str, timeout: float = _TIMEOUT, rests: bool = False, **sent: Any
    ) -> Any:
        """Ask one server after the other until one answers.

        rests: whether one that hangs is left alone for a while
        """
        for url in self._servers.best():
            with suppress(Unavailable):
                return await self._ask_one(url, method, path, timeout, rests, **sent)
        raise Unavailable(_AWAY)

    async def _ask_one(
        self,
        url: str,
        method: str,
        path: str,
        timeout: float = _TIMEOUT,
        rests: bool = False,
        **sent: Any,
    ) -> Any:
        try:
            with self._servers.asking(url):
                asked = self._client.request(method, f"{url}{path}", timeout=timeout, **sent)
                response = await asked
        except httpx.HTTPError as error:
            if rests and isinstance(error, httpx.TimeoutException):
                self._servers.rest(url)
            raise Unavailable(_AWAY) from None
        if response.status_code != 200:
            raise Unavailable(_AWAY)
        return response.json()


def _retrieval(question: str, found: Mapping[str, Any]) -> Retrieval:
    hits = tuple(map(Hit.from_json, found["hits"]))
    return Retrieval(question, hits, span=str(found.get("span") or ""))
