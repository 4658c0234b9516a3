"""WhatsApp by Meta's Cloud API: what it delivers."""

from __future__ import annotations

from typing import Any

import pytest

from core.channels import Tally
from core.conversations import InboxMessageKind
from tests.support.channels import At, beside
from tests.support.vendors.meta import sign
from tests.support.vendors.whatsapp import WhatsAppVendor

USER = "US.13491208655302741918"  # an id within the company's account, of who hides the number


async def test_the_address_is_ours_for_who_knows_the_word(vendor: WhatsAppVendor) -> None:
    answer = await beside(vendor.register)
    assert (answer.status_code, answer.text) == (200, "1158201444")
    for verify, mode in (("guessed", "subscribe"), ("", "subscribe"), ("é", "subscribe")):
        assert (await beside(vendor.register, verify, mode)).status_code == 401
    assert (await beside(vendor.register, mode="unsubscribe")).status_code == 401


async def test_any_flipped_byte_fails_the_signature(at: At, vendor: WhatsAppVendor) -> None:
    """Field bug: the signature was checked over JSON written anew, or by a hash of their choice."""
    body = b'{"object":"whatsapp_business_account","entry":[],"at":"caf\\u00e9 @ \xf0\x9f\x98\x80"}'
    signature = sign(body)
    assert (await beside(vendor.deliver, body, signature)).status_code == 200
    for place in range(0, len(body), 7):
        changed = body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]
        assert (await beside(vendor.deliver, changed, signature)).status_code == 401
    for odd in (sign(body, "guessed"), signature.removeprefix("sha256="), "sha256=", "sha1=ab"):
        assert (await beside(vendor.deliver, body, odd)).status_code == 401


async def test_an_at_sign_and_an_emoji_pass_because_the_bytes_are_signed(
    at: At, vendor: WhatsAppVendor
) -> None:
    """Field bug: a signature over JSON written anew failed where it escapes otherwise."""
    await beside(vendor.say, "ana@example.com 😀 / é")
    assert [each.text for each in await at.inbox()] == ["ana@example.com 😀 / é"]


async def test_everything_in_a_batch_is_taken(at: At, vendor: WhatsAppVendor) -> None:
    """Field bug: only the first entry, change and message of a delivery was read."""
    one, two, three = (
        [vendor.message_of(type="text", text={"body": text})] for text in ("1", "2", "3")
    )
    two += [vendor.message_of(type="text", text={"body": "2b"})]
    changes = [vendor.change(messages=one), vendor.change(messages=two)]
    body = vendor.body(changes)
    body["entry"] += vendor.body([vendor.change(messages=three)])["entry"]
    await beside(vendor.deliver, body)
    assert [each.text for each in await at.inbox(4)] == ["1", "2", "2b", "3"]


async def test_what_is_delivered_again_in_another_batch_starts_nothing(
    at: At, vendor: WhatsAppVendor
) -> None:
    """Field bugs: a copy was told by the hash of the whole body; each got an id of its own."""
    first = vendor.message_of(type="text", text={"body": "once"})
    more = vendor.message_of(type="text", text={"body": "more"})
    await beside(vendor.update, messages=[first])
    await at.inbox()
    await beside(vendor.update, messages=[first, more])
    await beside(vendor.update, messages=[more])
    assert [each.text for each in await at.inbox(2)] == ["once", "more"]
    await at.settled("whatsapp")
    assert len(await at.web.inbox()) == 2


async def test_who_hides_their_number_is_heard_and_answered_by_their_id(
    at: At, vendor: WhatsAppVendor
) -> None:
    """Field bug: who has no number was skipped; an id in `to` vanished without a word."""
    await beside(vendor.say, "hello", USER)
    (message,) = await at.inbox()
    await at.bot_says(message.conversation, "Hi")
    (answer,) = await at.shown(vendor)
    assert answer["to"] == USER
    assert vendor.dropped == []


async def test_who_hides_their_number_from_now_on_stays_the_same_person(
    at: At, vendor: WhatsAppVendor, conversation: str
) -> None:
    """Field bug: an id that came later, or changed, split what somebody had written in two."""
    both = [{"profile": {"name": "Ana"}, "wa_id": vendor.customer, "user_id": USER}]
    text = vendor.message_of(type="text", text={"body": "with both"})
    await beside(vendor.update, messages=[text], contacts=both)
    await at.inbox(2)
    await beside(vendor.say, "with the id alone", USER)
    await at.inbox(3)
    moved = {"type": "user_changed_user_id", "user_id": "US.2", "body": "Ana changed"}
    await beside(vendor.message, USER, type="system", system=moved)
    await at.settled("whatsapp")
    await beside(vendor.say, "with the new id", "US.2")
    assert {each.conversation for each in await at.inbox(4)} == {conversation}
    await at.bot_says(conversation, "Hi")
    assert (await at.shown(vendor))[-1]["to"] == "US.2"


