"""Asking the actions process for articles; web never loads the engine itself."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

import httpx

from core.answering import Hit, Listed, Retrieval
from core.errors import NotFound, Unavailable

_LIST_FRESH_FOR = 5.0  # seconds
_NEAR_FRESH_FOR = 600.0


class Knowledge:
    """The articles, as the assistant knows them now."""

    def __init__(self, url: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        """`transport` is given by tests, which answer for the actions process."""
        self._client = httpx.AsyncClient(
            base_url=url, timeout=5, trust_env=False, transport=transport
        )
        self._listed: tuple[Listed, ...] = ()
        self._read_at = -_LIST_FRESH_FOR
        self._near: dict[str, tuple[float, tuple[str, ...]]] = {}

    async def article(self, slug: str) -> dict[str, Any]:
        """Return an article; raises NotFound or Unavailable."""
        found = await self._get(f"/articles/{quote(slug, safe='')}")
        if not isinstance(found, dict):
            raise Unavailable
        return found

    async def search(self, question: str, most: int = 0) -> list[dict[str, Any]]:
        """Return the articles that may answer a question as {slug, title, confidence}.

        most: how many at most, 0 for as many as the assistant looks at
        """
        limit = f"&limit={most}" if most else ""
        found = await self._get(f"/search?q={quote(question, safe='')}{limit}")
        return list(found["hits"])

    async def retrieve(self, question: str) -> Retrieval:
        """Return the articles that may answer a question, as the assistant finds them."""
        hits = await self.search(question)
        found = (Hit(hit["slug"], hit["title"], float(hit["confidence"])) for hit in hits)
        return Retrieval(question, tuple(found))

    async def answer_to(self, question: str) -> str:
        """Return the article that the assistant would answer with; "" if it would not answer."""
        found = await self._get(f"/search?q={quote(question, safe='')}")
        return str(found["hits"][0]["slug"]) if found["decision"] == "answer" else ""

    async def revision(self) -> int:
        """Return up to which change of the articles the assistant answers from them."""
        return int((await self._get("/knowledge"))["revision"])

    async def group(
        self, questions: Sequence[str], groups: Mapping[int, Sequence[str]]
    ) -> list[str]:
        """Return for each question the id of the group that means the same, or a new one's name."""
        known = [{"id": str(group), "questions": list(said)} for group, said in groups.items()]
        found = await self.post("/group", {"questions": list(questions), "groups": known})
        return [str(group) for group in found["assigned"]]

    async def near(self, title: str) -> tuple[str, ...]:
        """Return the slugs of articles near to a title, the nearest first, as of a while ago."""
        read_at, slugs = self._near.get(title, (-_NEAR_FRESH_FOR, ()))
        if time.monotonic() - read_at > _NEAR_FRESH_FOR:
            slugs = tuple(hit["slug"] for hit in await self.search(title))
            self._near[title] = (time.monotonic(), slugs)
        return slugs

    async def listed(self) -> tuple[Listed, ...]:
        """Return every article, by title; the last known ones if asked often."""
        if time.monotonic() - self._read_at > _LIST_FRESH_FOR:
            self._listed = tuple(_listed(each) for each in await self._get("/articles"))
            self._read_at = time.monotonic()
        return self._listed

    async def titles(self) -> dict[str, str]:
        """Return the title of every article by its slug; the last known ones if asked often."""
        return {article.slug: article.title for article in await self.listed()}

    async def close(self) -> None:
        await self._client.aclose()

    async def post(self, path: str, body: Mapping[str, Any], timeout: float = 60) -> Any:
        """Return what the assistant works out about a body that it is sent; raises Unavailable."""
        return await self._ask("POST", path, json=body, timeout=timeout)

    async def _get(self, path: str) -> Any:
        return await self._ask("GET", path)

    async def _ask(self, method: str, path: str, **how: Any) -> Any:
        try:
            response = await self._client.request(method, path, **how)
        except httpx.HTTPError:
            raise Unavailable("The articles are away for a moment. Try again shortly.") from None
        if response.status_code == 404:
            raise NotFound("There is no such article. It may have been renamed: ask in the chat.")
        if response.status_code != 200:
            raise Unavailable("The articles are away for a moment. Try again shortly.")
        return response.json()


def _listed(article: dict[str, Any]) -> Listed:
    updated = article.get("updated")
    return Listed(
        slug=article["slug"],
        title=article["title"],
        tags=tuple(article.get("tags", ())),
        updated=date.fromisoformat(updated) if updated else None,
    )
