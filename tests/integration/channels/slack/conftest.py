"""An app in a workspace of Slack's, and somebody who has written to it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.support.channels import At, beside
from tests.support.vendors.slack import SlackVendor


@pytest.fixture
async def vendor(at: At) -> AsyncIterator[SlackVendor]:
    with SlackVendor(at.web.url) as vendor:
        await at.connect("slack", vendor, kind="slack", **vendor.settings)
        yield vendor


@pytest.fixture
async def conversation(at: At, vendor: SlackVendor) -> str:
    await beside(vendor.say, "hello")
    (message,) = await at.inbox()
    return message.conversation
