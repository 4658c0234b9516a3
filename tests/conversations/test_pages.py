"""The pages that answers link to, the demo page, and articles that change on disk."""

from __future__ import annotations

import time
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from tests.support.customer import Customer
from tests.support.waiting import PATIENCE, wait_until

HTML = {"Accept": "text/html"}
QUESTION = "can i get my card engraved with a drawing of my parrot?"
ARTICLE = """---
title: Have your card engraved
questions:
  - can i get my card engraved with a drawing of my parrot
  - engrave my pet on the card please
  - put a picture of my parrot on my card
next: [order_physical_card]
audience: everyone
tags: [cards]
review: 2027-05-01
owner: cards-team
---
We engrave any drawing for you. <script>alert(1)</script> [Order](order_physical_card)

1. Send the drawing.
"""


def read(url: str) -> httpx.Response:
    return httpx.get(url, headers=HTML, timeout=PATIENCE)


def wait_for_answer(stack, slug: str, answered: bool) -> None:
    """Wait until the assistant answers from an article, or no longer does."""
    url, asked = f"{stack.actions_url}/search", {"q": QUESTION}

    def is_answered() -> bool:
        hits = httpx.get(url, params=asked, timeout=PATIENCE).json()["hits"]
        return slug in {hit["slug"] for hit in hits}

    wait_until(lambda: is_answered() is answered)


def test_an_article_is_answered_from_once_it_is_on_disk_and_gone_once_it_is_not(stack) -> None:
    file: Path = stack.articles / "card_engraving.md"
    file.write_text(ARTICLE)
    try:
        wait_for_answer(stack, "card_engraving", answered=True)
        replies = Customer(stack.web_url).say(QUESTION)
        assert replies[0]["content"]["article"]["slug"] == "card_engraving"

        page = read(f"{stack.web_url}/help/card_engraving").text
        assert "Have your card engraved" in page
        assert "<script>alert" not in page
        assert 'href="/help/order_physical_card"' in page
    finally:
        file.unlink()
    wait_for_answer(stack, "card_engraving", answered=False)
    replies = Customer(stack.web_url).say(QUESTION)
    slugs = [said["content"].get("article", {}).get("slug") for said in replies[:1]]
    assert slugs != ["card_engraving"]


def test_a_broken_article_takes_no_other_down(stack) -> None:
    file: Path = stack.articles / "broken_article.md"
    file.write_text("---\ntitle: [unclosed\n---\nno")
    try:
        time.sleep(2)
        said = Customer(stack.web_url).say("how do i change the pin of my card?")
        assert said[0]["content"]["article"]["slug"] == "change_pin"
    finally:
        file.unlink()


@pytest.mark.parametrize("slug", ["change_pin", "reverted_card_payment?"])
def test_every_articles_page_can_be_linked_to(stack, slug: str) -> None:
    page = read(f"{stack.web_url}/help/{quote(slug, safe='')}")
    assert page.status_code == 200
    assert "<h1>" in page.text


@pytest.mark.parametrize(
    "path", ["/help/no_such_article", "/help/..%2F..%2Fetc%2Fpasswd", "/help/%00", "/nowhere"]
)
def test_an_address_with_nothing_behind_it_gets_a_page_that_says_so(stack, path: str) -> None:
    page = read(stack.web_url + path)
    assert page.status_code == 404
    assert "Back to the start" in page.text


def test_the_demo_page_signs_its_visitors_identities(stack) -> None:
    stranger = read(stack.web_url).text
    nadia = read(f"{stack.web_url}/?as=nadia").text
    assert 'data-identity=""' in stranger
    assert 'data-identity="ey' in nadia
    assert "Tern" in stranger
