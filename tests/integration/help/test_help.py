"""The help centre: pages that read without a script, and what hostile visitors get."""

from __future__ import annotations

import json
import re
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest

from store.articles import Articles, ArticleSearch
from store.articles.feedback import Feedback
from store.database import Database
from tests.support.articles import an_article, let_live
from tests.support.assistant import answer_for_actions
from tests.support.web import Web, running_web
from web.articles import LiveArticles
from web.http import MAX_HELP_QUERY_LENGTH

SITE = "https://help.tern.example"
HTML = {"Accept": "text/html,application/xhtml+xml"}
HOSTILE = '</script><script>alert("1")</script>'
EVERYTHING_SINCE = date(2020, 1, 1)


CARD_ARRIVAL = an_article("card_arrival", "Track your card", next=("pin", "withdrawn"))
PIN = an_article("pin", "Change the PIN")
ODD = an_article("what?", "What is this", tags=("nobody's tag",))
BAD = an_article(
    "bad",
    HOSTILE,
    short=f"{HOSTILE} [run](javascript:alert(1)) <img src=x onerror=alert(1)>",
    steps=(HOSTILE,),
    more=f"> {HOSTILE}\n\n[a](data:text/html,x)",
)
ARTICLES = (CARD_ARRIVAL, PIN, ODD, BAD)


class Actions:
    """The action server as the help centre sees it: it finds what it is told to."""

    def __init__(self) -> None:
        self.hits: list[tuple[str, float]] = []
        self.asked: list[str] = []
        self.away = False

    def answer(self, request: httpx.Request) -> httpx.Response:
        if self.away:
            raise httpx.ConnectError("away")
        assert request.url.path == "/search", "nothing else is asked for"
        self.asked.append(request.url.params["q"])
        hits = [{"slug": s, "title": "", "confidence": c} for s, c in self.hits]
        return httpx.Response(200, json={"hits": hits, "decision": ""})


@pytest.fixture
def actions() -> Actions:
    return Actions()


@pytest.fixture
async def web(
    database: Database, redis_url: str, tmp_path: Path, actions: Actions
) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        environment = replace(web.services.environment, public_url=SITE)
        await answer_for_actions(web, actions.answer, environment=environment)
        let_live(database, *ARTICLES)
        yield web


@pytest.fixture
async def reader(web: Web) -> AsyncIterator[httpx.AsyncClient]:
    async with web.browser() as browser:
        browser.headers.update(HTML)
        yield browser


async def test_the_first_page_shows_topics_by_their_labels_and_what_is_most_popular(
    reader: httpx.AsyncClient,
) -> None:
    page = (await reader.get("/help")).text
    assert 'href="/help/topics/cards"' in page
    assert "Everything else" in page, "an article without a topic can be reached as well"
    assert re.search(r'"popular">.*href="/help/card_arrival"', page, re.S)
    assert 'action="/help/search"' in page
    topic = (await reader.get("/help/topics/other")).text
    assert 'href="/help/what%3F"' in topic


async def test_an_article_reads_without_a_script(
    reader: httpx.AsyncClient, actions: Actions
) -> None:
    actions.hits = [("card_arrival", 0.9), ("pin", 0.1), ("bad", 0.1), ("what?", 0.1)]
    page = (await reader.get("/help/card_arrival")).text
    assert "<h1>Track your card</h1>" in page
    steps = re.search(r'<ol class="steps">(.*?)</ol>', page, re.S)
    assert steps
    assert steps[1].count("<li>") == 2
    assert '<a href="/help/pin" rel="noopener noreferrer">Track</a>' in steps[1]
    assert '<a href="/help/topics/cards">Cards</a>' in page
    assert '<time datetime="2026-10-12">12 October 2026</time>' in page
    assert f'<link rel="canonical" href="{SITE}/help/card_arrival">' in page
    assert '<meta property="og:description" content="Tap Track.">' in page
    assert re.search(r'id="next".*Change the PIN', page, re.S)
    related = re.search(r'id="related".*?</ul>', page, re.S)
    assert related
    assert re.findall(r'href="/help/(\w+)"', related[0]) == ["bad"]
    data = structured(page)
    assert data["@graph"][0]["dateModified"] == "2026-10-12"
    assert data["@graph"][1]["itemListElement"][1]["item"] == f"{SITE}/help/topics/cards"


