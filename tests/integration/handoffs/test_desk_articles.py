"""Articles and words for agents while they write, and pages that customers come from."""

from __future__ import annotations

import httpx
import pytest

from core.handoffs import Handoff
from store.database import Database
from tests.support.articles import an_article, let_live
from tests.support.assistant import answer_for_actions
from tests.support.desk import Agent, customer_of
from tests.support.web import Web


async def test_effort_words_come_with_what_to_say_instead(sam: Agent) -> None:
    words = {word["phrase"]: word["instead"] for word in (await sam.get("effort-words"))["words"]}
    assert "What I can do" in words["can't"]


async def test_the_widget_tells_the_page_without_its_secrets(
    web: Web, sam: Agent, disappointed: Handoff
) -> None:
    conversation, headers = disappointed.conversation, customer_of(web, disappointed.conversation)
    async with web.browser() as page:
        url = f"/api/conversations/{conversation}/messages"
        at = {"url": "https://tern.example/fees?token=abc", "title": "Fees"}
        for number, place in enumerate((at, at, "https://tern.example/cards", "nonsense", None)):
            message = {"id": f"message-{number}", "text": "hello", "page": place}
            assert (await page.post(url, json=message, headers=headers)).status_code == 202
        started = await page.post("/api/conversations", json={"page": at})
        begun = web.services.conversations.get(started.json()["conversation"])
    assert begun.page == "https://tern.example/fees"
    pages = (await sam.get(f"handoffs/{disappointed.id}"))["pages"]
    assert [(p["url"], p["title"]) for p in pages] == [
        ("https://tern.example/fees", "Fees"),
        ("https://tern.example/cards", ""),
    ]


def a_search(request: httpx.Request) -> httpx.Response:
    """The action server, as far as the desk's search for articles asks it."""
    hits = [("card_arrival", 0.6), ("top_up_limits", 0.3), ("withdrawn", 0.1)]
    found = [{"slug": s, "title": s, "confidence": c} for s, c in hits]
    return httpx.Response(200, json={"hits": found, "decision": "answer"})


@pytest.fixture
def some_articles(database: Database) -> None:
    let_live(
        database,
        an_article("top_up_failed", "Top-up failed", short="In short."),
        an_article("top_up_limits", "Top-up limits", short="In short."),
        an_article("card_arrival", "When your card arrives", questions=("my card isn't here",)),
    )


@pytest.mark.usefixtures("some_articles")
async def test_articles_are_found_by_name_as_typed_so_far_and_by_meaning(
    web: Web, sam: Agent
) -> None:
    await answer_for_actions(web, a_search)
    found = (await sam.get("articles?q=top-u"))["articles"]
    assert [(a["slug"], a["confidence"]) for a in found] == [
        ("top_up_limits", 0.3),
        ("top_up_failed", None),
        ("card_arrival", 0.6),
    ]
    assert found[0] == {
        "slug": "top_up_limits",
        "title": "Top-up limits",
        "short": "In short.",
        "url": "/help/top_up_limits",
        "confidence": 0.3,
    }
    assert (await sam.get("articles?q=%20"))["articles"] == []


@pytest.mark.usefixtures("some_articles")
async def test_without_the_assistant_articles_are_found_by_their_words(sam: Agent) -> None:
    found = (await sam.get("articles?q=top-u"))["articles"]
    assert [a["slug"] for a in found] == ["top_up_failed", "top_up_limits"]
    assert {a["confidence"] for a in found} == {None}, "nobody can tell how likely they are"
    found = (await sam.get("articles?q=card+not+here"))["articles"]
    assert [a["slug"] for a in found] == ["card_arrival"]
    assert (await sam.get("articles?q=dinosaur"))["articles"] == []
