"""The live articles that each web process holds: always those of the record."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.articles import Article
from core.errors import NotFound
from store.articles import Articles, ArticleSearch
from store.database import Database
from tests.support.articles import an_article, let_live, withdraw
from tests.support.web import Web, running_web
from web.articles import LiveArticles

PIN = an_article("pin", "Change the PIN", questions=("new pin", "other pin"))
FEES = an_article("fees", "What it costs")


class Record(Articles):
    """The record; it counts the articles that were read, and may move to another database."""

    read = 0

    def changes(self, after: int) -> tuple[int, Mapping[str, Article | None]]:
        revision, changes = super().changes(after)
        self.read += len(changes)
        return revision, changes

    def move(self, database: Database) -> None:
        self._database = database


@pytest.fixture
def record(database: Database) -> Record:
    return Record(database)


@pytest.fixture
def live(database: Database, record: Record) -> LiveArticles:
    return LiveArticles(record, ArticleSearch(database))


async def test_only_what_changed_is_read_again(
    database: Database, record: Record, live: LiveArticles
) -> None:
    assert (await live.now()).by_title == ()
    let_live(database, PIN, FEES)
    before = await live.now()
    assert [article.slug for article in before.by_title] == ["pin", "fees"]
    assert record.read == 2
    let_live(database, replace(PIN, title="Your PIN"))
    assert (await live.now()).get("pin").title == "Your PIN"
    assert before.get("pin").title == "Change the PIN", "who holds a set keeps it as it is"
    await live.now()
    assert record.read == 3


async def test_what_was_withdrawn_is_gone_and_its_questions_are_free(
    database: Database, live: LiveArticles
) -> None:
    let_live(database, PIN, FEES)
    context = live.validation_context((), date(2026, 1, 1))
    assert context.questions["new pin"] == "pin"
    withdraw(database, PIN)
    assert "pin" not in (await live.now()).by_slug
    with pytest.raises(NotFound):
        (await live.now()).get("pin")
    after = live.validation_context((), date(2026, 1, 1))
    assert dict(after.questions) == {"what it costs": "fees"}
    assert after.slugs == {"fees"}


async def test_a_record_that_was_put_back_is_read_anew(
    database: Database, record: Record, live: LiveArticles, tmp_path: Path, empty_record: Path
) -> None:
    older = Database(f"sqlite:///{shutil.copy(empty_record, tmp_path / 'older.db')}")
    let_live(older, FEES)
    let_live(database, PIN, FEES)
    assert set((await live.now()).by_slug) == {"pin", "fees"}
    record.move(older)
    assert set((await live.now()).by_slug) == {"fees"}


async def test_while_the_record_is_away_the_articles_last_known_are_read(
    database: Database, record: Record, live: LiveArticles, tmp_path: Path
) -> None:
    let_live(database, PIN)
    assert set((await live.now()).by_slug) == {"pin"}
    record.move(Database(f"sqlite:///{tmp_path / 'no' / 'folder.db'}"))
    assert set((await live.now()).by_slug) == {"pin"}


@pytest.fixture
async def two_webs(
    database: Database, redis_url: str, tmp_path: Path
) -> AsyncIterator[tuple[Web, Web]]:
    async with (
        running_web(database.url, redis_url, tmp_path) as one,
        running_web(database.url, redis_url, tmp_path) as other,
    ):
        yield one, other


async def test_what_is_published_is_what_every_web_process_shows_the_next_time_it_is_asked(
    two_webs: tuple[Web, Web], database: Database
) -> None:
    one, other = two_webs
    async with one.browser() as here, other.browser() as there:
        for browser in (here, there):
            assert (await browser.get("/help/pin")).status_code == 404
        let_live(database, PIN)
        pages = [await browser.get("/help/pin") for browser in (here, there)]
        assert {page.status_code for page in pages} == {200}
        withdraw(database, PIN)
        pages = [await browser.get("/help/pin") for browser in (here, there)]
        assert {page.status_code for page in pages} == {404}
