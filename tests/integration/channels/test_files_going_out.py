"""Files that agents send: the vendor gets them as they are, once, or their link."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from core.channels import Delivery, Outgoing, SentFile, Styled
from core.conversations import Author
from store.channels import Post, Posted
from tests.support.channels import At, beside
from tests.support.pictures import PDF, photo, picture_of, png
from tests.support.vendors.messenger import InstagramVendor, MessengerVendor
from tests.support.vendors.slack import SlackVendor
from tests.support.vendors.telegram import TelegramVendor
from tests.support.vendors.twilio import TwilioVendor, TwilioWhatsAppVendor
from tests.support.vendors.vendor import Answer, Fault
from tests.support.vendors.webhook import WebhookVendor
from tests.support.vendors.whatsapp import WhatsAppVendor
from tests.support.waiting import until
from web.channels import sending
from web.desk.beside.deliveries import deliveries_json

PUBLIC = "https://tern.example/support"
VENDORS = {
    "telegram": TelegramVendor,
    "whatsapp": WhatsAppVendor,
    "messenger": MessengerVendor,
    "instagram": InstagramVendor,
    "slack": SlackVendor,
    "twilio-whatsapp": TwilioWhatsAppVendor,
    "twilio": TwilioVendor,
    "webhook": WebhookVendor,
}
SENDS = {  # the call with which a file is shown to somebody
    "telegram": "sendPhoto",
    "whatsapp": "/messages",
    "messenger": "/me/messages",
    "slack": "files.completeUploadExternal",
    "twilio-whatsapp": "Messages.json",
}

UNKNOWING = [each for each in SENDS if each != "twilio-whatsapp"]  # nobody can ask them


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A vendor on this machine tells at once."""
    monkeypatch.setattr(sending, "_FOR_WORD_OF_IT", 2.5)


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


async def send(at: At, conversation: str, name: str, data: bytes, alt: str = "") -> bytes:
    """Let an agent send a file without words; returns it as it is kept."""
    file = await at.file(conversation, name, data, alt)
    await at.bot_says(conversation, "", author=Author.AGENT, files=[file])
    return at.web.services.attachments.files.read(f"{conversation}/{file.id}")


@pytest.mark.parametrize("vendor", VENDORS, indirect=True)
async def test_words_picture_and_document_arrive_in_order_as_they_are(
    at: At, vendor: Any, conversation: str
) -> None:
    files = [
        await at.file(conversation, "map.jpg", photo(), alt="The way in"),
        await at.file(conversation, "förm 1.pdf", PDF),
    ]
    await at.bot_says(conversation, "Please sign this.", author=Author.AGENT, files=files)
    await at.outbox(conversation, Delivery.SENT)
    assert vendor.refused == []
    shown, kept = vendor.shown(), at.web.services.attachments.files
    if isinstance(vendor, TwilioVendor) and not vendor.is_whatsapp:
        (message,) = shown
        assert message["text"].startswith("Please sign this.\n\nPicture: The way in (https://tern")
        return
    words, picture, document = shown
    assert words["text"] == "Please sign this."
    if isinstance(vendor, WebhookVendor):
        told = [(each["files"][0]["name"], each["files"][0]["type"]) for each in shown[1:]]
        assert told == [("map.jpg", "image/jpeg"), ("förm 1.pdf", "application/pdf")]
        assert picture["text"] == "Picture: The way in", "for who knows nothing of files"
        assert picture["links"][0]["url"] == picture["files"][0]["url"]
        return
    assert picture["file"].data == kept.read(f"{conversation}/{files[0].id}")
    assert document["file"].data == PDF
    if isinstance(vendor, TelegramVendor | WhatsAppVendor):
        assert (picture["text"], document["text"]) == ("The way in", "")
    if not isinstance(vendor, TelegramVendor | WhatsAppVendor):
        return
    assert picture["file"].type == "image/jpeg"


