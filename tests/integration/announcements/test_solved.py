"""Once it is solved everybody who asked is told, each once, whatever happens meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from core.announcements import Announcement
from core.conversations import InboxMessage, InboxMessageKind
from core.staff import Role
from store.announcements import Asked, Subscribers
from store.clock import now
from store.database import Database
from store.realtime import partition_key
from store.schema import announcement_subscribers, conversations
from tests.support.announcements import PROBLEM, post_problem
from tests.support.announcements import solve as announced_solved
from tests.support.waiting import until
from tests.support.web import Web, running_web, sign_in
from web.announcements.telling import MAX_WAITING_BEFORE_NEWS, tell_subscribers


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with running_web(database.url, redis_url, tmp_path) as web:
        web.add_staff("Vera Lead", Role.SUPERVISOR)
        yield web


@pytest.fixture
def problem(web: Web) -> Announcement:
    return post_problem(web.services.database)


async def solve(web: Web, announcement: int, words: str) -> str:
    """Solve it as a supervisor does, and return what its page says then."""
    async with web.browser() as browser:
        token = await sign_in(browser, "vera@tern.example")
        form = {"csrf": token, "version": "1", "words": words}
        answer = await browser.post(f"/announcements/{announcement}/solve", data=form)
        assert answer.status_code == 303, answer.text
        await until(lambda: web.services.subscribers.of(announcement).waiting == 0)
        return (await browser.get(f"/announcements/{announcement}")).text


def notices(inbox: list[InboxMessage]) -> list[tuple[str, str]]:
    return [(n.conversation, n.text) for n in inbox if n.kind is InboxMessageKind.NOTICE]


async def test_nobody_is_told_while_customers_fill_the_inbox(
    web: Web, problem: Announcement
) -> None:
    services = web.services
    for number in range(MAX_WAITING_BEFORE_NEWS):
        await services.redis.xadd(partition_key(0), {"number": number})
    services.subscribers.subscribe(problem.id, "one")
    announced_solved(services.database, problem, "Cards work again.")
    assert not await tell_subscribers(services)
    assert services.subscribers.of(problem.id).waiting == 1
    await services.redis.delete(partition_key(0))
    await tell_subscribers(services)
    await until(lambda: services.subscribers.of(problem.id).waiting == 0)


async def test_each_conversation_is_told_once_in_the_solved_words(
    web: Web, problem: Announcement
) -> None:
    subscribers = web.services.subscribers
    for conversation in ("one", "two", "gone"):
        subscribers.subscribe(problem.id, conversation)
    subscribers.unsubscribe(problem.id, "gone")
    await tell_subscribers(web.services)
    assert await web.inbox() == [], "nothing is solved yet"

    page = await solve(web, problem.id, "Cards work again.")
    assert "2 asked to be told when it is solved · 2 told" in page
    told = [("one", "Solved: Cards work again."), ("two", "Solved: Cards work again.")]
    assert sorted(notices(await web.inbox())) == told


async def test_a_crash_between_saying_and_noting_says_nothing_twice(
    web: Web, problem: Announcement, database: Database
) -> None:
    web.services.subscribers.subscribe(problem.id, "one")
    await solve(web, problem.id, "")
    with database.writing() as connection:
        connection.execute(update(announcement_subscribers).values(told_at=None))
    await asyncio.gather(*(tell_subscribers(web.services) for _ in range(3)))
    assert notices(await web.inbox()) == [("one", f"Solved: {PROBLEM}")]


async def test_an_address_waits_on_while_no_mailbox_is_on(web: Web, problem: Announcement) -> None:
    subscribers = web.services.subscribers
    subscribers.subscribe_at(problem.id, "one", "ada@example.com")
    announced_solved(web.services.database, problem, "")
    await tell_subscribers(web.services)
    assert subscribers.of(problem.id) == Asked(asked=1, told=0)
    assert await web.inbox() == []


async def test_who_comes_back_days_later_finds_the_conversation_and_with_it_the_news(
    web: Web, problem: Announcement, database: Database
) -> None:
    async with web.browser() as browser:
        begun = (await browser.post("/api/conversations", json={})).json()
        other = (await browser.post("/api/conversations", json={})).json()
        web.services.subscribers.subscribe(problem.id, begun["conversation"])
        with database.writing() as connection:
            past = now() - timedelta(days=3)
            connection.execute(update(conversations).values(last_at=past))
        back = await browser.post("/api/conversations", json={"token": begun["token"]})
        assert back.json()["conversation"] == begun["conversation"]
        gone = await browser.post("/api/conversations", json={"token": other["token"]})
        assert gone.json()["conversation"] != other["conversation"]
        await solve(web, problem.id, "")
        back = await browser.post("/api/conversations", json={"token": begun["token"]})
        assert back.json()["conversation"] == begun["conversation"]


@pytest.mark.every_database
def test_every_wish_is_one_row_however_many_ask_at_once(database: Database) -> None:
    made = post_problem(database)
    subscribers = Subscribers(database)
    for conversation in ("one", "two", "one"):
        subscribers.subscribe(made.id, conversation)
    subscribers.subscribe_at(made.id, "two", "ada@example.com")
    subscribers.subscribe_at(made.id, "", "ada@example.com")
    subscribers.subscribe_at(made.id, "", "bob@example.com")
    assert subscribers.of(made.id) == Asked(asked=3)
    assert subscribers.waiting_in("two") == (made.id,)
    announced_solved(database, made, "")
    waiting = subscribers.to_tell()
    assert [(each.conversation, each.address) for each in waiting] == [
        ("one", ""),
        ("two", "ada@example.com"),
        ("", "bob@example.com"),
    ]
    for each in waiting:
        subscribers.note_told(each)
    assert subscribers.of(made.id) == Asked(asked=3, told=3)
    assert subscribers.subscribe(made.id, "one") is None
