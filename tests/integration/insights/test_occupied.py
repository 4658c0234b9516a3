"""How occupied agents were: noted as it goes on, shown by queue and hour, one's own to oneself."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import AsyncIterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import httpx
import pytest
from sqlalchemy import update

from commands.demo import remove_history
from core.answering import Reason
from core.conversations import DEMO_PREFIX, Profile
from core.handoffs import HandoffState
from core.insights import MAX_UNSEEN, AtWork, Scope, Spent
from core.staff import Role, StaffMember
from store.clock import now
from store.database import Database
from store.handoffs import Opening
from store.insights import Occupancy
from store.progress import progress_of
from store.schema import insight_agent_hours
from tests.support.demo_history import count_calls_by_hand, write_days
from tests.support.waiting import until
from tests.support.web import Web, running_web, sign_in
from web.background.occupying import note_occupancy

NOON = datetime(2026, 3, 2, 11, 59, 30, tzinfo=timezone.utc)
DAY = Scope(NOON.date(), NOON.date())
BUSY = [AtWork("sam", True, ("support", "business"), ("support",))]
STEP = timedelta(seconds=60)


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        yield web


@pytest.mark.every_database
def test_each_second_is_counted_once_whichever_process_looks(database: Database) -> None:
    one, other = Occupancy(database), Occupancy(database)
    assert not one.note(BUSY, NOON), "nobody knows what was before the first look"
    assert one.note(BUSY, NOON + STEP)
    assert not other.note(BUSY, NOON + STEP)
    assert other.note([AtWork("sam", True, ("support", "business"), ())], NOON + 2 * STEP)
    assert one.by_hour(DAY) == {11: Spent(30, 0, 30, 30), 12: Spent(90, 0, 30, 30)}
    assert one.by_queue(DAY) == {
        "business": Spent(available=120),
        "support": Spent(120, 0, 60, 60),
    }
    assert one.of_agent(DAY, "sam") == one.total(DAY) == Spent(120, 0, 60, 60)
    assert one.of_agent(DAY, "ada") == Spent()


def test_what_nobody_looked_at_is_not_counted_nor_a_clock_that_is_set_back(
    database: Database,
) -> None:
    occupancy = Occupancy(database)
    for after in (0, MAX_UNSEEN + 1, MAX_UNSEEN - 5, -86_400):
        occupancy.note(BUSY, NOON + timedelta(seconds=after))
    assert occupancy.total(DAY) == Spent()
    assert occupancy.note(BUSY, NOON + timedelta(seconds=30 - 86_400)), "and it goes on"


@pytest.mark.every_database
def test_the_demo_historys_agents_are_occupied_by_its_calls_and_their_hours_go_with_it(
    database: Database,
) -> None:
    occupancy, real = Occupancy(database), now() - timedelta(days=2)
    for minute in range(3):
        occupancy.note(BUSY, real + minute * STEP)
    time = Scope(real.date() - timedelta(days=9), now().date())
    before = occupancy.by_queue(time)
    assert before["support"].in_hand == 120
    write_days(database, 5)
    handling: defaultdict[str, float] = defaultdict(float)
    for call in count_calls_by_hand(database):
        handling[call.queue] += 60 * call.handling
    spent = occupancy.by_queue(time)
    assert spent["support"].in_hand - 120 == pytest.approx(handling["support"], rel=0.02)
    assert spent["business"].in_hand == pytest.approx(handling["business"], rel=0.02)
    assert (
        0 < occupancy.of_agent(time, f"{DEMO_PREFIX}ana").occupied < occupancy.total(time).occupied
    )
    remove_history(database)
    assert occupancy.by_queue(time) == before
    assert occupancy.of_agent(time, f"{DEMO_PREFIX}ana") == Spent()


async def test_what_the_background_job_notes_is_who_is_there_and_what_they_have_in_hand(
    web: Web, database: Database
) -> None:
    services = web.services
    sam, gone = web.add_staff("Sam Whitaker"), web.add_staff("Ada Lindqvist")
    held = services.conversations.start(Profile("c-1"), "web", "").id
    opened = services.handoffs.open(held, Opening(Reason.ASKED, "support", "newcomer", 1))
    claimed = services.handoffs.claim(opened.id, sam.id, sam.name)
    assert claimed.state is HandoffState.CLAIMED
    await services.agents_here.beat(sam.id)
    await until(lambda: has_looked(database))  # what it saw before is not to be counted here
    occupancy = Occupancy(database)
    before = now() - timedelta(minutes=1)
    occupancy.note([], before)
    await note_occupancy(services)
    both = Scope(before.date(), now().date())
    spent = occupancy.of_agent(both, sam.id)
    assert 60 <= spent.available == spent.occupied == spent.in_hand <= MAX_UNSEEN
    assert occupancy.of_agent(both, gone.id) == Spent()
    assert occupancy.by_queue(both)["support"] == spent


async def test_occupancy_is_shown_by_queue_and_hour_and_ones_own_to_oneself_alone(
    database: Database, redis_url: str, tmp_path: Path
) -> None:
    occupancy = Occupancy(database)
    team = [
        AtWork("sam", True, ("support",), ("support",)),
        AtWork("ada", True, ("support", "business"), ()),
    ]
    begin = NOON.replace(minute=0, second=0)
    for minute in range(120):  # before there is a web process, which looks as well
        occupancy.note(team, begin + minute * STEP)
    async with running_web(database.url, redis_url, tmp_path) as web:
        sam = web.add_staff("Sam Whitaker")
        own = insight_agent_hours.c.agent == "sam"
        with database.writing() as connection:
            connection.execute(update(insight_agent_hours).where(own).values(agent=sam.id))
        await look_at_pages(web, sam, web.add_staff("Noor Haddad", Role.SUPERVISOR))


async def look_at_pages(web: Web, sam: StaffMember, lead: StaffMember) -> None:
    time = {"since": "2026-03-02", "until": "2026-03-02"}
    async with web.browser() as browser:
        await sign_in(browser, lead.email)
        queues = await table(browser, "occupied_queues", **time)
        assert [row[1:4] for row in queues] == [
            ["0.0", "1.9833", "0.0"],
            ["0.5", "3.9667", "0.0"],
        ]
        hours = await table(browser, "occupied_hours", **time)
        assert [row[:2] for row in hours] == [["11", "0.5"], ["12", "0.5"]]
        page = (await browser.get("/insights/service", params=time)).text
        assert "50.0 %" in page
        assert "which=service%3Ahandling%3A11" in page
        assert re.search(r"which=service%3Ahandling%3A11[^>]*>2\.0</a>", page), "of available hours"
        assert sam.name not in page
        by_segment = await browser.get("/insights/service", params=time | {"segment": "expert"})
        assert "Occupancy" not in by_segment.text, "agents' time is not counted by segment"
    async with web.browser() as browser:
        await sign_in(browser, sam.email)
        own = (await browser.get("/insights/mine", params=time)).text
        assert "100.0 %" in own
        assert "50.0 %" in own


def has_looked(database: Database) -> bool:
    """Whether the job of the web process has looked once; it does again 20 seconds later."""
    with database.reading() as connection:
        return progress_of(connection, "occupancy") > 0


async def table(browser: httpx.AsyncClient, name: str, **asked: str) -> list[list[str]]:
    answer = await browser.get(f"/insights/csv/service/{name}", params=asked)
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]
