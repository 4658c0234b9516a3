"""Numbers of Twilio's, and a web process behind a proxy, which Twilio knows by another address."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from launch.paths import HOME
from store.channels import Place
from store.clock import now
from store.database import Database
from tests.support.channels import At, beside
from tests.support.vendors.twilio import ACCOUNT, TwilioVendor, TwilioWhatsAppVendor
from tests.support.waiting import until
from tests.support.web import running_web

PUBLIC = "https://tern.example/support"


@pytest.fixture
async def at(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[At]:
    """A web process that is called over HTTP, and known by HTTPS."""
    folder = Path(shutil.copytree(HOME / "settings", tmp_path / "settings"))
    async with running_web(
        database.url,
        redis_url,
        tmp_path,
        settings=folder,
        connection_secrets=dict(At.SECRETS),
        public_url=PUBLIC,
    ) as web:
        yield At(web, folder)


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
