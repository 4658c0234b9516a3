"""A conversation goes on by e-mail: a mail to our address with the code, and a mail that asks."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from core.channels.linking import tagged
from core.conversations import Author
from store.database import Database
from tests.support.channels import At, beside
from tests.support.linking import Page, served_at
from tests.support.vendors.mail import OWN, MailVendor
from tests.support.waiting import until


@pytest.fixture
def provider() -> Iterator[MailVendor]:
    with MailVendor() as provider:
        yield provider
        assert provider.refused == []


@pytest.fixture
async def at(
    database: Database, redis_url: str, tmp_path: Path, provider: MailVendor
) -> AsyncIterator[At]:
    mailbox = {"mail": {"kind": "email", **provider.settings}}
    async with served_at(
        database.url, redis_url, tmp_path, public_url="http://help.tern.example"
    ) as at:
        await at.add("mail", mailbox["mail"])
        provider.effie = at.web.url
        await until(lambda: at.web.services.mails.place("mail") is not None)
        yield at


async def test_the_link_of_our_mail_confirms_and_a_forged_yes_does_not(
    at: At, page: Page, provider: MailVendor
) -> None:
    offered = await page.offered("mail")
    assert (
        offered["url"]
        == f"mailto:{tagged(OWN, offered['code'])}?subject=Continue%20" + (offered["code"])
    )
    mail = provider.mail("here I am", "Continue")
    mail.replace_header("To", tagged(OWN, offered["code"]))
    provider.deliver(mail)
    await until(lambda: bool(provider.got_by()))
    (asked,) = provider.got_by()
    assert str(offered["number"]) in asked.plain
    await page.decide(offered["id"])
    provider.deliver(provider.mail("Yes", "Re: Continue"))
    await at.inbox()
    assert (await page.state(offered["id"]))["state"] == "asked", "anybody can write a sender"

    await beside(provider.follow, provider.link(asked, "Yes"), "POST")
    await until(lambda: at.web.services.links.get(offered["id"]).done_at is not None)  # type: ignore[union-attr]
    await at.bot_says(page.conversation, "Said by mail", author=Author.AGENT)
    await until(lambda: any("Said by mail" in got.plain for got in provider.got_by()))
    provider.say("and my answer")
    said = (await at.inbox(3))[-1]
    assert (said.conversation, said.channel, said.text) == (
        page.conversation,
        "mail",
        "and my answer",
    )
