"""The page's end of a link, as the widget acts for its customer."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

from launch.paths import HOME
from tests.support.channels import At
from tests.support.vendors.telegram import TelegramVendor
from tests.support.waiting import until
from tests.support.web import running_web


@asynccontextmanager
async def served_at(database_url: str, redis_url: str, var: Path, **more: Any) -> AsyncIterator[At]:
    """A web process whose settings name no connection yet."""
    folder = Path(shutil.copytree(HOME / "settings", var / "settings"))
    secrets = dict(At.SECRETS)
    async with running_web(
        database_url, redis_url, var, settings=folder, connection_secrets=secrets, **more
    ) as web:
        yield At(web, folder)


class Page:
    """A page with a conversation."""

    def __init__(self, browser: httpx.AsyncClient, conversation: str, token: str) -> None:
        self._browser, self.conversation, self.token = browser, conversation, token

    @staticmethod
    async def opened(browser: httpx.AsyncClient, **body: Any) -> Page:
        answer = await browser.post("/api/conversations", json={"new": True, **body})
        answer.raise_for_status()
        told = answer.json()
        return Page(browser, told["conversation"], told["token"])

    async def ask(self, method: str, path: str, **body: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}"}
        url = f"/api/conversations/{self.conversation}/{path}"
        return await self._browser.request(method, url, json=body or None, headers=headers)

    async def say(self, text: str) -> None:
        answer = await self.ask("POST", "messages", id=uuid.uuid4().hex, text=text)
        answer.raise_for_status()

    async def offered(self, connection: str, **more: Any) -> dict[str, Any]:
        answer = await self.ask("POST", "links", connection=connection, **more)
        answer.raise_for_status()
        told: dict[str, Any] = answer.json()
        return told

    async def state(self, link: int) -> dict[str, Any]:
        told: dict[str, Any] = (await self.ask("GET", f"links/{link}")).json()
        return told

    async def decide(self, link: int, accept: bool = True) -> httpx.Response:
        return await self.ask("POST", f"links/{link}", accept=accept)


async def saw(vendor: TelegramVendor, part: str) -> dict[str, Any]:
    """Wait until the messenger shows something with these words, and return it."""

    def found() -> list[dict[str, Any]]:
        return [each for each in vendor.shown() if part in each["text"]]

    await until(lambda: bool(found()))
    return found()[-1]
