"""Twilio: what it takes, how long it may be, and what has become of it."""

from __future__ import annotations

import pytest

from core.channels import Arrival, Delivery, What
from store.channels import Arrivals
from store.database import Database
from tests.integration.channels.twilio.conftest import PUBLIC
from tests.support.channels import At, beside
from tests.support.vendors.twilio import TEMPLATE, TwilioVendor, TwilioWhatsAppVendor, parts
from tests.support.vendors.vendor import Answer, Fault
from tests.support.waiting import until

WAYS = [(f"Way {place}", f"article:way_{place}") for place in range(4)]


def error(code: int, status: int = 400) -> Answer:
    return Answer(status, {"code": code, "message": "as told", "status": status})


async def test_an_answer_goes_out_with_numbers_and_the_number_means_the_button(
    at: At, vendor: TwilioVendor, conversation: str
) -> None:
    await at.bot_says(conversation, "Which?", WAYS)
    (answer,) = await at.shown(vendor)
    assert answer["text"].endswith("3. Way 2\n4. Way 3\n\nAnswer with a number.")
    assert vendor.sent[0]["StatusCallback"] == f"{PUBLIC}/channels/sms"
    await beside(vendor.tap, "Way 2")
    await beside(vendor.say, "way 3")
    (_, by_number, by_label) = await at.inbox(3)
    assert (by_number.text, str(by_number.choice)) == ("Way 2", "article:way_2")
    assert str(by_label.choice) == "article:way_3"
    assert vendor.refused == []


async def test_typographic_signs_do_not_double_the_price_of_an_sms(
    at: At, vendor: TwilioVendor, conversation: str
) -> None:
    """One sign outside the telephones' old alphabet, and 160 characters are only 70."""
    await at.bot_says(conversation, "- “Don’t” – it’s\n- done…", [("2 – low", "effort:2")])
    (answer,) = await at.shown(vendor)
    assert answer["text"].isascii()
    assert parts(answer["text"]) == 1
    assert answer["text"].startswith("- \"Don't\" - it's\n- done...")


@pytest.mark.parametrize("text", ["word " * 700, "слово " * 700, "€{[" * 900, "😀" * 900])
async def test_long_words_arrive_whole_in_messages_of_ten_segments_at_most(
    at: At, vendor: TwilioVendor, conversation: str, text: str
) -> None:
    """Field bug: the length was counted in one unit whatever the signs."""
    await at.bot_says(conversation, text)
    await at.outbox(conversation, Delivery.SENT)
    whole = "".join(message["text"] for message in vendor.shown())
    assert whole.replace(" ", "") == text.replace(" ", "")
    assert vendor.refused == []


async def test_states_go_on_and_never_back(at: At, vendor: TwilioVendor, conversation: str) -> None:
    """Field bug: a status that came late turned delivered into sent."""
    await at.bot_says(conversation, "one")
    (sent,) = await at.outbox(conversation, Delivery.SENT)
    for told in ("queued", "delivered", "sent", "failed", "sending"):
        await beside(vendor.status, sent.external, told)
    await at.settled("sms")
    await at.outbox(conversation, Delivery.DELIVERED)


def test_what_is_told_of_one_message_is_dealt_with_one_after_the_other(database: Database) -> None:
    """Delivered and failed were noted at the same time, and either could be the first."""
    arrivals, told = Arrivals(database), (Delivery.SENT, Delivery.DELIVERED, Delivery.FAILED)
    arrivals.keep(
        "sms",
        [
            Arrival(f"{about}:{state.value}", What.STATUS, at=place, about=about, delivery=state)
            for place, state in enumerate(told)
            for about in ("SM1", "SM2")
        ],
    )
    lanes = arrivals.lanes(["sms"])
    assert len(lanes) == 2
    for lane in lanes:
        assert tuple(kept.arrival.delivery for kept in arrivals.waiting(lane)) == told


async def test_what_fails_afterwards_has_failed_and_says_why(
    at: At, vendor: TwilioVendor, conversation: str
) -> None:
    await at.bot_says(conversation, "one")
    (sent,) = await at.outbox(conversation, Delivery.SENT)
    await beside(vendor.status, sent.external, "undelivered", 30006)
    (failed,) = await at.outbox(conversation, Delivery.FAILED)
    assert "landline" in failed.reason


async def test_what_goes_to_who_has_sent_stop_has_failed_and_says_so(
    at: At, vendor: TwilioVendor, conversation: str
) -> None:
    await beside(vendor.say, "STOP")
    await at.settled("sms")
    await at.bot_says(conversation, "one")
    (failed,) = await at.outbox(conversation, Delivery.FAILED)
    assert "have sent STOP" in failed.reason
    assert vendor.sent == []


async def test_after_24_hours_nothing_is_sent_on_whatsapp_and_the_reason_says_what_to_do(
    at: At, whatsapp: TwilioWhatsAppVendor
) -> None:
    """Field bug: free text after 24 hours was shown as sent."""
    await beside(whatsapp.say, "hello")
    (message,) = await at.inbox()
    await at.window_is_over()
    await at.bot_says(message.conversation, "one")
    (failed,) = await at.outbox(message.conversation, Delivery.FAILED)
    assert "Name one under 'template'" in failed.reason
    assert whatsapp.sent == []


async def test_after_24_hours_the_words_go_within_the_template_of_the_settings(at: At) -> None:
    with TwilioWhatsAppVendor(at.web.url, public=PUBLIC) as vendor:
        named = {**vendor.settings, "template": {"name": TEMPLATE}}
        await at.connect("twilio-whatsapp", vendor, kind="twilio", **named)
        await beside(vendor.say, "hello")
        (message,) = await at.inbox()
        await at.window_is_over()
        vendor.last_word.clear()
        await at.bot_says(message.conversation, 'Done.\n\n- It **is** "so".', WAYS[:2])
        (answer,) = await at.shown(vendor)
        assert 'Done. • It is "so". 1. Way 0 2. Way 1 Answer with a number.' in answer["text"]
        assert vendor.refused == []
        assert vendor.late == []


async def test_an_sms_has_no_window(at: At, vendor: TwilioVendor, conversation: str) -> None:
    await at.window_is_over()
    await at.bot_says(conversation, "one")
    await at.outbox(conversation, Delivery.SENT)


@pytest.mark.parametrize("answer", [error(20429, 429), Answer(503, {}), error(63018)])
async def test_what_twilio_does_not_take_for_the_moment_is_sent_again(
    at: At, vendor: TwilioVendor, conversation: str, answer: Answer
) -> None:
    vendor.faults.append(Fault(answer, of="Messages.json"))
    await at.bot_says(conversation, "one")
    (message,) = await at.shown(vendor)
    assert message["text"] == "one"
    await at.outbox(conversation, Delivery.SENT)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (error(20003, 401), "does not take EFFIE_SMS_TOKEN"),
        (error(21606), "may not send from the 'number'"),
        (error(63007), "Register it in Twilio's console"),
    ],
)
async def test_what_is_wrong_with_the_account_holds_messages_back_and_admins_are_told(
    at: At, vendor: TwilioVendor, conversation: str, answer: Answer, told: str
) -> None:
    vendor.faults.extend([Fault(answer, of="Messages.json")] * 4)  # for as long as we look
    await at.bot_says(conversation, "one")
    (posted,) = await at.outbox(conversation, Delivery.QUEUED)
    waiting = at.web.services.overviews.of
    await until(lambda: any(told in each.words for each in waiting("sms").waiting))
    assert posted.message.words.text == "one"
