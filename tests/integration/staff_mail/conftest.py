"""The web process with a mail server for the staff on this machine, and no mailbox."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from core.staff import Role
from store.database import Database
from tests.support.vendors.mail import OWN, MailVendor
from tests.support.vendors.mail import PASSWORD as MAIL_PASSWORD
from tests.support.web import Web, running_web

SITE = "http://help.tern.example"  # with https cookies would not come back over http


@pytest.fixture
def provider() -> Iterator[MailVendor]:
    with MailVendor() as provider:
        yield provider
        assert provider.refused == []


@pytest.fixture
async def web(
    database: Database, redis_url: str, tmp_path: Path, provider: MailVendor
) -> AsyncIterator[Web]:
    port = provider.settings["smtp"]["port"]
    mail = {"url": f"smtp+plain://127.0.0.1:{port}", "from": OWN, "user": OWN}
    mail["password"] = MAIL_PASSWORD
    async with running_web(database.url, redis_url, tmp_path, public_url=SITE, mail=mail) as web:
        web.add_staff("Ravi Menon", Role.ADMIN)
        yield web
