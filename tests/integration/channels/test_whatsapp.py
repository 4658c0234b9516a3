"""WhatsApp by Meta's Cloud API: what it delivers, and what it refuses."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import update

from core.channels import Delivery, Tally
from core.conversations import InboxMessageKind
from store.clock import now
from store.schema import identities
from tests.support.channels import At, beside
from tests.support.vendors.meta import sign
from tests.support.vendors.vendor import Answer, Fault
from tests.support.vendors.whatsapp import TEMPLATE, WhatsAppVendor
from tests.support.waiting import until

USER = "US.13491208655302741918"  # an id within the company's account, of who hides the number


@pytest.fixture
async def vendor(at: At) -> AsyncIterator[WhatsAppVendor]:
    with WhatsAppVendor(at.web.url) as vendor:
        await at.connect("whatsapp", vendor, kind="whatsapp", **vendor.settings)
        yield vendor


@pytest.fixture
async def conversation(at: At, vendor: WhatsAppVendor) -> str:
    await beside(vendor.say, "hello")
    (message,) = await at.inbox()
    return message.conversation


async def settled(at: At) -> None:
    await until(lambda: not at.web.services.arrivals.lanes(["whatsapp"]))


async def shown(vendor: WhatsAppVendor, most: int = 1) -> list[dict[str, Any]]:
    await until(lambda: len(vendor.sent) >= most)
    return vendor.shown()


def error(code: int, status: int = 400) -> Answer:
    return Answer(status, {"error": {"code": code, "message": "as told"}})


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
    await settled(at)
    assert len(await at.web.inbox()) == 2


async def test_who_hides_their_number_is_heard_and_answered_by_their_id(
    at: At, vendor: WhatsAppVendor
) -> None:
    """Field bug: who has no number was skipped; an id in `to` vanished without a word."""
    await beside(vendor.say, "hello", USER)
    (message,) = await at.inbox()
    await at.bot_says(message.conversation, "Hi")
    (answer,) = await shown(vendor)
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
    await settled(at)
    await beside(vendor.say, "with the new id", "US.2")
    assert {each.conversation for each in await at.inbox(4)} == {conversation}
    await at.bot_says(conversation, "Hi")
    assert (await shown(vendor))[-1]["to"] == "US.2"


async def test_who_has_another_number_is_written_to_there(
    at: At, vendor: WhatsAppVendor, conversation: str
) -> None:
    """Field bug: answers still went to the old number."""
    moved = {"type": "user_changed_number", "wa_id": "4915550001", "body": "Ana changed"}
    await beside(vendor.message, type="system", system=moved)
    await settled(at)
    vendor.last_word["4915550001"] = vendor.last_word[vendor.customer]
    await at.bot_says(conversation, "Hi")
    assert (await shown(vendor))[-1]["to"] == "4915550001"
    assert len(await at.web.inbox()) == 1, "it starts no turn"


@pytest.mark.parametrize("number", ["5511987654321", "551187654321", "5491123456789"])
async def test_a_number_is_never_written_otherwise_than_whatsapp_does(
    at: At, vendor: WhatsAppVendor, number: str
) -> None:
    """Field bug: Brazil's ninth digit and Argentina's 9 were put right, and nobody got it."""
    await beside(vendor.say, "hello", number)
    (message,) = await at.inbox()
    await at.bot_says(message.conversation, "Hi")
    assert (await shown(vendor))[0]["to"] == number


async def test_a_message_to_another_number_of_the_company_is_not_answered_here(
    at: At, vendor: WhatsAppVendor
) -> None:
    """Field bug: the window of one number was taken for that of another."""
    text = vendor.message_of(type="text", text={"body": "to the other"})
    await beside(vendor.update, messages=[text], number="999")
    await settled(at)
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
    await settled(at)
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
    await settled(at)
    assert len(await at.web.inbox()) == 1


async def test_what_a_customer_wrote_is_marked_as_read(
    at: At, vendor: WhatsAppVendor, conversation: str
) -> None:
    await until(lambda: len(vendor.read) == 1)
    assert vendor.refused == []


@pytest.mark.parametrize("many", [1, 3, 4, 10, 11])
async def test_buttons_are_buttons_a_list_or_numbers_and_each_way_of_answering_means_the_same(
    at: At, vendor: WhatsAppVendor, conversation: str, many: int
) -> None:
    """Field bug: titles beyond 20 or 24 characters, or too many, and nobody got the message."""
    long = "Which way is the very best one to do it?"
    titles = [f"Way {place}" for place in range(many - 1)] + [long if many > 1 else "Way"]
    await at.bot_says(
        conversation, "Which?", [(title, f"article:way_{n}") for n, title in enumerate(titles)]
    )
    (message,) = await shown(vendor)
    assert vendor.refused == []
    labels = [each["label"] for each in message["buttons"]]
    assert len(labels) == (0 if many > 10 else many)
    if labels:
        await beside(vendor.tap, labels[-1])
    else:
        assert f"{many}. {long}" in message["text"]
        await beside(vendor.say, str(many))
    said = (await at.inbox(2))[-1]
    assert (said.text, str(said.choice)) == (titles[-1], f"article:way_{many - 1}")


async def test_a_second_tap_on_the_same_row_means_nothing_more(
    at: At, vendor: WhatsAppVendor, conversation: str
) -> None:
    """Field bug: people can tap several buttons of a message, and one of them twice."""
    await at.bot_says(conversation, "Helped?", [("Yes", "helped:yes"), ("No", "helped:no")])
    await shown(vendor)
    for label in ("Yes", "Yes", "No"):
        await beside(vendor.tap, label)
    assert [each.text for each in await at.inbox(3)] == ["hello", "Yes", "No"]


async def test_long_words_odd_signs_and_links_arrive_whole(
    at: At, vendor: WhatsAppVendor, conversation: str
) -> None:
    text = "😀 **bold 👍🏽** 1.5 (a-b) _x_ [q](https://a.example/?x=1) <b> & `c`!"
    await at.bot_says(conversation, text)
    await shown(vendor)
    await at.bot_says(conversation, "**all** " + "😀é " * 3000)
    first, *rest = await shown(vendor, 4)
    assert first["text"].startswith("😀 *bold 👍🏽* 1.5 (a-b)")
    assert "q (https://a.example/?x=1)" in first["text"]
    assert "".join(message["text"] for message in rest).count("😀é") == 3000
    assert vendor.refused == []


async def test_states_go_on_and_never_back(
    at: At, vendor: WhatsAppVendor, conversation: str
) -> None:
    """Field bug: a status that came late turned delivered into sent."""
    await at.bot_says(conversation, "one")
    (sent,) = await at.outbox(conversation, Delivery.SENT)
    for told in ("read", "sent", "delivered", "failed", "of_tomorrow"):
        await beside(vendor.status, sent.external, told)
    await settled(at)
    await at.outbox(conversation, Delivery.READ)


async def test_what_fails_afterwards_has_failed_and_says_why(
    at: At, vendor: WhatsAppVendor, conversation: str
) -> None:
    """Field bug: the call returned 200, so the message was shown as sent for ever."""
    await at.bot_says(conversation, "one")
    (sent,) = await at.outbox(conversation, Delivery.SENT)
    await beside(vendor.status, sent.external, "failed", errors=[{"code": 131026, "title": "x"}])
    (failed,) = await at.outbox(conversation, Delivery.FAILED)
    assert "no WhatsApp there" in failed.reason


async def long_ago(at: At) -> None:
    """Let the customers' last words be older than the window."""

    def age() -> None:
        with at.web.services.database.writing() as db:
            past = now() - timedelta(hours=24, seconds=1)
            db.execute(update(identities).values(last_in_at=past))

    await asyncio.to_thread(age)


