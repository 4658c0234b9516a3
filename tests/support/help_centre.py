"""A help centre of four articles, one of them hostile, and an engine that finds what it is told."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import httpx

from tests.support.articles import an_article

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


def assert_harmless(page: str) -> None:
    assert page.count("</script>") == page.count("<script")
    assert "<script>" not in page
    assert not re.search(r"(href|src|action)=.(javascript|data):", page)
    assert "<img" not in page


def structured(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data