async def test_nothing_an_article_or_a_visitor_writes_becomes_markup(
    reader: httpx.AsyncClient, actions: Actions
) -> None:
    actions.hits = [("bad", 0.99)]
    for path in ("/help/bad", "/help/topics/cards", "/help/pin"):
        page = (await reader.get(path)).text
        assert_harmless(page)
    assert structured((await reader.get("/help/bad")).text)["@graph"][0]["headline"] == HOSTILE
    page = (await reader.get("/help/search", params={"q": f'"{HOSTILE}'})).text
    assert_harmless(page)
    found = await reader.get("/help/suggest", params={"q": HOSTILE})
    assert found.headers["content-type"] == "application/json"
    assert found.json()["sure"]["title"] == HOSTILE


def assert_harmless(page: str) -> None:
    assert page.count("</script>") == page.count("<script")
    assert "<script>" not in page
    assert not re.search(r"(href|src|action)=.(javascript|data):", page)
    assert "<img" not in page


async def test_a_search_shows_a_sure_answer_first_and_asks_back_when_unsure(
    reader: httpx.AsyncClient, actions: Actions
) -> None:
    actions.hits = [("pin", 0.99), ("card_arrival", 0.0)]
    page = (await reader.get("/help/search?q=new+number")).text
    assert re.search(r'id="sure"><a href="/help/pin">', page)
    assert "Tap <strong>Track</strong>." in page
    assert 'name="robots" content="noindex"' in page
    suggested = (await reader.get("/help/suggest?q=new+number")).json()
    assert suggested["sure"] == {
        "title": "Change the PIN",
        "url": "/help/pin",
        "short": "Tap Track.",
    }
    actions.hits = [("pin", 0.4), ("card_arrival", 0.3)]
    page = (await reader.get("/help/search?q=hmm")).text
    assert 'id="sure"' not in page
    assert re.search(r"Did you mean.*/help/pin.*/help/card_arrival", page, re.S)
    suggested = (await reader.get("/help/suggest?q=hmm")).json()
    assert [each["url"] for each in suggested["maybe"]] == ["/help/pin", "/help/card_arrival"]


async def test_a_search_without_result_takes_the_question_into_the_chat(
    reader: httpx.AsyncClient,
) -> None:
    page = (await reader.get("/help/search", params={"q": 'a "dinosaur"?'})).text
    assert "We have no article that answers this" in page
    assert 'href="/help/contact" data-effie-ask="a &#34;dinosaur&#34;?"' in page


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


@pytest.mark.parametrize(
    "path",
    [
        "/help/nothing_here",
        "/help/..%2F..%2Fetc%2Fpasswd",
        "/help/%00",
        "/help/pin%0a",
        "/help/..%5cpin",
        "/help/%EF%BC%8E%EF%BC%8E",
        "/help/" + "a" * 500,
        "/help/topics/..%2Fcards",
        "/help/topics/none",
    ],
)
async def test_an_address_with_nothing_behind_it_gets_a_page_with_a_search(
    reader: httpx.AsyncClient, path: str
) -> None:
    page = await reader.get(path)
    assert page.status_code == 404
    assert 'action="/help/search"' in page.text


async def test_saying_whether_it_helped_needs_no_script_and_keeps_nobodys_data(
    web: Web, reader: httpx.AsyncClient
) -> None:
    answer = await reader.post("/help/card_arrival/feedback", data={"helped": "yes"})
    assert answer.status_code == 303
    page = await reader.get(answer.headers["location"])
    assert '<form method="post"' not in page.text
    assert re.search(r'data-thanks="yes">Thank you', page.text)
    await reader.post("/help/what%3F/feedback", data={"helped": "no"})
    assert web.services.article_feedback.since(EVERYTHING_SINCE) == {
        "card_arrival": Feedback(helped=1),
        "what?": Feedback(not_helped=1),
    }


