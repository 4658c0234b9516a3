"""Twilio: what it delivers, what it does not deliver again, and what opt-out words mean."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select

from core.channels import Delivery, Tally
from core.conversations import InboxMessageKind
from store.channels import Place
from store.clock import now
from store.schema import arrivals
from tests.integration.channels.twilio.conftest import PUBLIC
from tests.support.channels import At, beside
from tests.support.vendors.twilio import (
    ACCOUNT,
    SMS_NUMBER,
    TwilioVendor,
    TwilioWhatsAppVendor,
    sign,
)
from tests.support.vendors.vendor import Answer, Fault
from tests.support.waiting import until
from web.channels.catching_up import CatchingUp


async def test_any_flipped_byte_fails_the_signature(at: At, vendor: TwilioVendor) -> None:
    body = urlencode(vendor.form("café & 😀 @ +")).encode()
    signature = sign(vendor.called, body)
    assert (await beside(vendor.deliver, body, signature)).status_code == 200
    for place in range(0, len(body), 11):
        changed = body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]
        assert (await beside(vendor.deliver, changed, signature)).status_code == 401
    other = sign(vendor.called, body, "guessed")
    for odd in (other, "none", sign(vendor.address, body)):
        assert (await beside(vendor.deliver, body, odd)).status_code == 401


async def test_the_signature_is_over_the_address_that_twilio_calls_not_the_one_inside(
    at: At, vendor: TwilioVendor
) -> None:
    """Field bug: https outside, http inside, and everything was refused with 403."""
    body = urlencode(vendor.form("hello")).encode()
    with_port = PUBLIC.replace(".example", ".example:443") + "/channels/sms"
    assert (await beside(vendor.deliver, body, sign(with_port, body))).status_code == 200
    called = await beside(vendor.deliver, body, "", "?from=twilio&x=%20")
    assert called.status_code == 200
    assert [each.text for each in await at.inbox()] == ["hello"]


async def test_without_our_address_it_is_off_and_says_which_setting_is_missing(
    at: At, vendor: TwilioVendor
) -> None:
    """Field bug: the check was switched on, what it needs was not set, and all was refused."""
    connection = at.web.services.settings.connections.by_name["sms"]
    given = {**at.web.services.environment.connection_variables, "EFFIE_PUBLIC_URL": ""}
    assert connection.missing(given) == ("EFFIE_PUBLIC_URL",)


async def test_a_slow_turn_brings_no_copies(at: At, vendor: TwilioVendor) -> None:
    """Field bug: Twilio called again while the bot was thinking, and two or three answers came."""
    form = vendor.form("once")
    for _ in range(3):
        await beside(vendor.deliver, form)
    await at.settled("sms")
    assert [each.text for each in await at.web.inbox()] == ["once"]


async def test_fields_of_tomorrow_are_signed_and_no_matter(at: At, vendor: TwilioVendor) -> None:
    await beside(vendor.say, "hello", "", NewField="1", Another="é")
    assert [each.text for each in await at.inbox()] == ["hello"]


@pytest.mark.parametrize(
    "changed",
    [{"AccountSid": "AC1"}, {"To": "+15005550099"}, {"MessageSid": ""}, {"From": ""}],
)
async def test_what_is_not_for_this_number_is_counted_and_not_answered(
    at: At, vendor: TwilioVendor, changed: dict[str, str]
) -> None:
    assert (await beside(vendor.say, "hello", "", **changed)).status_code == 200
    assert at.web.services.overviews.of("sms").tallies[Tally.UNKNOWN].times == 1
    assert await at.web.inbox() == []


async def test_what_was_not_delivered_is_found_and_what_was_delivered_starts_nothing_again(
    at: At, known: TwilioVendor
) -> None:
    """Twilio calls once: what nobody heard then is lost unless somebody asks."""
    vendor = known
    await beside(vendor.say, "heard")
    await at.inbox()
    vendor.ago = 2.0  # a moment before the process that looks has started
    for text in ("first", "second"):
        vendor.form(text)  # Twilio has them, and could not deliver them
    for number in range(205):
        vendor.form("STOP", vendor.person(number))  # more than a page
    for _ in range(2):
        await _catch_up(at)
        await at.settled("sms")
        assert [each.text for each in await at.inbox(3)] == ["heard", "first", "second"]
    with at.web.services.database.reading() as db:
        assert db.execute(select(func.count()).select_from(arrivals)).scalar_one() == 208


async def test_what_came_while_we_were_away_is_read_before_what_came_since(
    at: At,
) -> None:
    at.web.services.mails.begin("sms", Place(ACCOUNT, "", 0, now() - timedelta(hours=1)))
    with TwilioVendor(at.web.url, public=PUBLIC) as vendor:
        vendor.ago = 60.0
        vendor.form("first")
        vendor.ago = 0.0
        vendor.faults.append(Fault(seconds=1))  # it takes its time to list
        await at.connect("sms", vendor, kind="twilio", **vendor.settings)
        await beside(vendor.say, "second")
        assert [each.text for each in await at.inbox(2)] == ["first", "second"]


async def test_a_status_that_was_not_delivered_is_found_and_what_is_under_way_is_left_alone(
    at: At, known: TwilioVendor
) -> None:
    """What has just come is delivered meanwhile, and the delivery tells more than the list."""
    await beside(known.say, "hello")
    (message,) = await at.inbox()
    await at.bot_says(message.conversation, "one")
    await at.outbox(message.conversation, Delivery.SENT)
    known.listed[-1].update(status="undelivered", error_code=30005)
    known.ago = -60.0
    known.form("on its way")
    await _catch_up(at)
    (failed,) = await at.outbox(message.conversation, Delivery.FAILED)
    assert "does not exist any more" in failed.reason
    assert len(await at.web.inbox()) == 1


async def test_admins_are_told_when_twilio_does_not_list(at: At, known: TwilioVendor) -> None:
    known.faults.append(Fault(Answer(401, {"code": 20003})))
    await _catch_up(at)
    assert "EFFIE_SMS_TOKEN" in at.web.services.mails.problem("sms")
    await _catch_up(at)
    assert at.web.services.mails.problem("sms") == ""


async def _catch_up(at: At) -> None:
    """Let a process look that has just started."""
    catching_up = CatchingUp(at.web.services)
    await catching_up.look()
    await until(lambda: not catching_up.is_looking)


async def test_a_voice_message_or_picture_is_answered_politely(
    at: At, vendor: TwilioVendor
) -> None:
    """Field bug: media without words had no body, raised, and nobody was told anything."""
    media = {"NumMedia": "1", "MediaUrl0": "https://elsewhere.example/1"}
    await beside(vendor.say, "", "", **media, MediaContentType0="image/jpeg")
    (told,) = await at.inbox()
    assert "I got your photo" in told.text
    assert told.kind is InboxMessageKind.NOTICE
    await beside(vendor.say, "my card", "", **media, MediaContentType0="audio/ogg")
    inbox = await at.inbox(3)
    assert [inbox[1].text, "voice message" in inbox[2].text] == ["my card", True]
    assert [call for call in vendor.calls if "elsewhere" in call.path] == []


async def test_a_place_is_answered_politely(at: At, whatsapp: TwilioWhatsAppVendor) -> None:
    await beside(whatsapp.say, "", "", Latitude="1.5", Longitude="2.5")
    assert "I got your place" in (await at.inbox())[0].text


@pytest.mark.parametrize("word", ["STOP", " stop\n", "Unsubscribe", "CANCEL", "quit"])
async def test_stop_starts_no_turn_and_they_cannot_be_reached_until_they_write_again(
    at: At, vendor: TwilioVendor, conversation: str, word: str
) -> None:
    """Twilio answers it itself, and takes nothing for them any more."""
    await beside(vendor.say, word)
    await at.settled("sms")
    get = at.web.services.identities.get
    person = get("sms", vendor.customer)
    assert person is not None
    assert "STOP" in person.unreachable_why
    assert len(await at.web.inbox()) == 1
    await beside(vendor.say, "START")
    (_, welcome) = await at.inbox(2)
    assert welcome.kind is InboxMessageKind.NOTICE, "the chat begins anew"
    person = get("sms", vendor.customer)
    assert person is not None
    assert person.unreachable_at is None


@pytest.mark.parametrize("words", ["stop please", "Please cancel my card", "YES", "end it"])
async def test_words_that_only_hold_an_opt_out_word_are_words(
    at: At, vendor: TwilioVendor, words: str
) -> None:
    """And YES, which Twilio takes for START, answers our questions."""
    await beside(vendor.say, words)
    (message,) = await at.inbox()
    assert (message.text, message.kind) == (words, InboxMessageKind.CUSTOMER)


async def test_on_whatsapp_stop_is_a_word_unless_twilio_says_that_it_has_heard_it(
    at: At, whatsapp: TwilioWhatsAppVendor
) -> None:
    await beside(whatsapp.say, "stop")
    assert [each.text for each in await at.inbox()] == ["stop"]
    await beside(whatsapp.say, "arrêt", "", OptOutType="STOP")
    await at.settled("twilio-whatsapp")
    person = at.web.services.identities.get("twilio-whatsapp", whatsapp.customer)
    assert person is not None
    assert person.unreachable_at is not None
    assert len(await at.web.inbox()) == 1


async def test_who_shows_their_number_again_stays_the_same_person(
    at: At, whatsapp: TwilioWhatsAppVendor
) -> None:
    """Field bug: who hides their number was skipped, or answered at a number that is none."""
    hidden = "whatsapp:US.13491208655302741918"
    await beside(whatsapp.say, "hidden", hidden, ExternalUserId=hidden)
    (first,) = await at.inbox()
    await at.bot_says(first.conversation, "Hi")
    assert (await at.shown(whatsapp))[-1]["to"] == hidden
    await beside(whatsapp.say, "shown", "", ExternalUserId="US.13491208655302741918")
    both = await at.inbox(2)
    assert both[1].conversation == first.conversation
    await at.bot_says(first.conversation, "Hi again")
    assert (await at.shown(whatsapp, 2))[-1]["to"] == whatsapp.customer


async def test_a_button_of_the_companys_own_template_says_what_it_means(
    at: At, whatsapp: TwilioWhatsAppVendor
) -> None:
    await beside(whatsapp.say, "Tell me more", "", ButtonText="Tell me more", ButtonPayload="m1")
    assert [each.text for each in await at.inbox()] == ["Tell me more"]


async def test_our_own_number_starts_nothing(at: At, vendor: TwilioVendor) -> None:
    await beside(vendor.say, "hello", SMS_NUMBER)
    await at.settled("sms")
    assert await at.web.inbox() == []
    assert at.web.services.overviews.of("sms").tallies == {}
