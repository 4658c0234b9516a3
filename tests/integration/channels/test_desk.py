"""At the desk a reply is shown as what has become of it, never as delivered before it was."""

from __future__ import annotations

from core.channels import Delivery
from core.conversations import ANONYMOUS, Author
from tests.support.channels import At, beside
from tests.support.vendors.telegram import TelegramVendor
from tests.support.web import sign_in


async def test_the_context_and_the_stream_tell_how_far_each_reply_has_come(at: At) -> None:
    """Field bug: a reply that nobody ever got was shown as delivered."""
    at.web.add_staff("Sam Smith")
    with TelegramVendor(at.web.url) as vendor:
        await at.connect("telegram", vendor, kind="telegram")
        await beside(vendor.say, "hello")
        (message,) = await at.inbox()
        conversation = message.conversation
        await at.bot_says(conversation, "Hi")
        await at.outbox(conversation, Delivery.SENT)
        vendor.blocked.add(str(vendor.customer))
        await at.bot_says(conversation, "Hello from Sam", author=Author.AGENT)
        async with at.web.browser() as browser:
            await sign_in(browser, "sam@tern.example")
            while True:
                context = await browser.get(f"/desk/api/conversations/{conversation}")
                told = context.json()["deliveries"]
                if len(told) == 2 and told[1]["state"] != "queued":
                    break
            assert [each["state"] for each in told] == ["sent", "failed"]
            assert "blocked us on Telegram" in told[1]["reason"]
            said = context.json()["transcript"]
            assert [each["upto"] for each in told] == [each["seq"] for each in said]


async def test_a_chat_on_the_website_has_no_deliveries(at: At) -> None:
    at.web.add_staff("Sam Smith")
    chat = at.web.services.conversations.start(ANONYMOUS, "web", "")
    async with at.web.browser() as browser:
        await sign_in(browser, "sam@tern.example")
        context = await browser.get(f"/desk/api/conversations/{chat.id}")
    assert context.json()["deliveries"] is None
