"""The door of the generic webhook: only what is signed, once, and answered at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest

from tests.support.channels import At, beside
from tests.support.vendors.webhook import LONG_AGO, WebhookVendor
from tests.support.waiting import PATIENCE

HELLO = {"type": "message", "from": {"id": "ana", "name": "Ana"}, "text": "hello"}


@pytest.fixture
async def vendor(at: At) -> AsyncIterator[WebhookVendor]:
    with WebhookVendor(at.web.url) as vendor:
        await at.connect("hook", vendor, kind="webhook")
        yield vendor


async def test_what_a_customer_writes_is_on_its_way_under_the_vendors_id_once(
    at: At, vendor: WebhookVendor
) -> None:
    """Field bug: the same delivery again was taken for a new message."""
    for _ in range(3):
        assert (await beside(vendor.deliver, HELLO, "delivery-1")).status_code == 200
    assert (await beside(vendor.deliver, {**HELLO, "text": "again"})).status_code == 200
    assert [message.text for message in await at.inbox(2)] == ["hello", "again"]
    one, other = await at.inbox(2)
    assert one.conversation == other.conversation
    assert one.channel == "hook"
    profile = at.web.services.conversations.get(one.conversation).profile
    assert not profile.verified, "a name that a vendor tells is a hint, no proof"
    assert ("Name on hook", "Ana") in profile.facts


@pytest.mark.parametrize("place", [0, 20, -1])
async def test_a_changed_byte_is_refused(at: At, vendor: WebhookVendor, place: int) -> None:
    body = bytearray(b'{"type": "message", "from": {"id": "ana"}, "text": "hello"}')
    signed = vendor.headers(bytes(body))
    body[place] ^= 1
    answer = await beside(vendor.deliver, bytes(body), headers=signed)
    assert answer.status_code == 401
    assert await asyncio.to_thread(at.web.services.arrivals.lanes, ["hook"]) == []


@pytest.mark.parametrize("missing", ["webhook-id", "webhook-timestamp", "webhook-signature"])
async def test_what_is_not_signed_is_refused(at: At, vendor: WebhookVendor, missing: str) -> None:
    for odd in ("", "v1", "v1,???", "é"):
        try:
            answer = await beside(vendor.deliver, HELLO, headers={missing: odd})
        except UnicodeEncodeError:
            continue  # the client sends no such header
        assert answer.status_code == 401, odd


@pytest.mark.parametrize("age", [LONG_AGO, -LONG_AGO])
async def test_what_was_signed_long_ago_is_refused(
    vendor: WebhookVendor, age: type[LONG_AGO]
) -> None:
    assert (await beside(vendor.deliver, HELLO, at=datetime.now(UTC) - age)).status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"\xff\xfe",
        b'{"type": "of tomorrow", "from": {"id": "ana"}}',
        b'{"type": "message"}',
        b'{"type": "message", "from": "ana", "text": {}}',
        b'{"type": "status", "from": {"id": "ana"}, "message": "effie-1", "status": "eaten"}',
        b"[" * 50_000,
    ],
)
async def test_a_shape_that_nobody_knows_is_acknowledged_and_starts_nothing(
    at: At, vendor: WebhookVendor, body: bytes
) -> None:
    """Field bug: an event without the usual fields raised, and was delivered again for days."""
    answer = await beside(vendor.deliver, body)
    assert answer.status_code == (401 if body == b"\xff\xfe" else 200)
    assert await asyncio.to_thread(at.web.services.arrivals.lanes, ["hook"]) == []


async def test_an_emoji_is_signed_by_its_bytes(at: At, vendor: WebhookVendor) -> None:
    """Field bug: a body with emoji failed its signature, read as ASCII or written anew."""
    body = '{"type":"message","from":{"id":"ana"},"text":"caf\\u00e9 @ 😀"}'.encode()
    assert (await beside(vendor.deliver, body)).status_code == 200
    assert [message.text for message in await at.inbox()] == ["café @ 😀"]


@pytest.mark.parametrize("odd", [float("nan"), float("inf"), "nan", "-1e999", 1e20, "soon"])
async def test_a_time_that_is_none_is_the_time_of_the_delivery(
    at: At, vendor: WebhookVendor, odd: object
) -> None:
    assert (await beside(vendor.deliver, {**HELLO, "at": odd})).status_code == 200
    assert [message.text for message in await at.inbox()] == ["hello"]


async def test_more_than_a_megabyte_is_refused(vendor: WebhookVendor) -> None:
    fits, too_much = b" " * 1_000_000, b" " * 1_000_001
    assert (await beside(vendor.deliver, fits)).status_code == 200
    assert (await beside(vendor.deliver, too_much)).status_code == 413


async def test_a_connection_that_is_unknown_or_has_no_secrets_is_not_there(
    at: At, vendor: WebhookVendor
) -> None:
    await at.connect("other", vendor, kind="webhook")
    async with httpx.AsyncClient(base_url=at.web.url, timeout=PATIENCE, trust_env=False) as anybody:
        assert (await anybody.post("/channels/other", content=b"{}")).status_code == 404
        assert (await anybody.post("/channels/nothing", content=b"{}")).status_code == 404
        assert (await anybody.get("/channels/hook")).status_code == 401


async def test_card_numbers_are_masked_before_anything_is_stored(
    at: At, vendor: WebhookVendor
) -> None:
    number = "4111 1111 1111 1111"
    await beside(vendor.deliver, {**HELLO, "text": f"my card {number} is lost"})
    said, notice = await at.inbox(2)
    assert number not in said.text
    assert notice.text == at.web.services.settings.privacy.notice
