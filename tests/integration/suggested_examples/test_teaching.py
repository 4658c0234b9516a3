"""What customers teach, from the transcript to the list, on a real record."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.conversations import Profile
from core.errors import Unavailable
from core.staff import Role, StaffMember
from core.suggested_examples import Signal, Standing, SuggestedExample, SuggestionState
from store.database import Database
from tests.support.assistant import Assistant, web_with
from tests.support.talk import Talk
from tests.support.web import Web
from web.background.question_pipeline import catch_up
from web.services import Services

pytestmark = pytest.mark.every_database


@pytest.fixture
def assistant() -> Assistant:
    return Assistant()


@pytest.fixture
async def web(
    database: Database, redis_url: str, tmp_path: Path, assistant: Assistant
) -> AsyncIterator[Web]:
    async with web_with(assistant, database, redis_url, tmp_path) as web:
        yield web


@pytest.fixture
def services(web: Web) -> Services:
    return web.services


def helped(services: Services, words: str, article: str, customer: str = "") -> Talk:
    """Let somebody ask, be shown an article, and say that it helped."""
    conversation = services.conversations.start(Profile(customer), "web", "").id
    talk = Talk(services.database, conversation)
    talk.customer(words)
    talk.bot("answer", article)
    talk.customer("Yes", choice="helped:yes")
    return talk


def listed(services: Services) -> list[SuggestedExample]:
    return sorted(services.suggested_examples.listed(), key=lambda each: each.id)


async def test_questions_that_say_the_same_become_one_suggestion_with_all_who_taught_it(
    services: Services,
) -> None:
    helped(services, "can I pay with shells from 4111 1111 1111 1111", "shells")
    helped(services, "paying in shells, is that okay", "shells")
    helped(services, "what does crypto trading cost", "fees")
    await catch_up(services)
    await catch_up(services)
    shells, crypto = listed(services)
    assert (shells.article, shells.people) == ("shells", 2)
    assert shells.words == "can I pay with shells from [card number]"
    assert (crypto.signals, crypto.standing) == (((Signal.HELPED, 1),), Standing.READY)


async def test_one_customer_in_ten_conversations_and_one_address_count_once(
    services: Services,
) -> None:
    for _ in range(10):
        helped(services, "can I pay with shells", "shells", customer="c-1")
    for number in range(5):
        talk = helped(services, "can I pay with shells", "shells")
        services.origins.note(talk.name, "the same network", before="" if number else "gone")
    await catch_up(services)
    (shells,) = listed(services)
    assert (len(shells.sightings), shells.people) == (15, 2)


async def test_new_conversations_of_one_browser_and_of_one_address_are_one_person(
    web: Web, services: Services
) -> None:
    async with web.browser() as browser:
        first = (await browser.post("/api/conversations", json={})).json()
        again = {"token": first["token"], "new": True}
        second = (await browser.post("/api/conversations", json=again)).json()
        third = (await browser.post("/api/conversations", json={})).json()
    started = [each["conversation"] for each in (first, second, third)]
    assert len(set(started)) == 3
    for conversation in started:
        talk = Talk(services.database, conversation)
        talk.customer("can I pay with shells")
        talk.bot("answer", "shells")
        talk.customer("Yes", choice="helped:yes")
    await catch_up(services)
    (shells,) = listed(services)
    assert (len(shells.sightings), shells.people) == (3, 1)
    whose = [{each.split()[0]: each for each in seen.who} for seen in shells.sightings]
    assert whose[0]["browser"] == whose[1]["browser"] != whose[2]["browser"]
    assert len({each["address"] for each in whose}) == 1


async def test_the_same_question_for_two_articles_is_shown_with_both_and_ready_for_neither(
    services: Services,
) -> None:
    helped(services, "can I pay with shells", "shells")
    helped(services, "are shells good as money", "fees")
    await catch_up(services)
    assert [(each.article, each.rivals) for each in listed(services)] == [
        ("shells", ("fees",)),
        ("fees", ("shells",)),
    ]
    assert {each.standing for each in listed(services)} == {Standing.CONTESTED}


async def test_what_is_said_later_changes_what_a_conversation_teaches(services: Services) -> None:
    talk = helped(services, "can I pay with shells", "shells")
    await catch_up(services)
    assert [each.people for each in listed(services)] == [1]
    talk.customer("is there a branch in town")
    talk.bot("answer", "branch")
    talk.customer("No", choice="helped:no")
    await catch_up(services)
    assert [each.article for each in listed(services)] == ["shells"], "a refusal suggests nothing"


async def test_a_pressed_button_teaches_its_article(services: Services) -> None:
    talk = Talk(services.database, services.conversations.start(Profile(), "web", "").id)
    talk.customer("those shells of mine")
    talk.ask_back("shells", "fees")
    talk.customer("Shells", choice="article:shells")
    talk.bot("answer", "shells", reason="chosen")
    await catch_up(services)
    (shells,) = listed(services)
    assert (shells.article, shells.signals) == ("shells", ((Signal.PRESSED, 1),))


async def test_an_agents_answer_with_an_article_teaches_the_customers_last_question(
    services: Services,
) -> None:
    talk = Talk(services.database, services.conversations.start(Profile(), "web", "").id)
    talk.customer("can I pay with shells")
    talk.bot("hand_off", reason="nothing_fits")
    talk.customer("hello?")
    talk.agent("You can.\nhttps://tern.example/help/shells")
    await catch_up(services)
    (shells,) = listed(services)
    assert (shells.words, shells.signals) == ("can I pay with shells", ((Signal.INSERTED, 1),))


async def test_while_the_assistant_is_away_what_was_taught_waits(
    services: Services, assistant: Assistant
) -> None:
    assistant.away = True
    helped(services, "can I pay with shells", "shells")
    with pytest.raises(Unavailable):
        await catch_up(services)
    assert listed(services) == []
    assistant.away = False
    await catch_up(services)
    assert [each.article for each in listed(services)] == ["shells"]


async def test_the_first_of_two_colleagues_decides(services: Services) -> None:
    helped(services, "can I pay with shells", "shells")
    await catch_up(services)
    (suggested,) = listed(services)
    mara = StaffMember("", "Mara", "", Role.CONTENT_MANAGER)
    services.suggested_examples.accept({suggested.id: suggested.words}, "shells", mara)
    services.suggested_examples.decline([suggested.id], mara)
    (kept,) = services.suggested_examples.some([suggested.id])
    assert (kept.state, kept.taken_by) == (SuggestionState.ACCEPTED, "shells")
