"""The console's pages of next questions, and what is decided on them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from core.next_questions import Verdict
from core.staff import Role
from store.audit import read_audit
from store.database import Database
from tests.support.articles import an_article, let_live
from tests.support.clientele import populate
from tests.support.web import Web, running_web, sign_in

PAIR = "/console/next-questions/fees/exchange_rate"


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    populate(database)
    async with running_web(database.url, redis_url, tmp_path) as web:
        yield web


async def text(browser: httpx.AsyncClient, path: str) -> str:
    answer = await browser.get(path)
    assert answer.status_code == 200, answer.text
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text.replace("&nbsp;", " ")).split())


async def test_a_cluster_stands_with_its_segment_and_not_with_another(web: Web) -> None:
    member = web.add_staff("Mara Content", Role.CONTENT_MANAGER)
    async with web.browser() as browser:
        await sign_in(browser, member.email)
        expert = await text(browser, "/console/next-questions?segment=expert")
        newcomer = await text(browser, "/console/next-questions?segment=newcomer")
        page = await text(browser, f"{PAIR}?segment=expert")
        unknown = await browser.get("/console/next-questions?segment=nobody")
    assert "The exchange rate we use" in expert
    assert "The exchange rate we use" not in newcomer
    assert "What “Experienced” customers do" in page
    assert "2 (50 %)" in page, "two of four took it"
    assert "shown 16 times, 12 of them without this next question; 12 customers then typed" in page
    assert "about exchange_rate" in page, "what was asked"
    assert (unknown.status_code, "Known: " in unknown.text) == (422, True)


async def test_who_may_not_read_conversations_is_led_to_none(web: Web) -> None:
    links = {}
    for role in (Role.CONTENT_MANAGER, Role.ADMIN):
        member = web.add_staff(f"{role.value} Smith", role)
        async with web.browser() as browser:
            await sign_in(browser, member.email)
            links[role] = "/desk?conversation=" in (await browser.get(PAIR)).text
    assert links == {Role.CONTENT_MANAGER: False, Role.ADMIN: True}


async def test_what_is_decided_holds_for_its_segment_until_it_is_taken_back(web: Web) -> None:
    member = web.add_staff("Mara Content", Role.CONTENT_MANAGER)
    verdicts = web.services.next_verdicts
    async with web.browser() as browser:
        csrf = await sign_in(browser, member.email)

        async def decide(verdict: str, **more: str) -> httpx.Response:
            data = {"csrf": csrf, "verdict": verdict, "segment": "expert", **more}
            return await browser.post(PAIR, data=data)

        before = web.services.learned_counts.revision()
        assert (await decide("pinned")).status_code == 303
        assert verdicts.all().of("expert", "fees") == {"exchange_rate": Verdict.PINNED}
        assert verdicts.all().of("newcomer", "fees") == {}
        assert web.services.learned_counts.revision() > before, "action servers look again"
        assert "pinned" in await text(browser, "/console/next-questions?segment=expert")
        assert (await decide("thrown away")).status_code == 422
        assert (await decide("hidden", segment="nobody")).status_code == 422
        assert (await decide("")).status_code == 303
    assert verdicts.all().of("expert", "fees") == {}
    audit = read_audit(web.services.database, "fees")
    assert [line.detail for line in audit if line.what == "next_question"] == [
        "exchange_rate pinned for expert",
        "exchange_rate undecided for expert",
    ]


async def test_an_article_whose_name_holds_a_question_mark_is_decided_about_as_well(
    web: Web,
) -> None:
    let_live(web.services.database, an_article("taken_back?", "Taken back?"))
    member = web.add_staff("Mara Content", Role.CONTENT_MANAGER)
    async with web.browser() as browser:
        data = {"csrf": await sign_in(browser, member.email), "verdict": "pinned"}
        path = "/console/next-questions/taken_back%3F/fees"
        answer = await browser.post(path, data=data)
        assert "What all customers do" in await text(browser, answer.headers["location"])


async def test_while_nothing_is_known_the_page_says_what_to_do(
    database: Database, redis_url: str, tmp_path: Path
) -> None:
    async with running_web(database.url, redis_url, tmp_path) as web, web.browser() as browser:
        member = web.add_staff("Mara Content", Role.CONTENT_MANAGER)
        await sign_in(browser, member.email)
        assert "Nothing is known yet." in await text(browser, "/console/next-questions")
