"""Pictures that come in over Twilio, delivered and listed."""

from __future__ import annotations

from tests.support.channels import At, beside
from tests.support.pictures import PDF, photo
from tests.support.vendors.twilio import TwilioVendor
from tests.support.waiting import until
from web.channels.catching_up import CatchingUp


async def test_files_are_fetched_as_the_account(at: At, vendor: TwilioVendor) -> None:
    form = vendor.media(vendor.form("my card"), "image/jpeg", photo(), PDF)
    await beside(vendor.deliver, form)
    (said,) = await at.inbox()
    assert said.text == "my card"
    assert [each.type for each in said.attachments] == ["image/jpeg", "application/pdf"]
    assert vendor.refused == []


async def test_files_of_a_message_that_was_never_delivered_are_found_in_the_list(
    at: At, known: TwilioVendor
) -> None:
    known.media(known.form("my card"), "image/jpeg", photo())
    catching_up = CatchingUp(at.web.services)
    await catching_up.look()
    await until(lambda: not catching_up.is_looking)
    (said,) = await at.inbox()
    assert (said.text, [each.type for each in said.attachments]) == ("my card", ["image/jpeg"])
