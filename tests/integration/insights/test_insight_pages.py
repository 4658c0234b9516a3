"""The pages of insights: their figures are those of the transcripts, and lead to them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path

import httpx
import pytest
from sqlalchemy import update

from core.insights import MEASURES
from core.staff import Role
from store.database import Database
from store.schema import insight_calls
from tests.support.demo_history import (
    Counted,
    count_by_hand,
    count_calls_by_hand,
    roll_up,
    write_days,
)
from tests.support.web import Web, running_web, sign_in

DAYS = 20
_LINK = re.compile(r'(?<!</span>)<a href="(/insights/conversations[^"]*)">([\d,.]+)( %)?</a>')
_COUNT = re.compile(r"<h1>([\d,]+) conversations?</h1>")


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        yield web


@pytest.fixture
async def lead(web: Web) -> AsyncIterator[httpx.AsyncClient]:
    member = web.add_staff("Sol Lead", Role.SUPERVISOR)
    async with web.browser() as browser:
        await sign_in(browser, member.email)
        yield browser


async def test_the_figures_are_those_counted_from_the_transcripts(
    database: Database, lead: httpx.AsyncClient
) -> None:
    write_days(database, DAYS)
    roll_up(database)
    contacts = list(count_by_hand(database).values())
    spent = {row[0]: row for row in await table(lead, "ledger/spent")}
    for measure in MEASURES:
        values = [getattr(each, measure.name) for each in contacts]
        _, total, mean, low, high, count, share, *_ = spent[measure.label]
        assert float(total) == pytest.approx(sum(values), abs=0.01)
        assert float(mean) == pytest.approx(sum(values) / len(values), abs=1e-4)
        assert float(low) < float(mean) < float(high)
        assert int(count) == len(contacts)
        assert float(share) == pytest.approx(sum(v > 0 for v in values) / len(values), abs=1e-4)
    scores = await table(lead, "effort/spread")
    assert sum(map(int, (row[2] for row in scores))) == sum(each.score == 1 for each in contacts)
    for name, of in (("segment", "segment"), ("queue", "queue")):
        by_hand = rated(contacts, of)
        told = {row[1]: (row[2], row[5]) for row in await table(lead, f"effort/{name}")}
        for own in by_hand.values():
            mean, count = told[str(len(own))]
            scored = [each.score for each in own if each.score]
            assert (float(mean), int(count)) == (
                pytest.approx(sum(scored) / len(scored), abs=1e-4),
                len(scored),
            )
    minutes = sorted((float(row[2]) for row in await table(lead, "ledger/causes")), reverse=True)
    by_cause: Counter[tuple[str, str]] = Counter()
    for each in contacts:
        by_cause.update(each.costs)
    assert minutes[0] == pytest.approx(max(by_cause.values()), abs=0.01)
    called = {row[0] for row in await table(lead, "effort/article")}
    assert "No article" in called
    assert "None" not in called


async def test_every_number_leads_to_as_many_conversations(
    database: Database, lead: httpx.AsyncClient
) -> None:
    write_days(database, 6)
    roll_up(database)
    tried = 0
    for page in ("", "/ledger", "/outcomes", "/service"):
        text = (await lead.get(f"/insights{page}")).text
        for path, number, is_share in _LINK.findall(text)[::3]:
            if is_share or "." in number:
                continue
            listed = (await lead.get(unescape(path))).text
            found = _COUNT.search(listed)
            assert found, listed
            assert found[1] == number, path
            tried += 1
    assert tried > 10


async def test_how_customers_were_served_is_what_the_transcripts_say(
    database: Database, web: Web, lead: httpx.AsyncClient
) -> None:
    write_days(database, 6)
    roll_up(database)
    by_hand = list(count_calls_by_hand(database))
    for name, title in (
        ("wait", "Wait"),
        ("first_answer", "First answer"),
        ("handling", "Handling"),
    ):
        rows = await table(lead, "service/queues")
        heads = await heads_of(lead, "service/queues")
        for queue in {each.queue for each in by_hand}:
            own = [getattr(each, name) for each in by_hand if each.queue == queue]
            (row,) = [row for row in rows if int(row[1]) == len(own)]
            told = row[heads.index(f"{title}, minutes")]
            assert float(told) == pytest.approx(sum(own) / len(own), abs=0.01)
    agent = web.add_staff("Ana Agent", Role.AGENT)
    with database.writing() as connection:
        connection.execute(update(insight_calls).values(agent=agent.id))
    async with web.browser() as browser:
        await sign_in(browser, agent.email)
        page = (await browser.get("/insights/mine")).text
        assert (await browser.get("/insights/mine?queue=business&channel=telegram")).text == page
        assert (await browser.get("/insights/service")).status_code == 403
    assert page.count(f">{len(by_hand):,}</td>") == 2  # theirs, and all


async def test_content_managers_read_what_was_asked_and_not_who_asked_it(
    web: Web, database: Database
) -> None:
    write_days(database, 2)
    roll_up(database)
    member = web.add_staff("Kim Author", Role.CONTENT_MANAGER)
    async with web.browser() as browser:
        await sign_in(browser, member.email)
        listed = (await browser.get("/insights/conversations")).text
        odd = await browser.get("/insights/conversations?which=cause:not_understood:abc")
    assert "A customer" in listed
    assert "Demo customer" not in listed
    assert odd.status_code == 422, odd.text


async def test_filters_narrow_every_figure_and_pages_say_what_is_made_up(
    database: Database, lead: httpx.AsyncClient
) -> None:
    empty = (await lead.get("/insights")).text
    assert "No contacts in this time fit." in empty
    assert "Made up." not in empty
    write_days(database, 6)
    roll_up(database)
    contacts = list(count_by_hand(database).values())
    assert "Made up." in (await lead.get("/insights")).text
    article = Counter(each.article for each in contacts if each.article).most_common(1)[0][0]
    for asked, own in (
        ({"segment": "business"}, [e for e in contacts if e.segment == "business"]),
        ({"queue": "none"}, [e for e in contacts if not e.queue]),
        ({"article": article}, [e for e in contacts if e.article == article]),
        (
            {"article": article, "segment": "expert"},
            [e for e in contacts if e.article == article and e.segment == "expert"],
        ),
    ):
        spent = {row[0]: row for row in await table(lead, "ledger/spent", **asked)}
        assert float(spent["Messages"][1]) == sum(each.messages for each in own), asked
    assert (await lead.get("/insights?since=2026-02-30")).status_code == 422
    assert (await lead.get("/insights?since=2001-01-01")).status_code == 422
    assert (await lead.get("/insights/conversations?which=cause:none")).status_code == 422


async def table(browser: httpx.AsyncClient, name: str, **asked: str) -> list[list[str]]:
    answer = await browser.get(f"/insights/csv/{name}", params=asked)
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]


async def heads_of(browser: httpx.AsyncClient, name: str) -> list[str]:
    answer = await browser.get(f"/insights/csv/{name}")
    return next(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def rated(contacts: list[Counted], what: str) -> dict[str, list[Counted]]:
    found: dict[str, list[Counted]] = {}
    for each in contacts:
        found.setdefault(getattr(each, what), []).append(each)
    return found
