"""Import and export in the browser: what is taken, and what is refused with what to do."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from core.staff import Role
from store.articles import Articles
from store.database import Database
from tests.support.article_files import SHIPPED, archive
from tests.support.web import Web, running_web, sign_in


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        web.add_staff("Kim Novak", Role.CONTENT_MANAGER)
        yield web


async def upload(
    browser: httpx.AsyncClient, token: str, kind: str, body: bytes, **wish: str
) -> tuple[int, list[Any]]:
    """Send a file; returns the status and the steps that were told."""
    headers = {"X-CSRF-Token": token, "Content-Type": "application/octet-stream"}
    address = f"/console/api/transfer/{kind}"
    answer = await browser.post(address, params=wish, content=body, headers=headers, timeout=60)
    return answer.status_code, [json.loads(line) for line in answer.text.splitlines()]


async def test_a_content_manager_imports_and_exports_in_the_browser(
    web: Web, articles: Articles, tmp_path: Path
) -> None:
    path = tmp_path / "all.zip"
    members = {file.name: file.read_bytes() for file in SHIPPED.glob("*.md")}
    packed = archive(path, members).read_bytes()
    assert len(packed) > 64_000, "larger than any other request may be"
    async with web.browser() as browser:
        token = await sign_in(browser, "kim@tern.example")
        status, steps = await upload(browser, token, "articles", packed, dry="1", name="all.zip")
        assert status == 200
        assert steps[-1]["result"]["counts"] == {"new": 77}
        assert articles.listed() == []
        _, steps = await upload(browser, token, "articles", packed, name="all.zip")
        assert {"stage": "Writing", "done": 77, "total": 77} in steps
        assert len(articles.live()[1]) == 77
        version = articles.version("change_pin", 1)
        assert (version.by, version.why) == ("Kim Novak", "Imported from all.zip.")
        exported = await browser.get("/console/transfer/articles.zip")
        _, steps = await upload(browser, token, "articles", exported.content)
        assert steps[-1]["result"]["counts"] == {"unchanged": 77}
        table = b"article,question\nchange_pin,something quite new\n"
        _, steps = await upload(browser, token, "questions", table, name="more.csv")
        assert steps[-1]["result"]["questions"] == 1
        exported = await browser.get("/console/transfer/questions.csv")
        assert "change_pin,something quite new" in exported.text
        page = await browser.get("/console/transfer")
        assert "No file was taken in" in page.text
    assert list((tmp_path / "transfers").iterdir()) == [], "uploads are gone afterwards"


async def test_an_upload_that_is_no_good_is_refused_with_what_to_do(
    web: Web, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with web.browser() as browser:
        token = await sign_in(browser, "kim@tern.example")
        status, (answer,) = await upload(browser, token, "articles", b"not a zip")
        assert (status, answer["error"]) == (422, "BadArchive")
        status, (answer,) = await upload(browser, token, "articles", b"")
        assert (status, answer["error"]) == (422, "NothingSent")
        page = f"{'a long title ' * 20}.html"
        _, steps = await upload(browser, token, "articles", b"<p>Hi.", dry="1", name=page)
        assert steps[-1]["result"]["counts"] == {"new": 1}, "its ending tells what it is"
        status, (answer,) = await upload(browser, token, "articles", b"PK" + bytes(100))
        assert (status, answer["error"]) == (200, "BadArchive")
        status, (answer,) = await upload(browser, token, "questions", b"a,b\n1,2\n", name="q.csv")
        assert (status, answer["error"]) == (200, "Fault")
        assert "q.csv, line 1" in answer["message"]
        monkeypatch.setattr("web.console.transfer.pages.MAX_UPLOAD_BYTES", 1_000)
        status, (answer,) = await upload(browser, token, "questions", bytes(5_000))
        assert (status, answer["error"]) == (413, "TooLarge")
        assert (await browser.post("/login", content=bytes(70_000))).status_code == 413
    assert list((tmp_path / "transfers").iterdir()) == []
