"""What the console refuses, with what to do, and what never gets into a page."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.support.console import A_DRAFT, Manager

HOSTILE = '</script><script>alert("1")</script>'


async def test_nothing_hostile_in_an_article_gets_into_a_page(kim: Manager) -> None:
    hostile = {
        **A_DRAFT,
        "title": HOSTILE,
        "short": f"{HOSTILE} [run](javascript:alert(1)) <img src=x onerror=alert(1)>",
        "steps": [HOSTILE],
        "more": f"> {HOSTILE}\n\n[a](data:text/html,x)",
        "tags": [HOSTILE],
        "owner": "<b>",
    }
    await kim.post("articles", {"slug": "hostile", "draft": hostile})
    editor = await kim.page("/articles/hostile")
    gate = await kim.page("/articles/hostile/publish")
    listed = await kim.page("/")
    help_page = (await kim.post("articles/hostile/check", {"draft": hostile}))["help"]
    for page in (editor, gate, listed, help_page, await kim.page("/articles/hostile/versions")):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript:' not in page
        assert 'href="data:' not in page
    assert "<script" not in help_page


@pytest.mark.parametrize("slug", ["../secrets", "a/b", "contact", "x" * 81, ".hidden", "a b", "é"])
async def test_a_name_that_cannot_be_an_articles_is_refused(kim: Manager, slug: str) -> None:
    answer = await kim.send("POST", "articles", {"slug": slug, "draft": A_DRAFT})
    assert answer.status_code == 422, answer.text
    asked = await kim.browser.get(f"/console/api/articles/{httpx.URL(slug).raw_path.decode()}")
    assert asked.status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {"draft": None},
        {"draft": {"title": 5}},
        {"draft": {"steps": "one"}},
        {"draft": {"unknown": "x"}},
        {"draft": {"questions": ["x"] * 2000}},
        {"draft": A_DRAFT, "revision": -1},
        {"draft": A_DRAFT, "revision": True},
        {"draft": A_DRAFT, "revision": 10**12},
    ],
)
async def test_a_draft_that_is_none_is_refused_with_what_to_do(kim: Manager, body: Any) -> None:
    await kim.post("articles", {"slug": "freeze", "draft": A_DRAFT})
    answer = await kim.send("PUT", "articles/freeze/draft", body)
    assert answer.status_code == 422, answer.text
    assert answer.json()["message"]


async def test_what_is_too_large_is_refused_and_nothing_is_changed(kim: Manager) -> None:
    await kim.post("articles", {"slug": "freeze", "draft": A_DRAFT})
    large = {**A_DRAFT, "more": "x" * 61_000}
    body = {"draft": large, "revision": 1, "version": 0}
    assert (await kim.send("PUT", "articles/freeze/draft", body)).status_code == 422
    huge = {**A_DRAFT, "more": "x" * 500_000}
    body = {"draft": huge, "revision": 1, "version": 0}
    assert (await kim.send("PUT", "articles/freeze/draft", body)).status_code == 413
    many = [{"question": "x", "source": "own"}] * 101
    answer = await kim.send("POST", "articles/freeze/replay", {"revision": 1, "questions": many})
    assert answer.status_code == 422
    assert (await kim.get("articles/freeze"))["draft"]["draft"] == A_DRAFT
