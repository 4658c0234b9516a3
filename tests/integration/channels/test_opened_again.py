"""A conversation of long ago that an agent opens again goes on where it is."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from core.channels import Delivery
from core.conversations import Author
from store.clock import now
from store.schema import conversations
from tests.support.channels import At, beside
from tests.support.vendors.webhook import WebhookVendor
from tests.support.web import sign_in


async def test_who_answers_the_agent_is_read_by_them_though_another_one_began_since(
    at: At,
) -> None:
    at.web.add_staff("Sam Smith")
    with WebhookVendor(at.web.url) as vendor:
        await at.connect("hook", vendor, kind="webhook")
        await beside(vendor.say, "my card is gone")
        (first,) = await at.inbox()
        long_ago = now() - timedelta(days=3)
        with at.web.services.database.writing() as db:
            db.execute(update(conversations).values(started_at=long_ago, last_at=long_ago))
        await beside(vendor.say, "what is the exchange rate")
        second = (await at.inbox(2))[1]
        assert second.conversation != first.conversation
        async with at.web.browser() as browser:
            csrf = {"X-CSRF-Token": await sign_in(browser, "sam@tern.example")}
            path = f"/desk/api/conversations/{first.conversation}/reopen"
            assert (await browser.post(path, headers=csrf)).status_code == 200
        await at.bot_says(first.conversation, "We found your card.", author=Author.AGENT)
        await at.outbox(first.conversation, Delivery.SENT)
        await beside(vendor.say, "where is it?")
        answer = next(each for each in await at.inbox(4) if each.text == "where is it?")
        assert (answer.conversation, answer.to_agent) == (first.conversation, True)
