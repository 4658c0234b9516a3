"""The process dies after the vendor has a message, before that is written down.

Whoever goes on asks the vendor, or waits for its word, before the call is made again.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from core.channels import Delivery, Mark, Outgoing, SentFile, Style, Styled
from store.channels import Post, Posted
from store.channels.outbox import add_posts
from store.clock import now
from store.schema import outgoing
from tests.support.channels import At, beside
from tests.support.pictures import PDF
from tests.support.vendors.messenger import MessengerVendor
from tests.support.vendors.slack import SlackVendor
from tests.support.vendors.telegram import TelegramVendor
from tests.support.vendors.twilio import TwilioVendor, TwilioWhatsAppVendor
from tests.support.vendors.vendor import Answer, Fault
from tests.support.vendors.whatsapp import WhatsAppVendor
from tests.support.waiting import until
from web.channels import sending
from web.channels.accounts import accounts, adapter_of
from web.channels.files import FileOut
from web.channels.twilio.reading import sent_as

PUBLIC = "https://tern.example/support"
VENDORS: dict[str, type[Any]] = {
    "telegram": TelegramVendor,
    "whatsapp": WhatsAppVendor,
    "messenger": MessengerVendor,
    "slack": SlackVendor,
    "twilio": TwilioVendor,
    "twilio-whatsapp": TwilioWhatsAppVendor,
}


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody tells anything by itself here: short, where it is waited out."""
    monkeypatch.setattr(sending, "_FOR_WORD_OF_IT", 2.5)


@pytest.fixture
def until_it_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    """Word comes in these tests, however slow the machine is."""
    monkeypatch.setattr(sending, "_FOR_WORD_OF_IT", 600.0)


@pytest.fixture
def public_url() -> str:
    return PUBLIC


@pytest.fixture
async def vendor(at: At, request: pytest.FixtureRequest) -> AsyncIterator[Any]:
    more = {"public": PUBLIC} if request.param.startswith("twilio") else {}
    with VENDORS[request.param](at.web.url, **more) as vendor:
        kind = request.param.partition("-")[0]
        await at.connect(vendor.name, vendor, kind=kind, **vendor.settings)
        yield vendor


@pytest.fixture
async def conversation(at: At, vendor: Any) -> str:
    await beside(vendor.say, "hello")
    (message,) = await at.inbox()
    return message.conversation


async def left_behind(
    at: At, vendor: Any, conversation: str, has_it: bool, words: str = "one", **more: Any
) -> Posted:
    """Leave what stands in the record after a process has died while it called the vendor."""
    outbox, services = at.web.services.outbox, at.web.services
    styled = Styled(words, (Mark(Style.BOLD, 0, len(words)),) if words else ())
    message = Outgoing(1, 0, styled, **more)
    with services.database.writing() as db:
        add_posts(db, [Post(vendor.name, str(vendor.customer), conversation, "left", message)])
        tried = {"attempts": 1, "sent_at": now(), "due_at": now() + timedelta(hours=1)}
        db.execute(update(outgoing).where(outgoing.c.cause == "left").values(**tried))
    posted = outbox.by_cause("left")
    assert posted is not None
    account = accounts(services)[vendor.name]
    if has_it and posted.message.files:
        files = [FileOut(services, each) for each in posted.message.files]
        await adapter_of(account).send_files(account, posted, files)  # type: ignore[attr-defined]
    elif has_it:
        await adapter_of(account).send(account, posted)
    with services.database.writing() as db:
        values = {"due_at": outgoing.c.created_at}
        db.execute(update(outgoing).where(outgoing.c.cause == "left").values(**values))
    return posted


async def tells(vendor: Any) -> None:
    """Deliver what the vendor tells of a message by itself."""
    if isinstance(vendor, WhatsAppVendor):
        await beside(vendor.status, vendor.sent[0]["id"], "sent")
    elif isinstance(vendor, MessengerVendor):
        await beside(vendor.echo, vendor.sent[0])