async def test_who_has_another_number_is_written_to_there(
    at: At, vendor: WhatsAppVendor, conversation: str
) -> None:
    """Field bug: answers still went to the old number."""
    moved = {"type": "user_changed_number", "wa_id": "4915550001", "body": "Ana changed"}
    await beside(vendor.message, type="system", system=moved)
    await at.settled("whatsapp")
    vendor.last_word["4915550001"] = vendor.last_word[vendor.customer]
    await at.bot_says(conversation, "Hi")
    assert (await at.shown(vendor))[-1]["to"] == "4915550001"
    assert len(await at.web.inbox()) == 1, "it starts no turn"


@pytest.mark.parametrize("number", ["5511987654321", "551187654321", "5491123456789"])
async def test_a_number_is_never_written_otherwise_than_whatsapp_does(
    at: At, vendor: WhatsAppVendor, number: str
) -> None:
    """Field bug: Brazil's ninth digit and Argentina's 9 were put right, and nobody got it."""
    await beside(vendor.say, "hello", number)
    (message,) = await at.inbox()
    await at.bot_says(message.conversation, "Hi")
    assert (await at.shown(vendor))[0]["to"] == number


async def test_a_message_to_another_number_of_the_company_is_not_answered_here(
    at: At, vendor: WhatsAppVendor
) -> None:
    """Field bug: the window of one number was taken for that of another."""
    text = vendor.message_of(type="text", text={"body": "to the other"})
    await beside(vendor.update, messages=[text], number="999")
    await at.settled("whatsapp")
    assert await at.web.inbox() == []
    assert at.web.services.overviews.of("whatsapp").tallies[Tally.UNKNOWN].times == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"object": "page", "entry": []},
        {"object": "whatsapp_business_account", "entry": [{"changes": [{"field": "tomorrow"}]}]},
        {"object": "whatsapp_business_account", "entry": "?"},
    ],
)
async def test_a_shape_of_tomorrow_is_acknowledged_and_counted(
    at: At, vendor: WhatsAppVendor, body: dict[str, Any]
) -> None:
    """Field bug: an event without the usual fields raised, and was delivered again for days."""
    assert (await beside(vendor.deliver, body)).status_code == 200
    assert at.web.services.overviews.of("whatsapp").tallies[Tally.UNKNOWN].times == 1


async def test_echoes_reactions_and_groups_start_nothing(at: At, vendor: WhatsAppVendor) -> None:
    echo = {"field": "smb_message_echoes", "value": {"message_echoes": [{"id": "1"}]}}
    await beside(vendor.deliver, vendor.body([echo]))
    await beside(vendor.message, type="reaction", reaction={"emoji": "👍"})
    await beside(vendor.message, type="text", text={"body": "hi"}, group_id="1")
    await at.settled("whatsapp")
    assert await at.web.inbox() == []
    assert at.web.services.overviews.of("whatsapp").tallies == {}


@pytest.mark.parametrize(
    ("content", "thing"),
    [
        ({"type": "image", "image": {"id": "1", "caption": "my card"}}, "photo"),
        ({"type": "audio", "audio": {"id": "1", "voice": True}}, "voice message"),
        ({"type": "location", "location": {"latitude": 1}}, "place"),
        ({"type": "unsupported", "errors": [{"code": 131051}]}, "message"),
        ({"type": "of_tomorrow"}, "message"),
    ],
)
async def test_what_cannot_be_read_is_answered_politely(
    at: At, vendor: WhatsAppVendor, content: dict[str, Any], thing: str
) -> None:
    """Field bug: what had no text was dropped without a word."""
    await beside(vendor.message, **content)
    inbox = await at.inbox(2 if "image" in content else 1)
    assert f"I got your {thing}" in inbox[-1].text
    assert inbox[-1].kind is InboxMessageKind.NOTICE
    assert [each.text for each in inbox[:-1]] == ["my card" for _ in inbox[:-1]]


async def test_edits_and_deletions_are_written_down_and_start_no_turn(
    at: At, vendor: WhatsAppVendor, conversation: str
) -> None:
    new = {"original_message_id": "wamid.1", "message": {"type": "text", "text": {"body": "no"}}}
    await beside(vendor.message, type="edit", edit=new)
    await beside(vendor.message, type="revoke", revoke={"original_message_id": "wamid.1"})
    await at.settled("whatsapp")
    assert len(await at.web.inbox()) == 1