async def test_after_24_hours_nothing_is_sent_and_the_reason_says_what_to_do(
    at: At, vendor: WhatsAppVendor, conversation: str
) -> None:
    """Field bug: free text after 24 hours was shown as sent."""
    await long_ago(at)
    await at.bot_says(conversation, "one")
    (failed,) = await at.outbox(conversation, Delivery.FAILED)
    assert "Name one under 'template'" in failed.reason
    assert not [call for call in vendor.calls if b'"text"' in call.body and b"one" in call.body]


async def test_after_24_hours_the_words_go_within_the_template_of_the_settings(at: At) -> None:
    with WhatsAppVendor(at.web.url) as vendor:
        named = {**vendor.settings, "template": TEMPLATE}
        await at.connect("whatsapp", vendor, kind="whatsapp", **named)
        await beside(vendor.say, "hello")
        (message,) = await at.inbox()
        await long_ago(at)
        vendor.last_word.clear()
        buttons = [("Yes", "helped:yes"), ("No", "helped:no")]
        await at.bot_says(message.conversation, "Done.\n\n- It **is**.", buttons)
        (answer,) = await shown(vendor)
        assert "Done. • It is. 1. Yes 2. No Answer with a number." in answer["text"]
        await at.bot_says(message.conversation, "x " * 500)

        def has_failed() -> bool:
            states = [each.state for each in at.web.services.outbox.of(message.conversation)]
            return states == [Delivery.SENT, Delivery.FAILED]

        await until(has_failed)
        (_, failed) = at.web.services.outbox.of(message.conversation)
        assert "too long for the template" in failed.reason
        assert vendor.refused == []