@pytest.mark.parametrize(
    ("vendor", "name", "of"),
    [
        ("whatsapp", "a.webp", "webp"),
        ("whatsapp", "a.gif", "gif"),
        ("messenger", "a.webp", "webp"),
        ("instagram", "a.txt", "text"),
        ("twilio-whatsapp", "a.txt", "text"),
    ],
    indirect=["vendor"],
)
async def test_what_a_vendor_does_not_take_is_never_tried_and_goes_out_as_a_link(
    at: At, vendor: Any, conversation: str, name: str, of: str
) -> None:
    await send(at, conversation, name, b"plain words" if of == "text" else picture_of(of))
    await at.outbox(conversation, Delivery.SENT)
    (message,) = vendor.shown()
    assert message["file"] is None
    assert f"{name} (https://tern.example/support/api/attachments/" in message["text"]
    assert vendor.refused == []


@pytest.mark.parametrize("vendor", ["twilio-whatsapp"], indirect=True)
async def test_a_file_whose_acknowledgement_is_lost_is_found_where_the_vendor_can_be_asked(
    at: At, vendor: TwilioWhatsAppVendor, conversation: str
) -> None:
    vendor.faults.append(Fault(of="Messages.json", is_dropped=True))
    await send(at, conversation, "map.jpg", photo())
    (posted,) = await at.outbox(conversation, Delivery.SENT)
    assert (posted.reason, posted.external != "") == ("", True)
    assert [bool(each["file"]) for each in vendor.shown()] == [True]


@pytest.mark.parametrize("vendor", UNKNOWING, indirect=True)
async def test_a_file_whose_acknowledgement_is_lost_is_not_sent_again_and_the_desk_hears_why(
    at: At, vendor: Any, conversation: str, request: pytest.FixtureRequest
) -> None:
    of = SENDS[request.node.callspec.params["vendor"]]
    vendor.faults.append(Fault(of=of, is_dropped=True))
    await send(at, conversation, "map.jpg", photo())
    (posted,) = await at.outbox(conversation, Delivery.FAILED)
    assert posted.reason.startswith("Nobody knows whether the file arrived.")
    await at.bot_says(conversation, "Did you get it?", author=Author.AGENT)
    await until(lambda: len(vendor.shown()) == 2)
    assert [bool(each["file"]) for each in vendor.shown()] == [True, False]


@pytest.mark.parametrize("vendor", SENDS, indirect=True)
async def test_a_file_that_a_vendor_could_not_take_at_once_arrives_once(
    at: At, vendor: Any, conversation: str, request: pytest.FixtureRequest
) -> None:
    of = SENDS[request.node.callspec.params["vendor"]]
    vendor.faults.append(Fault(Answer(500), of=of))
    await send(at, conversation, "map.jpg", photo())
    await at.outbox(conversation, Delivery.SENT)
    (message,) = vendor.shown()
    assert message["file"]


@pytest.mark.parametrize(
    ("vendor", "of"),
    [("whatsapp", "/media"), ("slack", "files.getUploadURLExternal"), ("slack", "")],
    indirect=["vendor"],
)
async def test_a_broken_upload_is_made_again_since_nobody_saw_it(
    at: At, vendor: Any, conversation: str, of: str
) -> None:
    vendor.faults.append(Fault(of=of, is_dropped=True))
    await send(at, conversation, "map.jpg", photo())
    await at.outbox(conversation, Delivery.SENT)
    (message,) = vendor.shown()
    assert message["file"]


@pytest.mark.parametrize("vendor", ["telegram"], indirect=True)
async def test_a_process_that_died_while_it_sent_a_file_leaves_the_question_to_a_person(
    at: At, vendor: TelegramVendor, conversation: str
) -> None:
    file = await at.file(conversation, "form.pdf", PDF)
    message = Outgoing(1, 0, Styled(""), by_person=True, files=(SentFile(file),))
    post = Post("telegram", str(vendor.customer), conversation, "left", message)
    outbox, calls = at.web.services.outbox, len(vendor.calls)
    outbox.add([post])
    outbox.note_attempt(left(outbox.by_cause("left")))
    await at.outbox(conversation, Delivery.FAILED)
    assert left(outbox.by_cause("left")).reason.startswith("Nobody knows whether")
    assert not [each for each in vendor.calls[calls:] if each.path.endswith("sendDocument")]


def left(posted: Posted | None) -> Posted:
    assert posted is not None
    return posted


