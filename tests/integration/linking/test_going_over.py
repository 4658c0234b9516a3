"""A conversation goes from the page to a messenger and back: only if both ends agree."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select, update

from core.channels.linking import LINK_LASTS, MAX_LINK_TRIES
from core.conversations import Author, Profile
from store.audit import read_audit
from store.clock import now
from store.schema import links
from tests.support.channels import At, beside
from tests.support.linking import Page, saw
from tests.support.vendors.telegram import TelegramVendor


async def linked(page: Page, vendor: TelegramVendor, **more: Any) -> dict[str, Any]:
    """Link the page with the messenger, as a customer does who holds both."""
    offered = await page.offered("telegram", **more)
    await beside(vendor.say, f"/start {offered['code']}")
    asked = await saw(vendor, str(offered["number"]))
    assert [each["label"] for each in asked["buttons"]] == ["Yes", "No"]
    await beside(vendor.tap, "Yes")
    await saw(vendor, "confirm it in the chat on our website")
    told = await page.decide(offered["id"])
    assert told.json()["state"] == "done"
    return told.json()


async def test_the_conversation_goes_on_where_the_customer_is_and_nothing_is_repeated(
    at: At, page: Page, vendor: TelegramVendor
) -> None:
    await page.say("my card was swallowed")
    await at.bot_says(page.conversation, "I look into it.")
    await linked(page, vendor)
    await at.bot_says(page.conversation, "Said on Telegram", author=Author.AGENT)
    await saw(vendor, "Said on Telegram")
    await beside(vendor.say, "thank you")
    said = (await at.inbox(3))[-1]
    assert (said.conversation, said.channel, said.text) == (
        page.conversation,
        "telegram",
        "thank you",
    )
    await page.say("back on the page")
    await at.bot_says(page.conversation, "Said on the page", author=Author.AGENT)
    await beside(vendor.say, "and here again")
    await at.inbox(5)
    await at.bot_says(page.conversation, "Said here again", author=Author.AGENT)
    await saw(vendor, "Said here again")
    shown = [each["text"] for each in vendor.shown()]
    assert not any("I look into it" in text or "on the page" in text for text in shown)
    assert {each.conversation for each in await at.web.inbox()} == {page.conversation}


async def test_a_code_shows_nothing_of_the_conversation_before_both_ends_agree(
    at: At, page: Page, vendor: TelegramVendor
) -> None:
    await page.say("my secret worry")
    offered = await page.offered("telegram")
    await beside(vendor.say, f"/start {offered['code']}")
    asked = await saw(vendor, str(offered["number"]))
    assert "worry" not in asked["text"]
    state = await page.state(offered["id"])
    assert (state["state"], state["name"], state["number"]) == ("asked", "Ana", offered["number"])
    await page.decide(offered["id"])
    await at.bot_says(page.conversation, "For the page alone", author=Author.AGENT)
    await beside(vendor.say, "hello")
    other = (await at.inbox(2))[-1]
    assert other.conversation != page.conversation, "only one end has agreed"


@pytest.mark.parametrize("at_page", [True, False])
async def test_either_end_that_says_no_ends_it(
    at: At, page: Page, vendor: TelegramVendor, at_page: bool
) -> None:
    offered = await page.offered("telegram")
    await beside(vendor.say, f"/start {offered['code']}")
    await saw(vendor, str(offered["number"]))
    if at_page:
        await page.decide(offered["id"], accept=False)
        await beside(vendor.tap, "Yes")
    else:
        await beside(vendor.tap, "No")
        await saw(vendor, "nothing has changed")
    assert (await page.decide(offered["id"])).json()["state"] == "over"
    people = at.web.services.identities
    assert people.of([page.conversation]) == {}


async def test_a_code_is_good_once_and_for_ten_minutes(
    at: At, page: Page, vendor: TelegramVendor
) -> None:
    offered = await page.offered("telegram")
    await beside(vendor.say, f"/start {offered['code']}")
    await saw(vendor, str(offered["number"]))
    await beside(vendor.say, f"/start {offered['code']}", 77)
    await saw(vendor, "does not work")
    late = await page.offered("telegram")
    long_ago = now() - LINK_LASTS
    with at.web.services.database.writing() as db:
        assert (
            db.execute(select(links.c.code).where(links.c.id == late["id"])).scalar_one()
            != (late["code"])
        )
        db.execute(update(links).where(links.c.id == late["id"]).values(created_at=long_ago))
    before = len(vendor.sent)
    await beside(vendor.say, f"/start {late['code']}", 78)
    await saw(vendor, "does not work")
    assert len(vendor.sent) >= before
    assert (await page.state(late["id"]))["state"] == "over"


async def test_guessing_ends_after_a_few_tries(at: At, page: Page, vendor: TelegramVendor) -> None:
    """Beyond, a code is taken for words: it opens nothing, even if it is right."""
    for number in range(MAX_LINK_TRIES):
        await beside(vendor.say, f"ABCD-EFG{number}")
    offered = await page.offered("telegram")
    await beside(vendor.say, offered["code"])
    assert [each.text for each in await at.inbox()] == [offered["code"]]
    assert (await page.state(offered["id"]))["state"] == "offered"


async def test_nothing_of_a_group_uses_a_code(at: At, page: Page, vendor: TelegramVendor) -> None:
    offered = await page.offered("telegram")
    chat, who = {"id": -100, "type": "supergroup"}, vendor.person(vendor.customer)
    vendor.started.add("-100")
    text = f"/start {offered['code']}"
    message = {"message_id": 1, "chat": chat, "from": who, "text": text}
    await beside(vendor.update, message=message)
    await saw(vendor, "only answer in private")
    assert (await page.state(offered["id"]))["state"] == "offered"


async def test_a_conversation_of_the_messenger_goes_on_in_a_browser_until_it_is_unlinked(
    at: At, page: Page, vendor: TelegramVendor
) -> None:
    await beside(vendor.say, "hello")
    (first,) = await at.inbox()
    told = await linked(page, vendor, direction="here")
    assert told["conversation"] == first.conversation
    here = Page(page._browser, told["conversation"], told["token"])
    await here.say("now on the page")
    assert (await at.inbox(3))[-1].channel == "web"
    services = at.web.services
    assert services.identities.of([first.conversation]) == {}, "what is said stays on the page"
    began = services.identities.began(first.conversation)
    assert began
    for each in services.identities.of_person(began.person):
        services.links.unlink(each.id, "ada@tern.example")
    assert (await here.ask("POST", "seen", seq=1)).status_code == 401
    lines = read_audit(services.database, f"identity {began.id}")
    assert lines[-1].what == "identity.unlinked"
    assert lines[-1].who == "ada@tern.example"


async def test_what_was_said_to_a_customer_who_is_signed_in_goes_to_no_strangers_browser(
    at: At, page: Page, vendor: TelegramVendor
) -> None:
    services = at.web.services
    services.conversations.identify(page.conversation, Profile("c-1", "Ana"))
    await page.say("what is my balance?")
    await linked(page, vendor)
    async with at.web.browser() as other:
        stranger = await Page.opened(other)
        offered = await stranger.offered("telegram", direction="here")
        await beside(vendor.say, f"/start {offered['code']}")
        await saw(vendor, "Sign in there")
        assert (await stranger.state(offered["id"]))["state"] == "over"