async def test_the_window_counts_from_when_it_was_written_not_from_when_it_was_delivered(
    at: At, vendor: WhatsAppVendor
) -> None:
    """Meta delivers again for days: what comes late opens no window that is shut already."""
    old = str(int(now().timestamp()) - 25 * 3600)
    await beside(vendor.message, type="text", text={"body": "late"}, timestamp=old)
    (message,) = await at.inbox()
    await at.bot_says(message.conversation, "one")
    (failed,) = await at.outbox(message.conversation, Delivery.FAILED)
    assert "24 hours" in failed.reason


@pytest.mark.parametrize(
    ("answer", "everybody"),
    [(error(130429), True), (error(131056), False), (error(131000, 500), False)],
)
async def test_what_whatsapp_does_not_take_for_the_moment_is_sent_again(
    at: At, vendor: WhatsAppVendor, conversation: str, answer: Answer, everybody: bool
) -> None:
    await until(lambda: bool(vendor.read))  # the mark is a call of its own
    vendor.faults.append(Fault(answer, of="messages"))
    await at.bot_says(conversation, "one")
    (message,) = await shown(vendor)
    assert message["text"] == "one"
    await at.outbox(conversation, Delivery.SENT)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (error(190, 401), "does not take EFFIE_WHATSAPP_TOKEN"),
        (error(10, 403), "Give it whatsapp_business_messaging"),
        (error(131042), "Put its payment right"),
    ],
)
async def test_what_is_wrong_with_the_account_holds_messages_back_and_admins_are_told(
    at: At, vendor: WhatsAppVendor, conversation: str, answer: Answer, told: str
) -> None:
    await until(lambda: bool(vendor.read))
    vendor.faults.append(Fault(answer, of="messages"))
    await at.bot_says(conversation, "one")
    waiting = at.web.services.overviews.of
    await until(lambda: any(told in each.words for each in waiting("whatsapp").waiting))
    (posted,) = await at.outbox(conversation, Delivery.QUEUED)
    assert told in posted.reason


async def test_everything_that_was_sent_may_come_back_and_starts_nothing(
    at: At, vendor: WhatsAppVendor, conversation: str
) -> None:
    """Field bug: the assistant answered its own messages."""
    await at.bot_says(conversation, "one", [("Yes", "helped:yes")])
    await shown(vendor)
    for message in vendor.sent:
        echo = {"field": "smb_message_echoes", "value": {"message_echoes": [message]}}
        await beside(vendor.deliver, vendor.body([echo]))
        await beside(vendor.deliver, message)
    await settled(at)
    assert len(await at.web.inbox()) == 1


async def test_no_redirect_is_followed_with_our_token(
    at: At, vendor: WhatsAppVendor, conversation: str
) -> None:
    await until(lambda: bool(vendor.read))
    away = Answer(302, headers={"location": "https://elsewhere.example/"})
    vendor.faults.append(Fault(away, of="messages"))
    await at.bot_says(conversation, "one")
    (failed,) = await at.outbox(conversation, Delivery.FAILED)
    assert failed.external == ""
    assert httpx.URL(vendor.url).host == "127.0.0.1"
