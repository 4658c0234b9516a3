"""What the web process does in the background, on a real record and a real Redis."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text, update

from core.answering import Reason
from core.conversations import ANONYMOUS, Author, Holder, InboxMessageKind, Utterance
from core.environment import read_environment
from store.clock import now
from store.database import Database
from store.handoffs import Opening
from store.realtime import end_tasks
from store.schema import conversations, handoff_events
from tests.support.held_board import held_board
from tests.support.only_bot import OnlyBot
from tests.support.waiting import until
from web.background.leader import (
    keep_holders_in_step,
    notice_silence,
    open_broken_handoff,
    run_background_jobs,
)
from web.background.recorder import Recorder
from web.background.repeated_questions import note_repeated_questions
from web.background.watchers import tell_watchers
from web.handoffs import announce
from web.services import Services, build_services

HOME = Path(__file__).parents[3]
SECRET = "s" * 40


@pytest.fixture
async def services(database: Database, redis_url: str) -> AsyncIterator[Services]:
    variables = {
        "DATABASE_URL": database.url,
        "REDIS_URL": redis_url,
        "EFFIE_SECRET": SECRET,
        "EFFIE_IDENTITY_SECRET": SECRET,
    }
    services = build_services(read_environment(variables, HOME))
    await services.redis.flushdb()
    yield services
    await services.close()


def begin(services: Services, minutes_ago: float) -> str:
    conversation = services.conversations.start(ANONYMOUS, "web", "").id
    at = now() - timedelta(minutes=minutes_ago)
    said = Utterance(f"{conversation}-1", conversation, Author.CUSTOMER, "hello", at)
    services.transcripts.add([replace(said, message="message-1")])
    with services.database.writing() as connection:
        connection.execute(update(conversations).values(last_at=at))
    return conversation


def recorder_of(services: Services) -> Recorder:
    async def call_a_person(conversation: str) -> None:
        await open_broken_handoff(services, conversation)

    return Recorder(
        services.events,
        services.transcripts,
        services.news,
        call_a_person,
        partial(note_repeated_questions, services),
        partial(tell_watchers, services),
        len,
    )


def event_of(conversation: str, words: str) -> dict[str, Any]:
    """What Rasa publishes of something the bot says."""
    at = now().timestamp()
    return {"event": "bot", "sender_id": conversation, "timestamp": at, "text": words}


async def test_a_customer_who_fell_silent_is_asked_about_once(services: Services) -> None:
    quiet = begin(services, minutes_ago=30)
    await notice_silence(services)
    await notice_silence(services)
    (delivered,) = await OnlyBot(services.redis).next()
    assert (delivered.message.conversation, delivered.message.kind) == (
        quiet,
        InboxMessageKind.SILENCE,
    )


async def test_a_customer_who_spoke_a_minute_ago_is_left_alone(services: Services) -> None:
    begin(services, minutes_ago=1)
    await notice_silence(services)
    assert await OnlyBot(services.redis).next() == []


async def test_a_customer_who_has_been_gone_for_days_is_not_asked(services: Services) -> None:
    begin(services, minutes_ago=2 * 24 * 60)
    await notice_silence(services)
    assert await OnlyBot(services.redis).next() == []


async def test_a_resolve_that_was_cut_off_is_finished_once(services: Services) -> None:
    handoff = services.handoffs.open("resolved", Opening(Reason.ASKED, "support", "newcomer"))
    services.handoffs.claim(handoff.id, "sam", "Sam Whitaker")
    services.handoffs.resolve(handoff.id, "sam", "Sam Whitaker")
    await services.holders.set("resolved", Holder.AGENT)
    for _ in range(2):
        await announce(services)
    entries = [delivered.message for delivered in await OnlyBot(services.redis).next()]
    assert [entry.kind for entry in entries] == [
        InboxMessageKind.NOTICE,
        InboxMessageKind.NOTICE,
        InboxMessageKind.RESOLVED,
    ]
    assert entries[1].text == "Sam has closed this request."
    assert await services.holders.get("resolved") is Holder.BOT
    assert services.handoff_history.unannounced() == []


async def test_what_was_announced_is_not_said_again_after_redis_lost_its_memory(
    services: Services,
) -> None:
    handoff = services.handoffs.open("claimed", Opening(Reason.ASKED, "support", "newcomer"))
    services.handoffs.claim(handoff.id, "sam", "Sam Whitaker")
    await announce(services, handoff.id)
    assert await services.inbox.length() == 1
    await services.redis.flushdb()
    await announce(services)
    assert await services.inbox.length() == 0


async def test_a_notice_that_was_said_is_not_said_again_though_nobody_noted_that_it_was(
    services: Services,
) -> None:
    """A crash before the note, and then Redis lost its data: the record still knows."""
    handoff = services.handoffs.open("claimed", Opening(Reason.ASKED, "support", "newcomer"))
    services.handoffs.claim(handoff.id, "sam", "Sam Whitaker")
    await announce(services, handoff.id)
    (notice,) = (delivered.message for delivered in await OnlyBot(services.redis).next())
    said = Utterance("event-1", "claimed", Author.NOTICE, notice.text, now(), notice.id)
    services.transcripts.add([said])
    with services.database.writing() as connection:
        connection.execute(update(handoff_events).values(announced_at=None))
    await services.redis.flushdb()
    await announce(services)
    assert await services.inbox.length() == 0


async def test_an_event_that_is_published_again_is_recorded_once(services: Services) -> None:
    """At another place of another stream: Redis has lost its data since."""
    said = event_of(services.conversations.start(ANONYMOUS, "web", "").id, "hello")
    for _ in range(2):
        await services.redis.flushdb()
        recorder = recorder_of(services)
        await recorder.start()
        await services.redis.xadd("events", {"event": json.dumps(said)})
        await recorder.record_next(10)
    assert [u.text for u in services.transcripts.read(said["sender_id"])] == ["hello"]


async def test_what_an_earlier_version_recorded_and_never_settled_is_not_doubled(
    services: Services,
) -> None:
    said = event_of(services.conversations.start(ANONYMOUS, "web", "").id, "hello")
    recorder = recorder_of(services)
    await services.events.open()
    place = await services.redis.xadd("events", {"event": json.dumps(said)})
    utterance = Utterance(place, said["sender_id"], Author.BOT, "hello", now())
    services.transcripts.add([utterance])
    await services.events.next(10)
    await recorder.start()
    assert len(services.transcripts.read(said["sender_id"])) == 1
    assert await services.events.unsettled() == []


async def test_what_the_record_cannot_hold_is_set_aside_and_the_others_are_recorded(
    services: Services,
) -> None:
    refuse = """CREATE TRIGGER refuse BEFORE INSERT ON utterances WHEN NEW.text = 'refused'
                BEGIN SELECT RAISE(ABORT, 'not this one'); END"""
    with services.database.writing() as connection:
        connection.execute(text(refuse))
    conversation = services.conversations.start(ANONYMOUS, "web", "").id
    recorder = recorder_of(services)
    await recorder.start()
    far_off = event_of(conversation, "far off") | {"timestamp": 1e20}
    said = [event_of(conversation, words) for words in ("one", "refused", "two")]
    for event in (far_off, *said):
        await services.redis.xadd("events", {"event": json.dumps(event)})
    await recorder.record_next(10)
    assert [u.text for u in services.transcripts.read(conversation)] == ["one", "two"]
    letters = await services.dead_letters.newest()
    assert [json.loads(letter.entry)["text"] for letter in letters] == ["refused", "far off"]
    assert await services.events.unsettled() == []


async def test_one_handoff_that_cannot_be_announced_keeps_no_other_from_it(
    services: Services,
) -> None:
    for name in ("broken", "sound"):
        handoff = services.handoffs.open(name, Opening(Reason.ASKED, "support", "newcomer"))
        services.handoffs.claim(handoff.id, "sam", "Sam Whitaker")
    with services.database.writing() as connection:
        broken = handoff_events.c.conversation == "broken"
        connection.execute(update(handoff_events).where(broken).values(detail="no object"))
    await announce(services)
    entries = [delivered.message for delivered in await OnlyBot(services.redis).next()]
    assert [entry.conversation for entry in entries] == ["sound"]
    left = {event.conversation for event in services.handoff_history.unannounced()}
    assert left == {"broken"}


async def test_the_copy_of_who_holds_a_conversation_is_mended_from_the_record(
    services: Services,
) -> None:
    claimed = services.handoffs.open("claimed", Opening(Reason.ASKED, "support", "newcomer"))
    services.handoffs.claim(claimed.id, "sam", "Sam")
    await services.holders.set("resolved long ago", Holder.AGENT)
    await keep_holders_in_step(services)
    assert await services.holders.get("claimed") is Holder.AGENT
    assert await services.holders.get("resolved long ago") is Holder.BOT


async def test_an_apology_for_a_fault_of_ours_calls_a_person(services: Services) -> None:
    conversation = services.conversations.start(ANONYMOUS, "web", "").id

    recorder = recorder_of(services)
    await recorder.start()
    apology = {
        "event": "bot",
        "sender_id": conversation,
        "timestamp": now().timestamp(),
        "text": "Something went wrong on our side.",
        "data": {"custom": {"kind": "broken"}},
        "metadata": {},
    }
    unreadable = {"event": "bot", "sender_id": conversation, "timestamp": "yesterday", "text": "x"}
    for event in (unreadable, apology):
        await services.redis.xadd("events", {"event": json.dumps(event)})
    await recorder.record_next(10)

    apology["sender_id"] = "a conversation the record has lost"
    await services.redis.xadd("events", {"event": json.dumps(apology)})
    await recorder.record_next(10)

    (said,) = services.transcripts.read(conversation)
    assert said.text == "Something went wrong on our side."
    handoff = services.handoffs.open_in(conversation)
    assert handoff is not None
    assert handoff.reason == "broken"


async def test_words_are_recorded_while_who_looks_after_handoffs_waits_for_the_queue(
    services: Services,
) -> None:
    board = held_board(services)
    jobs = asyncio.create_task(run_background_jobs(replace(services, queue_snapshots=board)))
    await until(lambda: board.asked > 0)
    event = {"event": "bot", "sender_id": "c", "text": "Noted.", "timestamp": now().timestamp()}
    await services.redis.xadd("events", {"event": json.dumps(event)})
    await until(lambda: [said.text for said in services.transcripts.read("c")] == ["Noted."])
    await end_tasks([jobs])


async def test_tasks_that_miss_a_cancellation_end_though_whoever_ends_them_is_cancelled() -> None:
    missed: list[str] = []

    async def stubborn() -> None:
        while len(missed) < 2:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                missed.append("as redis-py does now and then")

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    ending = asyncio.create_task(end_tasks([task]))
    await asyncio.sleep(0)
    ending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await ending
    assert (task.done(), len(missed)) == (True, 2)