async def test_nobody_can_vote_an_article_up_or_down_by_themselves(
    web: Web, reader: httpx.AsyncClient
) -> None:
    post, said = reader.post, {"helped": "no"}
    for _ in range(10):
        assert (await post("/help/pin/feedback", data=said)).status_code == 303
    assert (await post("/help/pin/feedback", data={"helped": "maybe"})).status_code == 422
    assert (await post("/help/pin/feedback", json=said)).status_code == 422
    assert (await post("/help/nothing_here/feedback", data=said)).status_code == 404
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert (await post("/help/bad/feedback", data=said, headers=elsewhere)).status_code == 403
    counted = web.services.article_feedback.since(EVERYTHING_SINCE)
    assert counted == {"pin": Feedback(not_helped=3)}


async def test_a_page_is_sent_again_only_when_it_has_changed(
    reader: httpx.AsyncClient, database: Database
) -> None:
    first = await reader.get("/help/pin")
    assert first.headers["cache-control"] == "no-cache"
    known = {"If-None-Match": f'"other", W/{first.headers["etag"]}'}
    again = await reader.get("/help/pin", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    let_live(database, replace(PIN, short="Corrected."), are_new=False)
    changed = await reader.get("/help/pin", headers=known)
    assert changed.status_code == 200
    assert "Corrected." in changed.text
    head = await reader.head("/help/pin")
    assert (head.status_code, head.content) == (200, b"")


async def test_search_engines_find_every_page(reader: httpx.AsyncClient) -> None:
    assert f"Sitemap: {SITE}/sitemap.xml" in (await reader.get("/robots.txt")).text
    sitemap = await reader.get("/sitemap.xml")
    assert sitemap.headers["content-type"] == "application/xml; charset=utf-8"
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    listed = {
        url.findtext("s:loc", "", names): url.findtext("s:lastmod", None, names)
        for url in ElementTree.fromstring(sitemap.text).findall("s:url", names)
    }
    assert listed[f"{SITE}/help/what%3F"] == "2026-10-12"
    for address in listed:
        assert (await reader.get(address.removeprefix(SITE))).status_code == 200, address
    assert len(listed) == len(ARTICLES) + 4, "with the first page, contact and two topics"


async def test_a_made_up_host_gets_into_no_page(web: Web, reader: httpx.AsyncClient) -> None:
    environment = replace(web.services.environment, public_url="")
    web.app.ctx.services = replace(web.app.ctx.services, environment=environment)
    page = await reader.get("/help/pin", headers={"Host": '"><script>x'})
    assert "<script>x" not in page.text
    own = await reader.get("/help/pin")
    assert f'rel="canonical" href="{web.url}/help/pin"' in own.text


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
    assert suggested == {"sure": None, "maybe": [{"title": "Change the PIN", "url": "/help/pin"}]}
    nothing = (await reader.get("/help/search?q=dinosaur")).text
    assert "for the moment we can only search for words" in nothing
    assert "We have no article that answers this" not in nothing, "nobody knows that now"


async def test_a_server_that_does_not_answer_makes_nobody_wait_for_what_else_is_about_it(
    web: Web, reader: httpx.AsyncClient
) -> None:
    def never(request: httpx.Request) -> httpx.Response:
        time.sleep(request.extensions["timeout"]["read"])
        raise httpx.ReadTimeout("no answer")

    await answer_for_actions(web, never)
    assert (await reader.get("/help/pin")).status_code == 200
    began = time.monotonic()
    for path in ("/help/pin", "/help/card_arrival", "/help/search?q=pin"):
        assert (await reader.get(path)).status_code == 200
    assert time.monotonic() - began < 1, "who comes next does not wait again"


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


async def test_the_front_door_leads_to_the_help_centre(reader: httpx.AsyncClient) -> None:
    answer = await reader.get("/")
    assert (answer.status_code, answer.headers["location"]) == (302, "/help")


def structured(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data
