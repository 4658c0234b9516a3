"""Bringing in a person, as the actions do it."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import Any

import httpx
from redis.asyncio import Redis

from actions.services import Services, build_services
from core.conversations import ANONYMOUS
from core.handoffs import HandoffState
from store.clock import now
from store.handoffs import Handoffs
from tests.support.action_server import (
    SURE,
    SURE_SLUG,
    UNKNOWN,
    Desk,
    SettingsFolder,
    environment,
    serving,
)
from tests.support.rasa_side import Chat, kinds, responses
from tests.support.waiting import PATIENCE


def chat_of(http: httpx.AsyncClient, services: Services, segment: str) -> Chat:
    profile = replace(ANONYMOUS, customer="c-1", name="Noa", segment=segment)
    return Chat(http, services.conversations.start(profile, "web", "").id)


async def test_asking_for_a_person_is_granted_and_the_desks_are_told(
    chat: Chat, handoffs: Handoffs, redis_url: str
) -> None:
    redis = Redis.from_url(redis_url, decode_responses=True)
    async with redis.pubsub() as news:
        await news.subscribe("news")
        said = await chat.press("person")
        assert responses(said) == ["utter_handoff_asked", "utter_wait"]
        assert await _next_topic(news) == "desk"
        await chat.press("cancel_handoff")
        assert await _next_topic(news) == "desk"
    await redis.aclose()


async def _next_topic(news: Any) -> str:
    async with asyncio.timeout(PATIENCE):
        while not (message := await news.get_message(ignore_subscribe_messages=True, timeout=0.1)):
            pass
    return str(json.loads(message["data"])["topic"])


async def test_a_lost_redis_does_not_keep_a_customer_from_a_person(
    services: Services, handoffs: Handoffs
) -> None:
    ours = environment(DATABASE_URL=services.database.url, REDIS_URL="redis://127.0.0.1:9/0")
    alone = build_services(ours, services.settings, services.knowledge)
    async with serving(alone) as http:
        chat = Chat(http)
        assert kinds(await chat.press("person"))[-1] == "handoff"
        assert handoffs.open_in(chat.conversation)


async def test_who_waits_is_told_their_place_and_their_words_are_noted(
    http: httpx.AsyncClient, chat: Chat
) -> None:
    await Chat(http).press("person")
    await chat.press("person")
    said = await chat.press("person")
    assert responses(said) == ["utter_already_waiting", "utter_wait"]
    assert said[1].custom["minutes"] == [1, 3], "two places are left"
    assert responses(await chat.ask(UNKNOWN)) == ["utter_noted_while_waiting"]
    assert responses(await chat.ask("???")) == ["utter_noted_while_waiting"]
    assert responses(await chat.type("ok", "affirm", "action_affirm")) == [
        "utter_noted_while_waiting"
    ]
    assert responses(await chat.type("no", "deny", "action_deny"))[0] == "utter_already_waiting"
    assert responses(await chat.type("bye", "goodbye", "action_goodbye")) == [
        "utter_already_waiting",
        "utter_wait",
    ]


async def test_who_waits_still_gets_what_the_bot_is_sure_of_and_keeps_their_place(
    chat: Chat, handoffs: Handoffs
) -> None:
    await chat.press("person")
    assert kinds(await chat.ask(SURE))[:2] == ["answer", "helped"]
    assert responses(await chat.press("helped:yes")) == ["utter_glad", "utter_wait"]
    assert handoffs.open_in(chat.conversation)


async def test_a_customer_can_leave_the_queue(chat: Chat, handoffs: Handoffs) -> None:
    await chat.press("person")
    opened = handoffs.open_in(chat.conversation)
    assert opened
    assert responses(await chat.press("cancel_handoff")) == ["utter_handoff_cancelled"]
    assert handoffs.get(opened.id).state is HandoffState.ABANDONED
    assert responses(await chat.press("cancel_handoff")) == ["utter_handoff_cancelled"]
    assert kinds(await chat.ask(SURE))[0] == "answer"


async def test_leaving_a_queue_too_late_says_who_is_here(chat: Chat, handoffs: Handoffs) -> None:
    await chat.press("person")
    opened = handoffs.open_in(chat.conversation)
    assert opened
    handoffs.claim(opened.id, "sam", "Sam Whitaker")
    (said,) = await chat.press("cancel_handoff")
    assert said.text == "Sam has joined and sees everything above."
    assert handoffs.get(opened.id).state is HandoffState.CLAIMED


async def test_the_bot_keeps_silent_while_an_agent_holds_the_conversation(
    chat: Chat, handoffs: Handoffs
) -> None:
    await chat.press("person")
    opened = handoffs.open_in(chat.conversation)
    assert opened
    handoffs.claim(opened.id, "sam", "Sam Whitaker")
    before = dict(chat.slots)
    assert await chat.ask(SURE) == []
    assert await chat.press("helped:no") == []
    assert await chat.happens("fell_silent") == []
    assert chat.slots == before


async def test_each_segment_gets_its_presentation_its_queue_and_its_channels_in_order(
    http: httpx.AsyncClient, services: Services, handoffs: Handoffs
) -> None:
    expert = chat_of(http, services, "expert")
    assert (await expert.ask(SURE))[0].custom["presentation"] == "short"
    channels = (await expert.press("person"))[1].custom["channels"]
    assert [c["url"].partition(":")[0] for c in channels] == ["https", "mailto"]

    business = chat_of(http, services, "business")
    channels = (await business.press("person"))[1].custom["channels"]
    assert channels[0] == {
        "label": "Call your account manager, 020 7946 0177",
        "url": "tel:+442079460177",
    }
    handoff = handoffs.open_in(business.conversation)
    assert handoff
    assert (handoff.queue, handoff.segment) == ("business", "business")

    unknown = chat_of(http, services, "no such segment")
    assert (await unknown.ask(SURE))[0].custom["presentation"] == "steps"


async def test_a_customer_who_comes_back_about_the_same_gets_the_same_agent_first(
    http: httpx.AsyncClient, services: Services, handoffs: Handoffs, desk: Desk
) -> None:
    async def wanted_by(question: str) -> str:
        chat = chat_of(http, services, "newcomer")
        await chat.ask(question)
        if handoffs.open_in(chat.conversation) is None:
            await chat.press("person")
        opened = handoffs.open_in(chat.conversation)
        assert opened
        same_agent = "utter_handoff_same_agent" in responses(chat.last)
        assert same_agent == bool(opened.preferred_agent)
        return opened.preferred_agent

    first = chat_of(http, services, "newcomer")
    await first.ask(SURE)
    await first.press("person")
    opened = handoffs.open_in(first.conversation)
    assert opened
    handoffs.claim(opened.id, "sam", "Sam Whitaker")
    handoffs.resolve(opened.id, "sam", "Sam Whitaker")

    assert await wanted_by(SURE) == "sam"
    assert await wanted_by(UNKNOWN) == "", "something else is anybody's"
    desk.leave("sam")
    assert await wanted_by(SURE) == "", "Sam is not there"


async def test_who_writes_after_the_end_gets_the_agent_who_closed_it_and_their_name(
    http: httpx.AsyncClient, services: Services, handoffs: Handoffs, desk: Desk
) -> None:
    async def closed() -> Chat:
        chat = Chat(http, services.conversations.start(ANONYMOUS, "web", "").id)
        await chat.ask(SURE)
        await chat.press("person")
        opened = handoffs.open_in(chat.conversation)
        assert opened
        handoffs.claim(opened.id, "sam", "Sam Whitaker")
        handoffs.resolve(opened.id, "sam", "Sam Whitaker")
        await chat.happens("handoff_resolved", message=f"resolved-{opened.id}")
        await chat.press("effort:2")
        return chat

    chat = await closed()
    said = await chat.without_saving(
        "hm, that still has not arrived here", "question", "action_answer"
    )
    assert responses(said)[:2] == ["utter_handoff_taken_up", "utter_handoff_same_agent"]
    again = await chat.ask("hm, that still has not arrived here")
    assert responses(again) == responses(said), "a turn that was lost says all of it again"
    assert "Sam" in again[1].text
    (opened,) = handoffs.all_open()
    assert (opened.preferred_agent, opened.reason.value) == ("sam", "taken_up")
    handoffs.abandon(opened.id)

    desk.leave("sam")
    chat = await closed()
    assert kinds(await chat.ask(SURE))[0] == "answer", "what is sure is answered meanwhile"
    assert handoffs.open_in(chat.conversation) is None


async def test_a_topic_with_a_queue_of_its_own_goes_there(
    chat: Chat, settings: SettingsFolder, services: Services, handoffs: Handoffs
) -> None:
    article = services.knowledge.article(SURE_SLUG)
    assert article
    settings.change("segments.yml", "queues", "disputes", "topics", value=[article.tags[0]])
    await chat.ask(SURE)
    await chat.press("person")
    opened = handoffs.open_in(chat.conversation)
    assert opened
    assert opened.queue == "disputes"


async def test_who_gets_upset_while_waiting_moves_forward(chat: Chat, handoffs: Handoffs) -> None:
    await chat.press("person")
    await chat.ask("this is ridiculous, which dinosaur answers here")
    opened = handoffs.open_in(chat.conversation)
    assert opened
    assert opened.upset


async def test_who_left_the_queue_is_not_put_into_it_again_unasked(
    chat: Chat, handoffs: Handoffs
) -> None:
    await chat.ask(UNKNOWN)
    await chat.press("cancel_handoff")
    (again,) = await chat.ask(UNKNOWN)
    assert (again.response, again.payloads) == ("utter_in_other_words", ["person"])
    assert handoffs.open_in(chat.conversation) is None
    second = await chat.ask("and mortgages for caravans, or for tree houses?")
    assert responses(second)[0] == "utter_handoff_failed_twice"


async def test_whom_answers_failed_twice_counts_as_having_waited_longer(
    chat: Chat, settings: SettingsFolder, handoffs: Handoffs
) -> None:
    settings.change("handoff.yml", "strained_minutes", value=7)
    await chat.ask(UNKNOWN)
    calm = handoffs.open_in(chat.conversation)
    await chat.press("cancel_handoff")
    await chat.ask(UNKNOWN)
    await chat.ask("and mortgages for caravans, or for tree houses?")
    worn = handoffs.open_in(chat.conversation)
    assert calm
    assert worn
    assert (worn.priority, worn.upset) == (calm.priority + 7, False)


async def test_after_a_handoff_nobody_came_to_the_bot_begins_without_its_failures(
    chat: Chat, handoffs: Handoffs
) -> None:
    await chat.ask(SURE)
    await chat.press("helped:no")
    await chat.press("person")
    opened = handoffs.open_in(chat.conversation)
    assert opened
    assert await chat.happens("handoff_abandoned") == [], "a person is still on the way"
    handoffs.end_for_staying_away(opened.id, now())
    assert responses(await chat.happens("handoff_abandoned")) == ["utter_handoff_abandoned"]
    assert chat.slots["failures"] == 0
    assert chat.slots["tried"] == [SURE_SLUG], "what did not help is still known"