def state_of(at: At, posted: Posted) -> Posted:
    found = at.web.services.outbox.get(posted.id)
    assert found is not None
    return found


@pytest.mark.parametrize("vendor", ["whatsapp", "messenger"], indirect=True)
@pytest.mark.usefixtures("until_it_tells")
async def test_what_a_vendor_tells_of_by_itself_is_shown_once_and_then_the_next(
    at: At, vendor: Any, conversation: str
) -> None:
    await one_then_two(at, vendor, conversation)


@pytest.mark.parametrize("vendor", ["slack", "twilio", "twilio-whatsapp"], indirect=True)
async def test_what_a_vendor_has_from_a_call_that_was_cut_off_is_shown_once_and_then_the_next(
    at: At, vendor: Any, conversation: str
) -> None:
    await one_then_two(at, vendor, conversation)


async def one_then_two(at: At, vendor: Any, conversation: str) -> None:
    """Found by killing web: Telegram, WhatsApp and SMS showed one message each twice."""
    posted = await left_behind(at, vendor, conversation, has_it=True)
    await at.bot_says(conversation, "two")
    await until(lambda: state_of(at, posted).reason != "" or len(vendor.shown()) > 1)
    await tells(vendor)
    sent = await at.outbox(conversation, Delivery.SENT)
    assert [each["text"].strip("*") for each in vendor.shown()] == ["one", "two"]
    assert len({each.external for each in sent} - {""}) == 2
    assert vendor.refused == []


@pytest.mark.parametrize("vendor", VENDORS, indirect=True)
async def test_what_a_vendor_never_got_is_sent_all_the_same(
    at: At, vendor: Any, conversation: str
) -> None:
    await left_behind(at, vendor, conversation, has_it=False)
    await at.outbox(conversation, Delivery.SENT)
    assert [each["text"].strip("*") for each in vendor.shown()] == ["one"]


@pytest.mark.parametrize("vendor", ["telegram"], indirect=True)
async def test_where_nobody_can_be_asked_words_come_twice_rather_than_never(
    at: At, vendor: TelegramVendor, conversation: str
) -> None:
    await left_behind(at, vendor, conversation, has_it=True)
    await at.outbox(conversation, Delivery.SENT)
    assert [each["text"] for each in vendor.shown()] == ["one", "one"]


@pytest.mark.parametrize("vendor", ["telegram"], indirect=True)
@pytest.mark.usefixtures("until_it_tells")
async def test_another_process_that_still_has_the_call_under_way_may_note_its_end(
    at: At, vendor: TelegramVendor, conversation: str
) -> None:
    """Two processes: whoever led has lost Redis, and waits for what it has begun."""
    vendor.pace = 0.0  # which would hold back a copy all the same
    posted = await left_behind(at, vendor, conversation, has_it=True)
    await until(lambda: state_of(at, posted).reason != "" or len(vendor.shown()) > 1)
    at.web.services.outbox.note_sent(posted, "1")
    await at.bot_says(conversation, "two")
    await until(lambda: "two" in [each["text"] for each in vendor.shown()])
    assert [each["text"] for each in vendor.shown()] == ["one", "two"]


@pytest.mark.parametrize("vendor", ["twilio"], indirect=True)
async def test_the_same_words_that_went_out_before_are_not_taken_for_what_was_cut_off(
    at: At, vendor: TwilioVendor, conversation: str
) -> None:
    await at.bot_says(conversation, "one")
    await at.outbox(conversation, Delivery.SENT)
    await left_behind(at, vendor, conversation, has_it=False)
    await at.outbox(conversation, Delivery.SENT)
    assert [each["text"] for each in vendor.shown()] == ["one", "one"]


@pytest.mark.parametrize("vendor", ["twilio"], indirect=True)
async def test_as_long_as_a_vendor_cannot_be_asked_nothing_is_sent_again(
    at: At, vendor: TwilioVendor, conversation: str
) -> None:
    posted = await left_behind(at, vendor, conversation, has_it=True)
    await until(lambda: state_of(at, posted).reason != "")
    vendor.faults.append(Fault(Answer(500)))
    await until(lambda: "an error of its own" in state_of(at, posted).reason)
    waits = state_of(at, posted)
    assert (waits.state, waits.is_unsure, len(vendor.shown())) == (Delivery.QUEUED, True, 1)


