"""Asking the actions process for articles; web never loads the engine itself."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import quote

import httpx

from core.errors import NotFound, Unavailable

_TITLES_FRESH_FOR = 5.0  # seconds


class Knowledge:
    """The articles, as the assistant knows them now."""

    def __init__(self, url: str) -> None:
        self._client = httpx.AsyncClient(base_url=url, timeout=5, trust_env=False)
        self._titles: dict[str, str] = {}
        self._read_at = -_TITLES_FRESH_FOR

    async def article(self, slug: str) -> dict[str, Any]:
        """Return an article; raises NotFound or Unavailable."""
        found = await self._get(f"/articles/{quote(slug, safe='')}")
        if not isinstance(found, dict):
            raise Unavailable
        return found

    async def titles(self) -> dict[str, str]:
        """Return the title of every article by its slug; the last known ones if asked often."""
        if time.monotonic() - self._read_at > _TITLES_FRESH_FOR:
            articles = await self._get("/articles")
            self._titles = {article["slug"]: article["title"] for article in articles}
            self._read_at = time.monotonic()
        return self._titles

    async def close(self) -> None:
        await self._client.aclose()

    async def _get(self, path: str) -> Any:
        try:
            response = await self._client.get(path)
        except httpx.HTTPError:
            raise Unavailable("The articles are away for a moment. Try again shortly.") from None
        if response.status_code == 404:
            raise NotFound("There is no such article. It may have been renamed: ask in the chat.")
        if response.status_code != 200:
            raise Unavailable("The articles are away for a moment. Try again shortly.")
        return response.json()
