"""A customer parts a channel from the others, and what the page offers follows one rule."""

from __future__ import annotations

import pytest

from core.conversations import InboxMessageKind
from store.audit import read_audit
from tests.integration.linking.test_going_over import linked
from tests.support.channels import At, beside
from tests.support.linking import Page, saw
from tests.support.vendors.messenger import MessengerVendor
from tests.support.vendors.telegram import TelegramVendor


@pytest.mark.parametrize("words", ["/unlink", "Unlink"])
async def test_a_customer_unlinks_where_they_write_and_both_ends_are_told(
    at: At, page: Page, vendor: TelegramVendor, words: str
) -> None:
    await page.say("my card was swallowed")
    await linked(page, vendor)
    await beside(vendor.say, words)
    await saw(vendor, "no longer linked with any other")
    notice = next(m for m in await at.inbox(3) if "its customer has asked for it" in m.text)
    assert (notice.conversation, notice.kind) == (page.conversation, InboxMessageKind.NOTICE)
    who = at.web.services.identities.get("telegram", str(vendor.customer))
    assert who is not None
    audit = read_audit(at.web.services.database, f"identity {who.id}")
    assert "the customer, on telegram" in str(audit)
    await beside(vendor.say, "somebody new")
    await at.settled("telegram")
    (new,) = [each for each in await at.web.inbox() if each.text == "somebody new"]
    assert new.conversation != page.conversation


async def test_where_nothing_is_linked_the_bare_word_is_a_message_and_the_command_is_answered(
    at: At, vendor: TelegramVendor
) -> None:
    await beside(vendor.say, "unlink")
    (said,) = await at.inbox()
    assert (said.text, said.kind) == ("unlink", InboxMessageKind.CUSTOMER)
    await beside(vendor.say, "/unlink")
    await saw(vendor, "not linked with any other")


async def test_the_page_offers_what_reaches_them(
    at: At, page: Page, vendor: TelegramVendor
) -> None:
    async def ways() -> list[str]:
        told = (await page.ask("GET", "ways")).json()["ways"]
        return [each["connection"] for each in told]

    await page.say("hello")
    assert await ways() == ["telegram"]
    await linked(page, vendor)
    assert await ways() == ["telegram"]
    note = at.web.services.identities.note_unreachable
    note("telegram", str(vendor.customer), "They have blocked us.")
    assert await ways() == []


@pytest.mark.parametrize("is_new", [True, False])
async def test_a_link_of_messengers_brings_its_code_in_a_new_chat_and_in_an_old_one(
    at: At, page: Page, is_new: bool
) -> None:
    """Field bug: only one of the two places was read in which Meta tells it."""
    with MessengerVendor(at.web.url) as vendor:
        chat = "https://m.me/tern.example"
        await at.connect("messenger", vendor, kind="messenger", chat=chat, **vendor.settings)
        await page.say("hello")
        code = await page.offered("messenger")
        assert code["url"] == f"{chat}?ref={code['code']}"
        told = {"ref": code["code"], "source": "SHORTLINK", "type": "OPEN_THREAD"}
        if is_new:
            begun = {"title": "Get started", "payload": "GET_STARTED", "mid": "m_begun"}
            await beside(vendor.event, postback={**begun, "referral": told})
        else:
            await beside(vendor.say, "hello")
            await beside(vendor.event, referral=told)
        await at.shown(vendor)
        assert f"shows the number {code['number']}" in vendor.shown()[-1]["text"]
