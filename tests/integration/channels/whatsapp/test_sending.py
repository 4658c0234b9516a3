"""WhatsApp by Meta's Cloud API: what it takes, and what it refuses."""

from __future__ import annotations

import httpx
import pytest

from core.channels import Delivery
from store.clock import now
from tests.support.channels import At, beside
from tests.support.vendors.vendor import Answer, Fault
from tests.support.vendors.whatsapp import TEMPLATE, WhatsAppVendor
from tests.support.waiting import until

USER = "US.13491208655302741918"  # an id within the company's account, of who hides the number


def error(code: int, status: int = 400) -> Answer:
    return Answer(status, {"error": {"code": code, "message": "as told"}})


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
    (message,) = await at.shown(vendor)
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
    await at.shown(vendor)
    for label in ("Yes", "Yes", "No"):
        await beside(vendor.tap, label)
    assert [each.text for each in await at.inbox(3)] == ["hello", "Yes", "No"]


async def test_long_words_odd_signs_and_links_arrive_whole(
    at: At, vendor: WhatsAppVendor, conversation: str
) -> None:
    text = "😀 **bold 👍🏽** 1.5 (a-b) _x_ [q](https://a.example/?x=1) <b> & `c`!"
    await at.bot_says(conversation, text)
    await at.shown(vendor)
    await at.bot_says(conversation, "**all** " + "😀é " * 3000)
    first, *rest = await at.shown(vendor, 4)
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
    await at.settled("whatsapp")
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


async def test_after_24_hours_nothing_is_sent_and_the_reason_says_what_to_do(
    at: At, vendor: WhatsAppVendor, conversation: str
) -> None:
    """Field bug: free text after 24 hours was shown as sent."""
    await at.window_is_over()
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
        await at.window_is_over()
        vendor.last_word.clear()
        buttons = [("Yes", "helped:yes"), ("No", "helped:no")]
        await at.bot_says(message.conversation, "Done.\n\n- It **is**.", buttons)
        (answer,) = await at.shown(vendor)
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
    (message,) = await at.shown(vendor)
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
    vendor.faults.extend([Fault(answer, of="messages")] * 4)  # for as long as we look
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
    await at.shown(vendor)
    for message in vendor.sent:
        echo = {"field": "smb_message_echoes", "value": {"message_echoes": [message]}}
        await beside(vendor.deliver, vendor.body([echo]))
        await beside(vendor.deliver, message)
    await at.settled("whatsapp")
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
