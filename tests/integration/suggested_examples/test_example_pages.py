"""Suggested examples in the console: accepted, edited, moved, declined, and taken back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from core.conversations import Profile
from core.staff import Role
from core.suggested_examples import AcceptRules, SuggestionState
from store.database import Database
from tests.support.articles import an_article, let_live
from tests.support.assistant import Assistant, web_with
from tests.support.talk import Talk
from tests.support.web import Web, sign_in
from web.background.question_pipeline import catch_up
from web.background.teaching import MAX_OF_AN_ARTICLE_A_DAY, accept_by_itself

pytestmark = pytest.mark.every_database


class Manager:
    """A content manager at the console."""

    def __init__(self, web: Web, browser: httpx.AsyncClient, token: str):
        self.web, self.browser, self.token = web, browser, token

    async def page(self, query: str = "") -> str:
        answer = await self.browser.get(f"/console/examples{query}")
        assert answer.status_code == 200, answer.text
        return answer.text

    async def decide(self, what: str, *ids: int, **form: str) -> httpx.Response:
        data = {"csrf": self.token, "id": [str(each) for each in ids], **form}
        headers = {"Accept": "text/html"}
        return await self.browser.post(f"/console/examples/{what}", data=data, headers=headers)


@pytest.fixture
async def web(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[Web]:
    async with web_with(Assistant(), database, redis_url, tmp_path) as web:
        yield web


@pytest.fixture
async def mara(web: Web) -> AsyncIterator[Manager]:
    member = web.add_staff("Mara Content", Role.CONTENT_MANAGER)
    both = [an_article(slug, slug.title()) for slug in ("shells", "fees")]
    let_live(web.services.database, *both)
    async with web.browser() as browser:
        yield Manager(web, browser, await sign_in(browser, member.email))


async def teach(web: Web, words: str, article: str = "shells", people: int = 1) -> int:
    """Let so many customers find an article helpful; return the suggestion's id."""
    for _ in range(people):
        talk = Talk(
            web.services.database, web.services.conversations.start(Profile(), "web", "").id
        )
        talk.customer(words)
        talk.bot("answer", article)
        talk.customer("Yes", choice="helped:yes")
    await catch_up(web.services)
    return max((each.id for each in web.services.suggested_examples.listed()), default=0)


def drafted(web: Web, slug: str) -> tuple[str, ...]:
    draft = web.services.articles.get(slug).draft
    return draft.draft.questions if draft else ()


def live(web: Web, slug: str) -> tuple[str, ...]:
    article = web.services.articles.get(slug).live
    assert article is not None
    return article.questions


async def test_accepted_edited_and_moved_they_stand_in_drafts_and_customers_see_nothing_yet(
    web: Web, mara: Manager
) -> None:
    plain_one = await teach(web, "can I pay with shells")
    edited = await teach(web, "my card 4111 1111 1111 1111 was charged twice", people=2)
    moved = await teach(web, "what does crypto trading cost")
    assert "can I pay with shells" in await mara.page()
    assert "something left out" in await mara.page("?show=look")
    form = {f"words_{edited}": "my card was charged twice", f"article_{moved}": "fees"}
    done = await mara.decide("accept", plain_one, edited, moved, **form)
    assert done.status_code == 303
    assert drafted(web, "shells")[-2:] == ("can I pay with shells", "my card was charged twice")
    assert drafted(web, "fees")[-1] == "what does crypto trading cost"
    assert "can I pay with shells" not in live(web, "shells")
    page = await mara.page()
    assert "/console/articles/shells/publish" in page
    assert "Nothing to accept." in page
    again = await mara.decide("accept", plain_one, edited, moved, **form)
    assert again.status_code == 303
    assert drafted(web, "shells").count("can I pay with shells") == 1


async def test_what_is_masked_must_be_written_anew_and_nothing_else_is_taken_with_it(
    web: Web, mara: Manager
) -> None:
    masked = await teach(web, "my card 4111 1111 1111 1111 was charged twice")
    other = await teach(web, "can I pay with shells")
    refused = await mara.decide("accept", masked, other)
    assert refused.status_code == 422
    assert "without what stands in brackets" in refused.text
    assert drafted(web, "shells") == ()


async def test_declined_ones_are_gone_until_they_are_put_back(web: Web, mara: Manager) -> None:
    shells = await teach(web, "can I pay with shells")
    await mara.decide("decline", shells)
    assert "can I pay with shells" not in await mara.page()
    assert "Mara Content" in await mara.page("?show=declined")
    await teach(web, "are shells good as money")
    assert "shells" not in await mara.page(), "declined once, the same question does not come back"
    await mara.decide("reopen", shells)
    await catch_up(web.services)
    assert "can I pay with shells" in await mara.page("?article=shells")
    assert "can I pay with shells" not in await mara.page("?article=fees")


async def test_nothing_ticked_and_what_is_no_suggestion_are_refused(mara: Manager) -> None:
    assert "Tick the examples first." in (await mara.decide("accept")).text
    assert (await mara.decide("decline", 4711)).status_code == 404
    assert (await mara.decide("undo", day="yesterday")).status_code == 422


async def test_the_settings_accept_what_many_taught_and_a_day_is_undone(
    web: Web, mara: Manager
) -> None:
    rules = AcceptRules(sure=0.95, people=3)
    await teach(web, "can I pay with shells", people=3)
    await teach(web, "what does crypto trading cost", "fees", people=2)
    accept_by_itself(web.services, rules)
    accept_by_itself(web.services, rules)
    assert live(web, "shells").count("can I pay with shells") == 1
    assert "what does crypto trading cost" not in live(web, "fees")
    (day,) = web.services.suggested_examples.days()
    assert "Accepted by themselves" in await mara.page()
    assert (await mara.decide("undo", day=day.isoformat())).status_code == 303
    assert "can I pay with shells" not in live(web, "shells")
    accept_by_itself(web.services, rules)
    assert "can I pay with shells" not in live(web, "shells"), "what was undone stays undone"
    assert web.services.suggested_examples.count()[SuggestionState.DECLINED] == 1


async def test_an_article_somebody_writes_and_a_flood_are_left_to_people(
    web: Web, mara: Manager
) -> None:
    rules = AcceptRules(sure=0.8, people=1)
    waiting = await teach(web, "what does crypto trading cost", "fees")
    await mara.decide("accept", waiting)
    before = drafted(web, "fees")
    await teach(web, "where is your branch in town", "fees")
    for number in range(MAX_OF_AN_ARTICLE_A_DAY + 2):
        await teach(web, f"paying with pebbles of kind {number}")
    accept_by_itself(web.services, rules)
    accept_by_itself(web.services, rules)
    assert drafted(web, "fees") == before
    taken = [each for each in live(web, "shells") if "pebbles" in each]
    assert len(taken) == MAX_OF_AN_ARTICLE_A_DAY
