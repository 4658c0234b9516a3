"""Searching the help centre, with the engine and without."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import httpx
import pytest
from sqlalchemy import update

from store.articles import Articles, ArticleSearch
from store.clock import now
from store.database import Database
from store.schema import help_searches
from tests.support.assistant import answer_for_actions
from tests.support.help_centre import (
    Actions,
)
from tests.support.waiting import until
from tests.support.web import Web
from web.articles import LiveArticles
from web.http import MAX_HELP_QUERY_LENGTH


async def test_a_search_shows_a_sure_answer_first_and_asks_back_when_unsure(
    reader: httpx.AsyncClient, actions: Actions
) -> None:
    actions.hits = [("pin", 0.99), ("card_arrival", 0.0)]
    page = (await reader.get("/help/search?q=new+number")).text
    assert re.search(r'id="sure"><a href="/help/pin\?searched=new%20number">', page)
    assert "Tap <strong>Track</strong>." in page
    assert 'name="robots" content="noindex"' in page
    suggested = (await reader.get("/help/suggest?q=new+number")).json()
    assert suggested["sure"] == {
        "title": "Change the PIN",
        "url": "/help/pin",
        "short": "Tap Track.",
        "span": "",
    }
    actions.hits = [("pin", 0.4), ("card_arrival", 0.3)]
    page = (await reader.get("/help/search?q=hmm")).text
    assert 'id="sure"' not in page
    assert re.search(r"Did you mean.*/help/pin.*/help/card_arrival", page, re.S)
    suggested = (await reader.get("/help/suggest?q=hmm")).json()
    assert [each["url"] for each in suggested["maybe"]] == ["/help/pin", "/help/card_arrival"]


async def test_a_word_of_the_text_finds_its_article_and_the_sentence_shows_it_marked(
    reader: httpx.AsyncClient, actions: Actions
) -> None:
    actions.hits = [("pin", 0.01)]
    page = (await reader.get("/help/search?q=trac")).text
    assert re.search(
        r'href="/help/pin\?searched=trac">.*Tap <mark>Track</mark>\.</small>', page, re.S
    )
    suggested = (await reader.get("/help/suggest?q=trac")).json()
    found = {each["url"]: each["pieces"] for each in suggested["maybe"]}
    assert found["/help/pin"] == [["Tap ", False], ["Track", True], [".", False]]


async def test_a_search_without_result_takes_the_question_into_the_chat(
    reader: httpx.AsyncClient,
) -> None:
    page = (await reader.get("/help/search", params={"q": 'a "dinosaur"?'})).text
    assert "We have no article that answers this" in page
    assert 'href="/help/contact" data-effie-ask="a &#34;dinosaur&#34;?"' in page


async def test_what_is_searched_for_and_opened_is_counted_once_a_day_for_an_address(
    web: Web, reader: httpx.AsyncClient, actions: Actions
) -> None:
    actions.hits = [("pin", 0.99), ("card_arrival", 0.0)]
    for words in ("New number", "new  number", "card 4111 1111 1111 1111", "?"):
        await reader.get("/help/search", params={"q": words})
    for _ in range(2):
        await reader.get("/help/pin", params={"searched": "new number"})
    await reader.get("/help/pin", params={"searched": "typed only"})
    await reader.get("/help/pin")
    today = now().date()
    searches = web.services.help_searches
    counted = {
        ("new number", 1, ("pin", 1)),
        ("card [card number]", 1),
        ("typed only", 1, ("pin", 1)),
    }

    def told() -> set[tuple[object, ...]]:
        listed = searches.listed(today)
        return {(each.words, each.times, *each.opened.items()) for each in listed}

    await until(lambda: told() == counted)
    unopened = searches.listed(today, only_unopened=True)
    assert [each.words for each in unopened] == ["card [card number]"]


async def test_more_than_a_hundred_searches_of_an_address_leave_nothing_anywhere(
    web: Web, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.help.searched.MAX_KEPT_SEARCHES_A_DAY", 3)
    for number in range(8):
        await reader.get("/help/pin", params={"searched": f"word {number}"})
    searches = web.services.help_searches
    await until(lambda: len(searches.listed(now().date())) == 3)
    kept = [key async for key in web.services.redis.scan_iter("*help_search:*")]
    assert len(kept) == 3


async def test_what_was_found_last_is_told_and_each_search_counts_once(web: Web) -> None:
    searches, days = web.services.help_searches, help_searches
    searches.searched("iban", 5)
    with web.services.database.writing() as connection:
        connection.execute(update(days).values(day=now().date() - timedelta(days=3)))
    searches.searched("iban", 0)
    for article in ("pin", "fees", "card_arrival"):
        searches.opened("iban", article)
    (listed,) = searches.listed(now().date() - timedelta(days=30))
    assert (listed.times, listed.results, len(listed.opened)) == (2, 0, 3)


async def test_what_was_searched_in_vain_is_a_gap_once_a_day_for_an_address(
    web: Web, reader: httpx.AsyncClient, actions: Actions
) -> None:
    for words in ("feeding a dinosaur of 4111 1111 1111 1111", "Feeding a dinosaur", "  "):
        for _ in range(2):
            await reader.get("/help/search", params={"q": words})
    await reader.get("/help/suggest", params={"q": "a hungry dinosaur"})
    actions.hits = [("pin", 0.99)]
    await reader.get("/help/search", params={"q": "new number"})
    waiting = web.services.gap_collector.waiting()
    assert list(waiting.values()) == [
        "feeding a dinosaur of [card number]",
        "Feeding a dinosaur",
    ]


async def test_any_words_at_all_can_be_searched_for(
    reader: httpx.AsyncClient, actions: Actions
) -> None:
    for nothing in ("", "   ", "%00%01", "%0a%0d"):
        answer = await reader.get(f"/help/search?q={nothing}")
        assert (answer.status_code, actions.asked) == (200, []), nothing
    for odd in ("%ff%fe", "%f0%9f%90%a6", "%E2%80%AE%D7%A9", "/restart", "'%3B--", "%25s%7B%7B7*7"):
        assert (await reader.get(f"/help/search?q={odd}")).status_code == 200, odd
    await reader.get("/help/search", params={"q": "card " * 1000})
    assert len(actions.asked[-1]) <= MAX_HELP_QUERY_LENGTH
    assert (await reader.get("/help/search", params={"q": "x" * 60_000})).is_client_error


async def test_without_the_engine_every_page_is_read_and_words_find_articles(
    reader: httpx.AsyncClient, actions: Actions
) -> None:
    actions.away = True
    for path in ("/help", "/help/pin", "/help/topics/cards", "/help/contact", "/sitemap.xml"):
        assert (await reader.get(path)).status_code == 200, path
    page = await reader.get("/help/search?q=pin")
    assert page.status_code == 200
    assert "Articles about “pin”" in page.text
    assert re.search(r"Did you mean.*/help/pin", page.text, re.S)
    suggested = (await reader.get("/help/suggest?q=change+pin")).json()
    pin = {"title": "Change the PIN", "url": "/help/pin", "pieces": []}
    assert suggested == {"sure": None, "maybe": [pin]}
    nothing = (await reader.get("/help/search?q=dinosaur")).text
    assert "for the moment we can only search for words" in nothing
    assert "We have no article that answers this" not in nothing, "nobody knows that now"


async def test_a_server_that_does_not_answer_makes_nobody_wait_for_what_else_is_about_it(
    web: Web, reader: httpx.AsyncClient
) -> None:
    asked = []

    def never(request: httpx.Request) -> httpx.Response:
        asked.append(time.monotonic())
        time.sleep(request.extensions["timeout"]["read"])
        raise httpx.ReadTimeout("no answer")

    await answer_for_actions(web, never)
    assert (await reader.get("/help/pin")).status_code == 200
    for path in ("/help/pin", "/help/card_arrival", "/help/search?q=pin"):
        assert (await reader.get(path)).status_code == 200
    assert asked
    apart = [after - before for before, after in pairwise(asked)]
    assert all(seconds >= 5 for seconds in apart), "who comes next does not wait again"


async def test_while_the_articles_cannot_be_read_every_page_says_so_and_how_to_get_help(
    web: Web, reader: httpx.AsyncClient, tmp_path: Path
) -> None:
    nowhere = Database(f"sqlite:///{tmp_path / 'no' / 'folder' / 'effie.db'}")
    away = LiveArticles(Articles(nowhere), ArticleSearch(nowhere))
    web.app.ctx.services = replace(web.services, live_articles=away)
    for path in ("/help", "/help/pin", "/help/topics/cards", "/help/search?q=card"):
        page = await reader.get(path)
        assert page.status_code == 503
        assert page.headers["retry-after"] == "60"
        assert "short break" in page.text
        assert 'href="tel:+442079460112"' in page.text
        assert "data-effie-open" in page.text
    assert (await reader.get("/help/contact")).status_code == 200
    suggested = await reader.get("/help/suggest?q=card", headers={"Accept": "application/json"})
    assert (suggested.status_code, suggested.json()["error"]) == (503, "Unavailable")
    assert suggested.headers["retry-after"] == "60"
