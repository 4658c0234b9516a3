"""A vendor that hangs: nobody waits for it but those whom it serves."""

from __future__ import annotations

from core.channels import Delivery
from tests.support.channels import At, beside
from tests.support.vendors.telegram import TelegramVendor
from tests.support.vendors.vendor import Fault
from tests.support.vendors.webhook import WebhookVendor
from tests.support.waiting import until

HANGS = 60.0  # seconds; longer than anybody waits for a vendor


async def test_a_vendor_that_hangs_holds_up_nobody_elses_replies(at: At) -> None:
    """Field bug: replies of every other connection waited 20 seconds for each such message."""
    with WebhookVendor(at.web.url) as slow, TelegramVendor(at.web.url) as other:
        await at.connect("hook", slow, kind="webhook")
        await at.connect("telegram", other, kind="telegram")
        await beside(slow.say, "hello")
        await beside(other.say, "hello")
        whose = {said.channel: said.conversation for said in await at.inbox(2)}
        slow.faults.append(Fault(seconds=HANGS))
        await at.bot_says(whose["hook"], "one")
        await until(lambda: bool(slow.calls))
        await at.bot_says(whose["telegram"], "two")
        await until(lambda: bool(other.sent))
        (hanging,) = await at.outbox(whose["hook"])
        assert (hanging.state, hanging.attempts) == (Delivery.QUEUED, 1)
        assert hanging.reason == "", "nobody has given it up yet"
