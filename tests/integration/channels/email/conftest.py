"""The web process with a mailbox, and a mail provider on this machine."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from launch.paths import HOME
from store.database import Database
from tests.support.channels import At
from tests.support.vendors.mail import MailVendor
from tests.support.waiting import until
from tests.support.web import running_web

SITE = "https://help.tern.example"


@pytest.fixture
async def at(database: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[At]:
    """A web process that knows its own address, and no connection yet."""
    folder = Path(shutil.copytree(HOME / "settings", tmp_path / "settings"))
    async with running_web(
        database.url,
        redis_url,
        tmp_path,
        settings=folder,
        connection_secrets=dict(At.SECRETS),
        public_url=SITE,
    ) as web:
        yield At(web, folder)


@pytest.fixture
async def post(at: At) -> AsyncIterator[MailVendor]:
    """A provider whose mailbox has been looked into once: what comes now is read."""
    with MailVendor(at.web.url) as post:
        await at.add("mail", {"kind": "email", **post.settings})
        await until(lambda: at.web.services.mails.place("mail") is not None)
        yield post
        assert post.refused == []
        assert post.imap.refused == []
