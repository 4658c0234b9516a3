"""The web process with a mailbox, and a mail provider on this machine."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from launch.paths import HOME
from store.database import Database
from tests.support.channels import At
from tests.support.vendors.mail import MailVendor
from tests.support.waiting import until
from tests.support.web import running_web

SITE = "http://help.tern.example"  # with https cookies would not come back over http


@pytest.fixture
def provider() -> Iterator[MailVendor]:
    with MailVendor() as provider:
        yield provider
        assert provider.refused == []
        assert provider.imap.refused == []


@pytest.fixture
async def at(
    database: Database,
    redis_url: str,
    tmp_path: Path,
    provider: MailVendor,
    request: pytest.FixtureRequest,
) -> AsyncIterator[At]:
    """A web process that knows its own address; with the provider's mailbox if `post` is wanted."""
    folder = Path(shutil.copytree(HOME / "settings", tmp_path / "settings"))
    if "post" in request.fixturenames:
        connections = {"mail": {"kind": "email", **provider.settings}}
        YAML().dump({"connections": connections}, folder / "connections.yml")
    async with running_web(
        database.url,
        redis_url,
        tmp_path,
        settings=folder,
        connection_secrets=dict(At.SECRETS),
        public_url=SITE,
    ) as web:
        provider.effie = web.url
        yield At(web, folder)


@pytest.fixture
async def post(at: At, provider: MailVendor) -> MailVendor:
    """The provider, once its mailbox has been looked into: what comes now is read."""
    await until(lambda: at.web.services.mails.place("mail") is not None)
    return provider
