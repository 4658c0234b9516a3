"""Numbers of Twilio's, and a web process behind a proxy, which Twilio knows by another address."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from store.channels import Place
from store.clock import now
from tests.support.channels import At, beside
from tests.support.vendors.twilio import ACCOUNT, TwilioVendor, TwilioWhatsAppVendor
from tests.support.waiting import until

PUBLIC = "https://tern.example/support"


@pytest.fixture
def public_url() -> str:
    return PUBLIC


@pytest.fixture
async def vendor(at: At) -> AsyncIterator[TwilioVendor]:
    with TwilioVendor(at.web.url, public=PUBLIC) as vendor:
        await at.connect("sms", vendor, kind="twilio", **vendor.settings)
        yield vendor


@pytest.fixture
async def whatsapp(at: At) -> AsyncIterator[TwilioWhatsAppVendor]:
    with TwilioWhatsAppVendor(at.web.url, public=PUBLIC) as vendor:
        await at.connect("twilio-whatsapp", vendor, kind="twilio", **vendor.settings)
        yield vendor


@pytest.fixture
async def known(at: At) -> AsyncIterator[TwilioVendor]:
    """Twilio, which was looked at an hour ago for the first time, and tells of a minute ago."""
    begun = Place(ACCOUNT, "", 0, now() - timedelta(hours=1))
    at.web.services.mails.begin("sms", begun)
    with TwilioVendor(at.web.url, public=PUBLIC) as vendor:
        vendor.ago = 60.0
        await at.connect("sms", vendor, kind="twilio", **vendor.settings)

        def was_looked_at() -> bool:
            place = at.web.services.mails.place("sms")
            return place is not None and place.looked_at is not None

        await until(was_looked_at)
        yield vendor


@pytest.fixture
async def conversation(at: At, vendor: TwilioVendor) -> str:
    await beside(vendor.say, "hello")
    (message,) = await at.inbox()
    return message.conversation
