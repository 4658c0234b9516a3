"""The help centre: pages that read without a script, and what hostile visitors get."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import httpx
import pytest

from store.articles.feedback import Feedback
from store.database import Database
from tests.support.articles import let_live
from tests.support.help_centre import (
    ARTICLES,
    EVERYTHING_SINCE,
    HOSTILE,
    PIN,
    SITE,
    Actions,
    assert_harmless,
    structured,
)
from tests.support.web import Web


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
    steps = re.search(r'<ol class="steps" dir="auto">(.*?)</ol>', page, re.S)
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
    let_live(database, replace(PIN, short="Corrected."))
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


async def test_the_front_door_leads_to_the_help_centre(reader: httpx.AsyncClient) -> None:
    answer = await reader.get("/")
    assert (answer.status_code, answer.headers["location"]) == (302, "/help")
