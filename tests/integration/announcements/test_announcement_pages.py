"""Writing announcements, and how pages in every web process hear of them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import insert, update

from core.announcements import AnnouncementState
from core.conversations import Decision
from core.staff import Role
from store.audit import read_audit
from store.clock import now
from store.database import Database
from store.schema import announcements, question_log
from tests.support.articles import an_article, let_live
from tests.support.forms import form_values
from tests.support.web import Stream, Web, running_web, sign_in

WORDS = "Card payments fail in shops. Online payments work."
FORM = {"words": WORDS, "state": "problem"}
LOGGED = {
    "decision": Decision.ANSWER,
    "reason": "",
    "article": "card_declined",
    "confidence": 0.9,
    "clarified_in_vain": False,
    "next_taken": "",
    "handoff": "",
}


class Writer:
    """Somebody who writes announcements."""

    def __init__(self, browser: httpx.AsyncClient, token: str) -> None:
        self.browser, self.token = browser, token

    async def send(self, path: str = "", **form: Any) -> httpx.Response:
        data = {"csrf": self.token, "version": "1", **form}
        headers = {"Accept": "text/html"}
        return await self.browser.post(f"/announcements{path}", data=data, headers=headers)


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        let_live(database, an_article("card_declined", title="A payment was declined"))
        yield web


@pytest.fixture
async def writer(web: Web) -> AsyncIterator[Writer]:
    member = web.add_staff("Vera Lead", Role.SUPERVISOR)
    async with web.browser() as browser:
        yield Writer(browser, await sign_in(browser, member.email))


@asynccontextmanager
async def page_of(web: Web, **told: Any) -> AsyncIterator[Stream]:
    async with (
        web.browser() as browser,
        browser.stream("POST", "/api/announcements", json=told) as answer,
    ):
        assert answer.status_code == 200
        yield Stream(answer)


async def shown(stream: Stream) -> list[str]:
    told = await stream.until("announcements")
    return [each["words"] for each in told["announcements"]]


async def test_what_is_posted_stands_on_open_pages_of_its_segment_in_two_web_processes(
    web: Web, writer: Writer, database: Database, redis_url: str, tmp_path: Path
) -> None:
    names = list(web.services.settings.segments.by_name)
    default = web.services.settings.segments.default
    other = next(name for name in names if name != default)
    async with (
        running_web(database.url, redis_url, tmp_path / "second") as second,
        page_of(web) as here,
        page_of(second, channel="help", page="https://shop.example/cards/lost") as there,
    ):
        assert [await shown(here), await shown(there)] == [[], []]

        await writer.send(**FORM, segments=[default])
        assert [await shown(here), await shown(there)] == [[WORDS], [WORDS]]

        await writer.send("/1", **FORM, segments=[other])
        assert [await shown(here), await shown(there)] == [[], []]

        await writer.send("/1", **FORM, version="2", pages="/cards")
        assert await shown(there) == [WORDS]
        await writer.send("/1/end", version="3")
        assert await shown(there) == []


async def test_what_begins_later_appears_by_itself(web: Web, writer: Writer) -> None:
    async with page_of(web) as page:
        assert await shown(page) == []
        soon = now().timestamp() + 1
        begins = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(soon))
        await writer.send(**FORM, begins=begins)
        assert await shown(page) == [WORDS]


async def test_every_change_is_in_the_audit_log_and_who_comes_late_is_told(
    web: Web, writer: Writer, database: Database
) -> None:
    await writer.send(**FORM)
    await writer.send("/1", **FORM | {"words": "All cards fail."})
    late = await writer.send("/1", **FORM | {"words": "Mine"}, version="1")
    assert late.status_code == 409
    assert "Vera Lead has changed" in late.text
    assert "Mine" in late.text
    await writer.send("/1/solve", version="2")
    solved = web.services.announcements.get(1)
    assert (solved.state, solved.words) == (AnnouncementState.SOLVED, "All cards fail.")
    lines = read_audit(database, "announcement:1")
    assert [line.what.removeprefix("announcement.") for line in lines] == [
        "created",
        "changed",
        "solved",
    ]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"words": " \n "}, "has no words"),
        ({"words": "x" * 60_000}, "at most"),
        ({"state": "odd"}, "what it tells of"),
        ({"begins": "2027-01-02T10:00", "ends": "2027-01-01T10:00"}, "ends before it begins"),
        ({"begins": "2027-01-02T10:00", "ends": "2029-01-01T10:00"}, "more than a year"),
        ({"ends": "soon"}, "no date and time"),
        ({"ends": "2099-13-01T10:00"}, "no date and time"),
        ({"begins": "0001-01-01T00:00+00:00"}, "Check the year"),  # no date west of Greenwich
        ({"next_news": "9999-12-31T23:59+00:00"}, "Check the year"),
        ({"segments": ["nobodies"]}, "no segment"),
        ({"channels": ["pigeon"]}, "no channel"),
        ({"articles": ["nowhere"]}, "no article"),
        ({"pages": "cards"}, "no path of a page"),
        ({"pages": "//cards.example"}, "no path of a page"),
        ({"pages": "/\\cards.example"}, "no path of a page"),
        ({"pages": "\n".join(f"/{n}" for n in range(51))}, "50 pages at most"),
    ],
)
async def test_what_cannot_be_meant_is_refused_in_words_and_kept_on_the_page(
    writer: Writer, web: Web, wrong: dict[str, Any], told: str
) -> None:
    answer = await writer.send(**FORM | wrong)
    assert answer.status_code == 422
    assert told in answer.text
    assert web.services.announcements.current(now()) == ()
    assert (await writer.browser.get("/announcements")).status_code == 200


async def test_one_for_a_segment_that_is_gone_does_not_become_one_for_all(
    writer: Writer, web: Web, database: Database
) -> None:
    await writer.send(**FORM)
    with database.writing() as connection:
        connection.execute(update(announcements).values(segments=["gone"], articles=["gone_too"]))
    page = (await writer.browser.get("/announcements/1")).text
    form = form_values(page.partition('announcement-form"')[2].partition("</form>")[0])
    assert form["segments"] == ["gone"]
    saved = await writer.send("/1", **form | {"words": "Other words."})
    assert saved.status_code == 303
    kept = web.services.announcements.get(1)
    assert (kept.words, kept.audience.segments) == ("Other words.", ("gone",))
    assert kept.audience.articles == ("gone_too",)


async def test_markup_is_shown_as_it_was_typed(writer: Writer, web: Web) -> None:
    hostile = "<script>alert(1)</script> cards"
    await writer.send(**FORM | {"words": hostile})
    page = await writer.browser.get("/announcements/1")
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert" in page.text


@pytest.mark.parametrize("article", ["card_declined", ""])
async def test_a_sudden_rise_is_suggested_with_the_customers_words_masked(
    web: Web, writer: Writer, database: Database, article: str
) -> None:
    settings = web.services.settings
    zone = settings.queues[settings.segments.common_queue].hours.zone
    hour = now().astimezone(zone).replace(minute=0, second=0, microsecond=0) - timedelta(hours=1)
    hours = (hour, hour + timedelta(hours=1))  # the clock may strike before the page is read
    weeks = [timedelta(weeks=back) for back in range(1, 5)]  # the same by the team's clock
    asked = [*(each - back for each in hours for back in weeks), *(hours * 20)]
    moments = [each.astimezone(timezone.utc) for each in asked]
    words = "my card +44 20 7946 0112 was declined"
    with database.writing() as connection:
        for seq, at in enumerate(moments, 1):
            row = {"seq": seq, "conversation": f"c{seq}", "question": words, "at": at}
            connection.execute(insert(question_log).values(LOGGED | row | {"article": article}))
    page = await writer.browser.get("/announcements")
    assert "20 conversations" in page.text
    assert "usually 1.0" in page.text
    form = await writer.browser.get(f"/announcements/new?about={article}")
    assert "“my card [phone number] was declined”" in form.text
    assert ('<option value="card_declined" selected>' in form.text) is bool(article)
    if not article:
        return
    await writer.send(**FORM, articles=["card_declined"])
    assert "more than usual" not in (await writer.browser.get("/announcements")).text


async def test_agents_may_not_write_any(web: Web) -> None:
    member = web.add_staff("Sam Agent", Role.AGENT)
    async with web.browser() as browser:
        agent = Writer(browser, await sign_in(browser, member.email))
        assert (await agent.send(**FORM)).status_code == 403
    assert await asyncio.to_thread(web.services.announcements.current, now()) == ()