@pytest.mark.parametrize("vendor", ["slack"], indirect=True)
async def test_an_app_without_the_permission_for_files_sends_links(
    at: At, vendor: SlackVendor, conversation: str
) -> None:
    vendor.may_share_files = False
    await send(at, conversation, "form.pdf", PDF)
    await at.outbox(conversation, Delivery.SENT)
    (message,) = vendor.shown()
    assert "File: form.pdf (https://tern.example/support/api/attachments/" in message["text"]


@pytest.mark.parametrize("vendor", ["telegram"], indirect=True)
async def test_a_picture_that_telegram_would_not_draw_goes_out_as_a_document(
    at: At, vendor: TelegramVendor, conversation: str
) -> None:
    await send(at, conversation, "line.png", png(2100, 100))
    await at.outbox(conversation, Delivery.SENT)
    assert [each["as"] for each in vendor.sent] == ["document"]
    assert vendor.refused == []


@pytest.mark.parametrize("vendor", ["messenger"], indirect=True)
async def test_a_file_that_meta_cannot_fetch_goes_out_as_a_link(
    at: At, vendor: MessengerVendor, conversation: str
) -> None:
    vendor.effie = "http://127.0.0.1:1"
    error = {"code": 100, "error_subcode": 2018008, "message": "Failed to fetch the file"}
    vendor.faults.append(Fault(Answer(400, {"error": error}), of="/me/messages"))
    await send(at, conversation, "form.pdf", PDF)
    await at.outbox(conversation, Delivery.SENT)
    (message,) = vendor.shown()
    assert "File: form.pdf (https://" in message["text"]


async def failed_late(vendor: Any, message: int) -> None:
    """Tell of a message that was taken that its file could not be had."""
    sent = vendor.sent[message]
    if isinstance(vendor, WhatsAppVendor):
        error = {"code": 131053, "title": "Media upload error"}
        await beside(vendor.status, sent["id"], "failed", errors=[error])
    else:
        await beside(vendor.status, sent["sid"], "undelivered", 63019)


@pytest.mark.parametrize("vendor", ["whatsapp", "twilio-whatsapp"], indirect=True)
async def test_a_file_that_a_vendor_could_not_get_after_all_goes_out_as_a_link_once(
    at: At, vendor: Any, conversation: str
) -> None:
    await send(at, conversation, "form.pdf", PDF)
    await at.outbox(conversation, Delivery.SENT)
    await failed_late(vendor, 0)
    await until(lambda: len(vendor.shown()) == 2)
    assert "File: form.pdf (https://tern.example/support/api" in vendor.shown()[1]["text"]
    await until(lambda: len(at.web.services.outbox.of(conversation)) == 2)
    first, _ = at.web.services.outbox.of(conversation)
    assert (first.state, "the file" in first.reason) == (Delivery.FAILED, True)
    await until(lambda: states(at, conversation)[1] is Delivery.SENT)
    (shown,) = await asyncio.to_thread(deliveries_json, at.web.services, conversation) or []
    assert (shown["state"], shown["failed"]) == ("sent", [])
    await failed_late(vendor, 0)
    await failed_late(vendor, 1)
    await until(lambda: states(at, conversation)[1] is Delivery.FAILED)
    await at.settled(vendor.name)
    assert len(vendor.shown()) == 2, "and not a third time"


def states(at: At, conversation: str) -> list[Delivery]:
    return [each.state for each in at.web.services.outbox.of(conversation)]


@pytest.mark.parametrize("vendor", ["whatsapp"], indirect=True)
async def test_after_the_window_a_file_is_a_link_in_the_template(
    at: At, vendor: WhatsAppVendor, conversation: str
) -> None:
    template = {"name": "an_answer", "language": "en"}
    await at.connect("whatsapp", vendor, kind="whatsapp", template=template, **vendor.settings)
    await at.window_is_over()
    await until(
        lambda: at.web.services.settings.connections.by_name["whatsapp"].template is not None
    )
    await send(at, conversation, "form.pdf", PDF)
    await at.outbox(conversation, Delivery.SENT)
    (message,) = vendor.shown()
    assert "File: form.pdf (https://" in message["text"]