@pytest.mark.parametrize("vendor", ["whatsapp", "messenger"], indirect=True)
@pytest.mark.usefixtures("until_it_tells")
async def test_a_file_that_a_vendor_turns_out_to_have_has_not_failed(
    at: At, vendor: Any, conversation: str
) -> None:
    file = await at.file(conversation, "form.pdf", PDF)
    sent = SentFile(file, f"{PUBLIC}{at.web.services.file_links.of(file.id, now())}")
    more = {"files": (sent,), "words": ""}
    posted = await left_behind(at, vendor, conversation, has_it=True, **more)
    await until(lambda: state_of(at, posted).reason != "")
    await tells(vendor)
    await at.outbox(conversation, Delivery.SENT)
    assert [bool(each["file"]) for each in vendor.shown()] == [True]


@pytest.mark.parametrize("vendor", ["whatsapp"], indirect=True)
async def test_a_mark_that_is_not_ours_settles_nothing(
    at: At, vendor: WhatsAppVendor, conversation: str
) -> None:
    posted = await left_behind(at, vendor, conversation, has_it=False)
    await until(lambda: state_of(at, posted).reason != "")
    for mark in (f"{posted.id}.{'0' * 16}", "x" * 100_000, f"{'9' * 100_000}.{'0' * 16}"):
        told = vendor.status_of("wamid.x", "sent", "1", biz_opaque_callback_data=mark)
        assert (await beside(vendor.update, statuses=[told])).status_code == 200
    await at.outbox(conversation, Delivery.SENT)
    assert len(vendor.shown()) == 1


@pytest.mark.parametrize("vendor", ["whatsapp"], indirect=True)
async def test_a_file_that_was_given_up_because_nobody_knew_has_arrived_once_the_vendor_tells(
    at: At, vendor: WhatsAppVendor, conversation: str
) -> None:
    file = await at.file(conversation, "form.pdf", PDF)
    sent = SentFile(file, f"{PUBLIC}{at.web.services.file_links.of(file.id, now())}")
    more = {"files": (sent,), "words": ""}
    posted = await left_behind(at, vendor, conversation, has_it=True, **more)
    await until(lambda: state_of(at, posted).state is Delivery.FAILED)
    await tells(vendor)
    await until(lambda: state_of(at, posted).state is Delivery.SENT)
    assert (state_of(at, posted).reason, len(vendor.shown())) == ("", 1)


def test_a_few_words_of_ours_within_what_others_sent_are_not_taken_for_what_was_cut_off() -> None:
    at = "Thu, 26 Nov 2026 10:00:00 +0000"
    listed = [
        {
            "sid": sid,
            "direction": "outbound-api",
            "date_created": at,
            "body": body,
            "num_media": "0",
        }
        for sid, body in (("SM1", "Yes. Reply STOP to leave"), ("SM2", "Yes."))
    ]
    assert sent_as(listed, {"Yes."}, 0.0) == ["SM2"]
    long = "Your card is on its way to you."
    trial = {**listed[0], "body": f"Sent from a trial account - {long}"}
    assert sent_as([trial], {long}, 0.0) == ["SM1"]


@pytest.mark.parametrize("vendor", ["telegram"], indirect=True)
async def test_what_was_settled_while_it_waited_for_its_turn_is_not_sent(
    at: At, vendor: TelegramVendor, conversation: str
) -> None:
    posted = await left_behind(at, vendor, conversation, has_it=False)
    outbox = at.web.services.outbox
    outbox.note_sent(posted, "1")
    assert not outbox.note_attempt(posted)
    assert not outbox.note_failed(posted, "given up")
    assert state_of(at, posted).state is Delivery.SENT
