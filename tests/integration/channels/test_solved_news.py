"""On a messenger who asked to be told that something is solved gets one message."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from core.announcements import Announcement
from core.channels import Delivery
from core.conversations import Author, InboxMessageKind, Utterance
from store.announcements import Asked
from store.clock import now
from store.database import Database
from tests.support.announcements import post_problem, solve
from tests.support.channels import At, beside
from tests.support.vendors.telegram import TelegramVendor
from tests.support.waiting import until
from web.announcements.telling import tell_subscribers

NEWS = "Solved: Cards work again."


@pytest.fixture
async def vendor(at: At) -> AsyncIterator[TelegramVendor]:
    with TelegramVendor(at.web.url) as vendor:
        await at.connect("telegram", vendor, kind="telegram", account="tern_help_bot")
        yield vendor


async def offered(at: At, vendor: TelegramVendor, announcement: Announcement) -> str:
    """Let a customer be told of it as the bot tells them, and return the conversation."""
    await beside(vendor.say, "my card was declined")
    (said,) = await at.inbox()
    buttons = [("Tell me when it's solved", f"subscribe:{announcement.id}"), ("A person", "person")]
    await at.bot_says(said.conversation, f"We know about this: {announcement.words}", buttons)
    return said.conversation


async def said_once_it_is_solved(at: At, database: Database, announcement: Announcement) -> None:
    """Solve it, and record what is said then as the recorder does."""
    solve(database, announcement, "Cards work again.")
    await asyncio.gather(*(tell_subscribers(at.web.services) for _ in range(2)))
    inbox = await at.web.inbox()
    (notice,) = [each for each in inbox if each.kind is InboxMessageKind.NOTICE]
    said = Utterance(
        *(notice.id, notice.conversation, Author.NOTICE, notice.text, now(), notice.id)
    )
    await asyncio.to_thread(at.web.services.transcripts.add, [said])


async def test_a_tap_asks_and_the_news_comes_once_into_the_same_chat(
    at: At, vendor: TelegramVendor, database: Database
) -> None:
    problem = post_problem(database)
    conversation = await offered(at, vendor, problem)
    await at.shown(vendor)
    await beside(vendor.tap, "Tell me when it's solved")
    pressed = (await at.inbox(2))[-1]
    assert str(pressed.choice) == f"subscribe:{problem.id}"
    at.web.services.subscribers.subscribe(problem.id, conversation)  # what the bot does then

    await said_once_it_is_solved(at, database, problem)
    assert [each["text"] for each in await at.shown(vendor, 2)][1:] == [NEWS]
    await tell_subscribers(at.web.services)
    await at.outbox(conversation, Delivery.SENT)
    assert [each["text"] for each in vendor.shown()][1:] == [NEWS]
    assert at.web.services.subscribers.of(problem.id) == Asked(asked=1, told=1)
    assert vendor.refused == []


async def test_who_has_blocked_us_meanwhile_is_counted_as_not_reached(
    at: At, vendor: TelegramVendor, database: Database
) -> None:
    problem = post_problem(database)
    conversation = await offered(at, vendor, problem)
    await at.shown(vendor)
    at.web.services.subscribers.subscribe(problem.id, conversation)
    vendor.blocked.add(str(vendor.customer))
    await said_once_it_is_solved(at, database, problem)
    of = at.web.services.subscribers.of
    await until(lambda: of(problem.id) == Asked(asked=1, told=1, failed=1))
