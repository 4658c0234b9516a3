"""Anticipation and content: the figures are those of what was said, searched for and decided."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text

from core.staff import Role
from store.clock import now
from store.content_gaps import EmptySearches, GapCollector
from store.database import Database
from store.insights import InsightRollUp, roll_up_offers
from store.next_questions import Visits
from tests.support.clientele import begin
from tests.support.demo_history import roll_up
from tests.support.web import Web, running_web, sign_in

TAKEN, PASSED_OVER, ASKED_ANYWAY = 4, 3, 2


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        yield web


@pytest.fixture
async def lead(web: Web) -> AsyncIterator[httpx.AsyncClient]:
    member = web.add_staff("Ravi Menon", Role.ADMIN)
    async with web.browser() as browser:
        await sign_in(browser, member.email)
        yield browser


async def test_next_questions_that_were_taken_are_those_of_the_transcripts(
    database: Database, lead: httpx.AsyncClient
) -> None:
    for n in range(TAKEN + PASSED_OVER + ASKED_ANYWAY):
        talk = begin(database, f"customer {n}")
        talk.age = timedelta(hours=2)
        talk.customer("where is my card?")
        talk.bot("answer", "card_arrival")
        talk.offer("activate_my_card")
        if n < TAKEN:
            talk.customer("activate", "article:activate_my_card")
            talk.bot("answer", "activate_my_card", intent="choose_article")
        elif n < TAKEN + ASKED_ANYWAY:
            talk.customer("how do I activate it?")
            talk.bot("answer", "activate_my_card")
    learn(database)
    roll_up(database)
    by_hand = count_offers(database)
    assert by_hand == {"shown": 9, "pressed": TAKEN, "anyway": ASKED_ANYWAY}
    (row,) = await table(lead, "pairs")
    assert [float(row[2]), float(row[3]), float(row[7])] == pytest.approx(
        [9, 4 / 9, 2 / 9], abs=1e-4
    )
    for which, many in by_hand.items():
        for under in ("", "&article=card_arrival"):  # that it was offered under, not the last one
            page = await lead.get(f"/insights/conversations?which=next:{which}{under}")
            assert f"<h1>{many} conversations</h1>" in page.text
    before = await table(lead, "next")
    assert not roll_up_offers(database), "a second time there is nothing new"
    InsightRollUp(database).mark_everything()
    while roll_up_offers(database):
        pass
    assert await table(lead, "next") == before


async def test_gaps_and_searches_in_vain_are_counted_and_lead_to_what_is_behind_them(
    web: Web, database: Database, lead: httpx.AsyncClient
) -> None:
    for n in range(3):
        talk = begin(database, f"customer {n}")
        talk.customer("can I pay with shells?")
        talk.bot("ask_again")
        talk.customer("hm")
        talk.bot("ask_again")
    roll_up(database)
    searches = web.services.help_searches
    for words, results in (("shells", 0), ("shells", 0), ("iban", 4)):
        searches.searched(words, results)
    EmptySearches(database).note(
        "pay with shells", "one"
    )  # by nobody of whom a conversation is known
    collector = GapCollector(database)
    while collector.collect():
        pass
    waiting = collector.waiting()
    collector.assign(dict.fromkeys(waiting, "new"))
    (gaps,) = await table(lead, "gaps")
    assert gaps[1:] == ["1", "0", "0"]
    (wanted,) = await table(lead, "wanted")
    assert wanted[1:3] == [str(len(waiting)), "3"]
    (looked,) = await table(lead, "searches")
    assert looked[1] == "3"
    assert float(looked[2]) == pytest.approx(2 / 3, abs=1e-4)
    assert [row[:2] for row in await table(lead, "in_vain")] == [["shells", "2"]]
    page = (await lead.get("/insights/content")).text
    assert "/console/gaps/1" in page
    behind = await lead.get("/insights/conversations?which=gap:1")
    assert "<h1>3 conversations</h1>" in behind.text
    assert "not counted by channel" in (await lead.get("/insights/content?channel=web")).text


def learn(database: Database) -> None:
    visits = Visits(database)
    while visits.catch_up(lambda name: name or "newcomer"):
        pass
    while roll_up_offers(database):
        pass


def count_offers(database: Database) -> dict[str, int]:
    """Walk through the transcripts: what was offered, and what the customer did then."""
    found: Counter[str] = Counter()
    with database.reading() as connection:
        rows = connection.execute(text("SELECT * FROM utterances ORDER BY conversation, seq"))
        offered = ""
        for row in rows.mappings():
            content = str(row["content"])
            if '"next"' in content:
                offered = row["conversation"]
                found["shown"] += 1
            elif row["author"] == "customer" and offered == row["conversation"]:
                found["pressed" if "article:" in content else "anyway"] += 1
                offered = ""
    return dict(found)


async def table(browser: httpx.AsyncClient, name: str) -> list[list[str]]:
    since = (now() - timedelta(days=7)).date().isoformat()
    answer = await browser.get(f"/insights/csv/content/{name}", params={"since": since})
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]
