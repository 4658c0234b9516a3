"""Whatever a program sends to the console is taken or refused with a word, never a failure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from core.content_gaps import GapKind
from store.clock import now
from store.content_gaps import add_evidence_about
from store.database import Database
from tests.support.console import A_DRAFT, Manager, publish

pytestmark = pytest.mark.every_database

HALF = "half \ud83e a character"
ODD: tuple[Any, ...] = (None, -1, 10**30, HALF, "nothing\x00there", "x" * 5_000, [[HALF]], {})
ODD_MOMENTS = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00")
DRAFT = {"title": "Freeze", "questions": ["freeze it"], "review": "2099-01-31"}
ASKED = {"question": "freeze it", "source": "own", "expected": "pin", "refused": ""}
MOMENT = "2098-05-01T08:00:00+00:00"
SENT: dict[str, Any] = {
    "POST articles": {"slug": "", "draft": DRAFT},
    "PUT articles/freeze/draft": {"draft": DRAFT, "revision": 1, "version": 0},
    "POST articles/freeze/check": {"draft": DRAFT},
    "POST articles/freeze/comments": {"text": "so"},
    "POST articles/freeze/competing": {"revision": 1},
    "POST articles/freeze/discard": {"revision": 99},
    "POST articles/freeze/here": {},
    "POST articles/freeze/pinned": {"question": "freeze it"},
    "DELETE articles/freeze/pinned/99": {},
    "POST articles/freeze/replay": {"revision": 1, "questions": [ASKED]},
    "POST articles/freeze/restore": {"number": 99, "why": "so"},
    "POST articles/freeze/schedule": {
        "revision": 1,
        "publish_at": MOMENT,
        "expire_at": None,
        "why": "so",
    },
    "POST articles/freeze/withdraw": {"why": "so"},
    "POST articles/freeze/publish": {"revision": 99, "why": "so"},
    "POST comments/1/resolve": {},
    "POST comments/1/reopen": {},
    "POST try": {"question": "so", "slug": "freeze", "draft": DRAFT, "segment": "expert"},
}
QUERIES = (
    "articles?q={}&owner={}&tag={}&mine={}&view={}&page={}",
    "find?q={}",
    "articles/{}",
    "articles/{}/gate",
    "articles/freeze/sidebar?days={}",
)
PAGES = (
    "activity?article={}&who={}&before={}",
    "?q={}",
    "articles/{}/versions",
    "articles/freeze/versions?from={}&to={}",
    "new?title={}",
    "try?q={}",
    "gaps?show={}&q={}",
    "gaps/{}",
)
ODD_IN_ADDRESS = ("%ED%A0%BE", "%00", "%FF", "%C3%28", "-1", "9" * 30, "9" * 4_500, "x" * 500, "é")


def changed(value: Any) -> Iterator[Any]:
    """Yield what is sent with each of its parts replaced by each odd value."""
    yield from ODD_MOMENTS if value == MOMENT else ODD
    if isinstance(value, dict):
        for name, part in value.items():
            yield from ({**value, name: other} for other in changed(part))
        yield {**value, HALF: 1}
    if isinstance(value, list):
        yield from ([other] for other in changed(value[0] if value else ""))


async def test_a_body_that_is_odd_in_any_part_is_taken_or_refused(kim: Manager) -> None:
    await kim.post("articles", {"slug": "freeze", "draft": A_DRAFT})
    failed = {}
    for line, sent in SENT.items():
        method, path = line.split()
        for body in changed(sent):
            answer = await kim.send(method, path, body)
            if answer.status_code >= 500 or not (answer.is_success or answer.json()["message"]):
                failed[line, json.dumps(body)[:200]] = answer.text[:200]
    assert failed == {}


async def test_an_address_that_is_odd_is_answered(kim: Manager, database: Database) -> None:
    publish(database, "freeze")
    failed = {}
    for address in (*(f"api/{path}" for path in QUERIES), *PAGES):
        for odd in ODD_IN_ADDRESS:
            answer = await kim.browser.get(f"/console/{address.replace('{}', odd)}")
            if answer.status_code >= 500:
                failed[address, odd[:40]] = answer.text[:200]
    assert failed == {}


async def test_a_form_of_a_gap_that_is_odd_is_answered(kim: Manager, database: Database) -> None:
    with database.writing() as connection:
        about = ("comment", 1), GapKind.COMMENT, "pin"
        add_evidence_about(connection, *about, words="so", by_name="Lin", at=now())
    failed = {}
    for decision in ("add", "work", "dismiss", "reopen", "article"):
        for odd in ("", "nothing\x00there", "x" * 5_000, "\ufffd", "../pin"):
            answer = await kim.fill_in(f"gaps/1/{decision}", title=odd, article=odd, why=odd)
            if answer.status_code >= 500:
                failed[decision, odd[:40]] = answer.text[:200]
    assert failed == {}


async def test_half_a_character_is_refused_with_what_to_do_wherever_it_stands(kim: Manager) -> None:
    for name, value in A_DRAFT.items():
        half = [f"{each}\ud83e" for each in value or ["x"]] if isinstance(value, list) else HALF
        answer = await kim.send("POST", "articles", {"draft": {**A_DRAFT, name: half}})
        assert answer.status_code == 422
        assert "half a character" in answer.json()["message"]
    assert (await kim.get("articles"))["total"] == 0


async def test_a_draft_that_is_no_object_begins_no_article(kim: Manager) -> None:
    for draft in (None, [], "x", 5, True, [["title", "x"]]):
        answer = await kim.send("POST", "articles", {"draft": draft})
        assert (answer.status_code, answer.json()["error"]) == (422, "BadInput")
    assert (await kim.get("articles"))["total"] == 0
