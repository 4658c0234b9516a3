"""Comments of the effort question, put together by meaning."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from core.conversations import Moment
from core.errors import Unavailable
from core.insights import Scope
from core.personal_data import Whose
from core.staff import Role
from store.database import Database
from store.insights import CommentGrouping, Comments, InsightContacts
from store.personal_data import PLACES, erase_rows, pseudonym
from store.schema import insight_contacts, surveys
from tests.support.assistant import Assistant, web_with
from tests.support.clientele import begin
from tests.support.demo_history import roll_up
from tests.support.web import Web, sign_in
from web.background.commenting import group_comments

SHELLS = [
    "shells",
    "why no shells",
    "I wanted to pay with shells",
    "shells would have helped",
    "nobody takes shells, write to me@tern.example",
]
BRANCH = ["no branch", "the branch was closed", "I had to go to a branch"]
OTHERS = ["too slow", "fine"]


@pytest.fixture
def assistant() -> Assistant:
    return Assistant()


@pytest.fixture
async def web(
    assistant: Assistant, database: Database, redis_url: str, tmp_path: Path
) -> AsyncIterator[Web]:
    async with web_with(assistant, database, redis_url, tmp_path) as web:
        yield web


@pytest.fixture
async def lead(web: Web) -> AsyncIterator[httpx.AsyncClient]:
    member = web.add_staff("Eve Writer", Role.CONTENT_MANAGER)
    async with web.browser() as browser:
        await sign_in(browser, member.email)
        yield browser


@pytest.mark.every_database
async def test_comments_that_mean_the_same_are_one_row_that_leads_to_them(
    web: Web, database: Database, lead: httpx.AsyncClient
) -> None:
    for words in SHELLS:
        say(web, database, words, 5, "expert")
    for words in BRANCH:
        say(web, database, words, 3)
    for words in OTHERS:
        say(web, database, words, 1)
    roll_up(database)
    waiting = (await lead.get("/insights/comments")).text
    assert "10 comments have yet to be grouped" in waiting
    await group_all(web)
    roll_up(database)
    rows = await table(lead)
    assert [[row[0], row[1], row[2], row[5]] for row in rows] == [
        ["shells", "5", "5.0", "5"],
        ["no branch", "3", "3.0", "3"],
    ]
    assert "shells would have helped" in rows[0][6]
    page = (await lead.get("/insights/comments")).text
    assert "Said by few" in page
    (first, second) = groups_of(database)
    behind = (await lead.get(f"/insights/conversations?which=commented:{first}")).text
    assert "<h1>5 conversations</h1>" in behind
    assert "means the same: “shells”" in behind
    assert "write to [e-mail address]" in behind, "content managers read what, not who"
    assert "me@tern.example" not in behind
    assert (
        "<h1>3 conversations</h1>"
        in (await lead.get(f"/insights/conversations?which=commented:{second}")).text
    )
    everything = (await lead.get("/insights/conversations?which=commented")).text
    assert "<h1>10 conversations</h1>" in everything
    few = (await lead.get("/insights/comments?segment=expert")).text
    assert "5 comments fit: from 10 on" in few, "of too few nothing is made"
    refused = await lead.get("/insights/conversations?which=commented:x")
    assert refused.status_code == 422


async def test_what_is_said_later_joins_its_group_and_what_is_said_anew_changes_it(
    web: Web, database: Database
) -> None:
    said = [say(web, database, words, 5) for words in SHELLS[:3]]
    await group_all(web)
    (before,) = groups_of(database)
    say(web, database, "still no shells", 5)
    await group_all(web)
    assert groups_of(database) == [before]
    web.services.surveys.comment(said[0], "the branch was closed")
    assert CommentGrouping(database).waiting() == {said[0]: "the branch was closed"}
    await group_all(web)
    assert meaning_of(database, said[0]) not in {None, 0, before}
    web.services.surveys.comment(said[0], "")
    assert meaning_of(database, said[0]) is None


@pytest.mark.every_database
async def test_a_comment_that_is_erased_is_counted_no_more(web: Web, database: Database) -> None:
    said = [say(web, database, words, 5) for words in SHELLS[:2]]
    await group_all(web)
    roll_up(database)
    everything = Scope(date(2000, 1, 1), date(2100, 1, 1))
    assert [each.times for each in Comments(database).groups(everything)] == [2]
    whose = Whose("", {said[0]: pseudonym()})
    with database.writing() as connection:
        for place in PLACES:
            if place.table in (insight_contacts, surveys):
                erase_rows(connection, place, place.theirs(whose), whose)
    roll_up(database)
    assert [each.times for each in Comments(database).groups(everything)] == [1]
    assert InsightContacts(database).find(everything, "commented", None, 9)[0] == 1


async def test_what_a_customer_writes_anew_while_it_is_being_grouped_waits_on(
    web: Web, database: Database
) -> None:
    one = say(web, database, "no shells", 5)
    grouping = CommentGrouping(database)
    waiting = grouping.waiting()
    web.services.surveys.comment(one, "the branch was closed")
    assert grouping.assign(waiting, {one: "new-1"}) == set()
    assert grouping.waiting() == {one: "the branch was closed"}


async def test_comments_wait_while_the_assistant_is_away(
    web: Web, database: Database, assistant: Assistant
) -> None:
    one = say(web, database, "no shells", 5)
    assistant.away = True
    with pytest.raises(Unavailable):
        await group_all(web)
    assert one in CommentGrouping(database).waiting()
    assistant.away = False
    await group_all(web)
    assert not CommentGrouping(database).waiting()


def say(web: Web, database: Database, words: str, score: int, segment: str = "newcomer") -> str:
    """Let a customer give a score and say why; returns the conversation."""
    talk = begin(database, f"customer {words}", segment)
    talk.age = timedelta(minutes=5)
    talk.customer("where is my card?")
    talk.bot("answer", "card_arrival")
    asked = web.services.surveys
    moments = (each for each in Moment if asked.ask(talk.name, each, "m-1"))
    assert next(moments, None) is not None
    asked.answer(talk.name, score)
    asked.comment(talk.name, words)
    return talk.name


async def group_all(web: Web) -> None:
    while await group_comments(web.services):
        pass


def groups_of(database: Database) -> list[int]:
    """Return the groups of several, the first one first."""
    with database.reading() as connection:
        found = connection.execute(select(surveys.c.meaning)).scalars().all()
    return sorted({each for each in found if each and found.count(each) > 1})


def meaning_of(database: Database, conversation: str) -> int | None:
    query = select(surveys.c.meaning).where(surveys.c.conversation == conversation)
    with database.reading() as connection:
        return connection.execute(query).scalar_one()


async def table(browser: httpx.AsyncClient) -> list[list[str]]:
    answer = await browser.get("/insights/csv/comments/meanings")
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]
