"""A number on WhatsApp, and somebody who has written to it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.support.channels import At, beside
from tests.support.vendors.whatsapp import WhatsAppVendor


@pytest.fixture
async def vendor(at: At) -> AsyncIterator[WhatsAppVendor]:
    with WhatsAppVendor(at.web.url) as vendor:
        await at.connect("whatsapp", vendor, kind="whatsapp", **vendor.settings)
        yield vendor


@pytest.fixture
async def conversation(at: At, vendor: WhatsAppVendor) -> str:
    await beside(vendor.say, "hello")
    (message,) = await at.inbox()
    return message.conversation
