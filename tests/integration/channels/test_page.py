"""The page of connections: what works, what does not and why, and a message to try it with."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from core.channels import Kind, Tally
from core.staff import Role
from store.audit import read_audit
from tests.support.channels import At, beside
from tests.support.vendors.telegram import TelegramVendor
from tests.support.vendors.vendor import Answer, Fault
from tests.support.vendors.webhook import WebhookVendor
from tests.support.waiting import until
from tests.support.web import sign_in


@pytest.fixture
async def vendor(at: At) -> AsyncIterator[TelegramVendor]:
    with TelegramVendor(at.web.url) as vendor:
        await at.connect("telegram", vendor, kind="telegram")
        yield vendor


@pytest.fixture
async def ravi(at: At) -> AsyncIterator[httpx.AsyncClient]:
    """An admin's browser."""
    at.web.add_staff("Ravi Menon", Role.ADMIN)
    async with at.web.browser() as browser:
        token = await sign_in(browser, "ravi@tern.example")
        browser.headers["X-CSRF-Token"] = token
        browser.headers["Accept"] = "text/html"
        yield browser


async def page(browser: httpx.AsyncClient, place: str = "/channels") -> str:
    """Return the words of the page."""
    answer = await browser.get(place)
    assert answer.status_code == 200
    return words(answer)


def words(answer: httpx.Response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2]).split())


async def send_test(browser: httpx.AsyncClient, to: str) -> str:
    answer = await browser.post("/channels/telegram/test", data={"to": to})
    if answer.is_redirect:
        return await page(browser, answer.headers["location"])
    return words(answer)


async def test_without_connections_it_tells_how_to_add_the_first(
    at: At, ravi: httpx.AsyncClient
) -> None:
    told = await page(ravi)
    assert "Nothing is connected yet" in told
    assert "settings/connections.yml" in told


async def test_a_connection_that_is_off_names_what_is_missing(
    at: At, ravi: httpx.AsyncClient, vendor: TelegramVendor
) -> None:
    await at.connect("other", vendor, kind="telegram")
    told = await page(ravi)
    assert "EFFIE_OTHER_TOKEN and EFFIE_OTHER_SECRET are not set." in told
    assert f"{at.web.url}/channels/other" in told


async def test_a_test_message_reaches_whom_it_was_sent_to(
    at: At, ravi: httpx.AsyncClient, vendor: TelegramVendor
) -> None:
    assert "Nobody has written here yet" in await page(ravi)
    await beside(vendor.say, "hello")
    await at.inbox()
    told = await send_test(ravi, str(vendor.customer))
    assert "The test message to Ana of" in told
    assert "was sent : the vendor has it" in told
    (message,) = vendor.shown()
    assert "This is a test from" in message["text"]
    (line,) = await asyncio.to_thread(read_audit, at.web.services.database, "telegram")
    assert line.what == "channel.test"


async def test_a_test_message_that_fails_is_never_said_to_be_sent(
    at: At, ravi: httpx.AsyncClient, vendor: TelegramVendor
) -> None:
    await beside(vendor.say, "hello")
    await at.inbox()
    vendor.blocked.add(str(vendor.customer))
    told = await send_test(ravi, str(vendor.customer))
    assert "has failed : They have blocked us on Telegram, or left." in told
    assert "was sent" not in told
    assert "(can’t be reached)" in told
    assert "Failed in the last 30 days" in told


@pytest.mark.parametrize("to", ["", "nobody"])
async def test_a_test_message_to_nobody_is_refused_in_words(
    at: At, ravi: httpx.AsyncClient, vendor: TelegramVendor, to: str
) -> None:
    await beside(vendor.say, "hello")
    await at.inbox()
    assert "Choose whom the test message goes to." in await send_test(ravi, to)
    assert vendor.shown() == []


async def test_a_connection_that_the_vendor_does_not_take_says_so(
    at: At, ravi: httpx.AsyncClient, vendor: TelegramVendor
) -> None:
    await beside(vendor.say, "hello")
    await at.inbox()
    vendor.faults.append(Fault(Answer(401, {"ok": False}), of="sendMessage"))
    told = await send_test(ravi, str(vendor.customer))
    assert "Failing" in told
    assert "Telegram does not know EFFIE_TELEGRAM_TOKEN." in told
    assert "has not been taken yet" in told


async def test_what_is_not_known_and_what_is_forged_is_counted_without_its_content(
    at: At, ravi: httpx.AsyncClient, vendor: TelegramVendor
) -> None:
    """Field bug: shapes of tomorrow were dropped, and nobody ever knew."""
    for body in ({"of_tomorrow": {"text": "a secret"}}, {"message": {"text": "from nobody"}}):
        assert (await beside(vendor.update, **body)).status_code == 200
    robot = {**vendor.person(7), "is_bot": True}
    chat = {"id": 7, "type": "private"}
    await beside(vendor.update, message={"message_id": 1, "chat": chat, "from": robot, "text": "x"})
    await beside(vendor.update, secret="guessed", message={})
    tallies = at.web.services.overviews.of("telegram").tallies
    assert {what: counted.times for what, counted in tallies.items()} == {
        Tally.UNKNOWN: 2,
        Tally.FORGED: 1,
    }
    told = await page(ravi)
    assert "Shapes that are not known here 2, the last" in told
    assert "a secret" not in told


async def test_a_part_that_is_not_known_does_not_keep_the_rest_out(at: At) -> None:
    with WebhookVendor(at.web.url) as vendor:
        await at.connect("hook", vendor, kind="webhook")
        long_name = {"type": "message", "from": {"id": "a" * 201}, "text": "hello"}
        assert (await beside(vendor.deliver, long_name)).status_code == 200
        assert at.web.services.overviews.of("hook").tallies[Tally.UNKNOWN].times == 1


@pytest.mark.parametrize("kind", Kind)
async def test_every_kind_has_its_steps(ravi: httpx.AsyncClient, kind: Kind) -> None:
    told = await page(ravi, f"/channels/help/{kind.value}")
    assert "Step by step" in told
    assert "connections:" in told


async def test_what_waits_and_what_came_last_is_told(
    at: At, ravi: httpx.AsyncClient, vendor: TelegramVendor
) -> None:
    assert "Last message in none yet Last message out none yet" in await page(ravi)
    await beside(vendor.say, "hello")
    (message,) = await at.inbox()
    await at.bot_says(message.conversation, "Hi")
    await until(lambda: bool(vendor.sent))

    async def is_told() -> bool:
        told: Any = await page(ravi)
        return "none yet" not in told

    await until(is_told)
