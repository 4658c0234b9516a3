"""Files that customers send over messengers: kept as a page's uploads are, and words beside them.

E-mail and Twilio, which need more, have theirs in their own folders.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from core.channels import Arrival, Brought, What
from core.conversations import InboxMessage, InboxMessageKind
from tests.support.channels import At, beside
from tests.support.clamd import EICAR, Clamd
from tests.support.pictures import PDF, photo
from tests.support.vendors.messenger import InstagramVendor, MessengerVendor
from tests.support.vendors.slack import SlackVendor
from tests.support.vendors.telegram import TelegramVendor
from tests.support.vendors.vendor import Answer, Fault, Vendor
from tests.support.vendors.webhook import WebhookVendor
from tests.support.vendors.whatsapp import WhatsAppVendor

Send = Callable[[Any, bytes], httpx.Response]


def over_telegram(vendor: TelegramVendor, data: bytes) -> httpx.Response:
    sizes = [
        {"file_id": vendor.upload("thumb", b"no"), "width": 9, "height": 9, "file_size": 2},
        {"file_id": vendor.upload("whole", data), "width": 99, "height": 99},
    ]
    return vendor.message(photo=sizes, caption="my card")


def over_whatsapp(vendor: WhatsAppVendor, data: bytes) -> httpx.Response:
    vendor.uploads["1234567"] = data
    image = {"id": "1234567", "mime_type": "image/jpeg", "caption": "my card"}
    return vendor.message(type="image", image=image)


def over_messenger(vendor: MessengerVendor, data: bytes) -> httpx.Response:
    vendor.files["/v/t1.jpg?oh=1"] = data
    payload = {"url": f"{vendor.url}/v/t1.jpg?oh=1"}
    return vendor.say("my card", attachments=[{"type": "image", "payload": payload}])


def over_slack(vendor: SlackVendor, data: bytes) -> httpx.Response:
    vendor.files["/files-pri/T0-F0/card.jpg"] = data
    url = f"{vendor.url}/files-pri/T0-F0/card.jpg"
    file = {"id": "F0", "name": "card.jpg", "mimetype": "image/jpeg", "url_private": url}
    return vendor.message(text="my card", subtype="file_share", files=[{**file, "size": len(data)}])


def over_webhook(vendor: WebhookVendor, data: bytes) -> httpx.Response:
    vendor.files["/card.jpg"] = data
    return vendor.say("my card", files=[{"url": f"{vendor.url}/card.jpg", "name": "card.jpg"}])


def within_webhook(vendor: WebhookVendor, data: bytes) -> httpx.Response:
    file = {"data": b64encode(data).decode(), "name": "card.jpg"}
    return vendor.say("my card", files=[file])


WAYS: dict[str, tuple[type[Any], str, Send]] = {
    "telegram": (TelegramVendor, "telegram", over_telegram),
    "whatsapp": (WhatsAppVendor, "whatsapp", over_whatsapp),
    "messenger": (MessengerVendor, "messenger", over_messenger),
    "instagram": (InstagramVendor, "instagram", over_messenger),
    "slack": (SlackVendor, "slack", over_slack),
    "webhook by address": (WebhookVendor, "webhook", over_webhook),
    "webhook in base64": (WebhookVendor, "webhook", within_webhook),
}


async def connected(at: At, vendor: Vendor, kind: str) -> None:
    name = vendor.name  # type: ignore[attr-defined]
    await at.connect(name, vendor, kind=kind, **vendor.settings)  # type: ignore[attr-defined]


def left_of_what_came(folder: Path) -> list[Path]:
    return list(folder.rglob("arrived-*"))


async def content(at: At, message: InboxMessage) -> list[bytes]:
    kept = [at.web.services.attachments.get(each.id) for each in message.attachments]
    return [at.web.services.attachments.files.read(each.key) for each in kept]


@pytest.mark.parametrize("way", list(WAYS))
async def test_a_picture_is_kept_without_its_place_and_said_with_its_words(
    at: At, way: str, tmp_path: Path
) -> None:
    vendor_of, kind, send = WAYS[way]
    with vendor_of(at.web.url) as vendor:
        await connected(at, vendor, kind)
        assert (await beside(send, vendor, photo())).status_code == 200
        (said,) = await at.inbox()
        await at.settled(vendor.name)
        assert (said.text, said.kind) == ("my card", InboxMessageKind.CUSTOMER)
        (picture,) = said.attachments
        assert (picture.type, picture.name.endswith(".jpg")) == ("image/jpeg", True)
        (kept,) = await content(at, said)
        assert kept.startswith(b"\xff\xd8")
        assert b"Exif" not in kept
        (row,) = at.web.services.attachments.of(said.conversation)
        assert row.message == said.id
        assert left_of_what_came(tmp_path) == []


@pytest.fixture
async def telegram(at: At) -> Any:
    with TelegramVendor(at.web.url) as vendor:
        await connected(at, vendor, "telegram")
        yield vendor


def document(vendor: TelegramVendor, data: bytes, **more: Any) -> httpx.Response:
    file = {"file_id": vendor.upload("bill", data), "file_name": "bill.pdf", **more}
    return vendor.message(document=file)


async def test_a_file_needs_no_words(at: At, telegram: TelegramVendor) -> None:
    await beside(document, telegram, PDF)
    (said,) = await at.inbox()
    assert (said.text, [each.name for each in said.attachments]) == ("", ["bill.pdf"])
    assert await content(at, said) == [PDF]


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"data": b"\x00\x01 no file that is known"}, "This kind of file can't be sent."),
        ({"data": b"", "file_size": 1}, "This file is empty."),
        ({"data": PDF, "file_size": 10_000_001}, "larger than 10 MB"),
        ({"data": bytes(10_000_001)}, "larger than 10 MB"),
        ({"data": PDF, "mime_type": "video/mp4"}, "videos can't be opened here."),
    ],
    ids=["unknown", "empty", "said to be too large", "too large", "a video"],
)
async def test_what_is_not_taken_is_answered_with_the_reason_and_the_words_still_count(
    at: At, telegram: TelegramVendor, sent: dict[str, Any], why: str
) -> None:
    file = {"file_id": telegram.upload("bill", sent.pop("data")), "file_name": "bill.pdf", **sent}
    await beside(telegram.message, document=file, caption="my bill")
    said, told = await at.inbox(2)
    assert (said.text, said.attachments) == ("my bill", ())
    assert told.kind is InboxMessageKind.NOTICE
    assert told.text.startswith("I got your file, but I can't take it.")
    assert why in told.text
    assert at.web.services.attachments.of(said.conversation) == []


async def test_what_the_vendor_has_lost_is_answered_with_the_reason(
    at: At, telegram: TelegramVendor
) -> None:
    await beside(telegram.message, document={"file_id": "gone"})
    (told,) = await at.inbox()
    assert "can't be had from where you sent it any more. Please send it again." in told.text


async def test_an_infected_file_is_not_kept(at: At, telegram: TelegramVendor) -> None:
    with Clamd() as clamd:
        object.__setattr__(at.web.services.scanner, "_address", clamd.address)
        await beside(document, telegram, EICAR)
        (told,) = await at.inbox()
    assert "virus scanner warns of it" in told.text
    assert clamd.seen == [EICAR]
    assert at.web.services.attachments.of(told.conversation) == []


async def test_a_vendor_that_is_away_is_asked_again_and_what_follows_waits_its_turn(
    at: At, telegram: TelegramVendor
) -> None:
    telegram.faults.append(Fault(Answer(500), of="getFile"))
    await beside(document, telegram, PDF)
    await beside(telegram.say, "did you get it?")
    first, second = await at.inbox(2)
    assert (len(first.attachments), second.text) == (1, "did you get it?")


async def test_a_crash_between_arrival_and_fetch_repeats_the_fetch_and_keeps_one_file(
    at: At, telegram: TelegramVendor
) -> None:
    """What a process that died has left: an arrival that is kept, and perhaps its file too."""
    await beside(telegram.say, "hello")
    (hello,) = await at.inbox()
    telegram.upload("bill", PDF)
    sender, services = str(telegram.customer), at.web.services
    left = Arrival("77", What.WORDS, sender, text="my bill", files=(Brought("bill"),))
    services.arrivals.keep("telegram", [left])
    _, said = await at.inbox(2)
    await at.settled("telegram")
    again = Arrival("79", What.WORDS, sender, text="my bill", message="77", files=left.files)
    services.arrivals.keep("telegram", [again])  # the same message, dealt with once more
    await at.settled("telegram")
    assert [each.id for each in services.attachments.of(hello.conversation)] == [
        each.id for each in said.attachments
    ]
    downloads = [call for call in telegram.calls if call.path.endswith("/bill")]
    assert len(downloads) == 1


async def test_a_file_that_is_delivered_again_with_its_words_leaves_nothing_behind(
    at: At, tmp_path: Path
) -> None:
    with WebhookVendor(at.web.url) as vendor:
        await connected(at, vendor, "webhook")
        file = {"data": b64encode(PDF).decode(), "name": "bill.pdf"}
        damaged = {"data": "no base64", "name": "b.pdf"}
        person = {"id": vendor.customer}
        body = {"type": "message", "from": person, "text": "my bill", "files": [file, damaged]}
        for _ in range(2):
            await beside(vendor.deliver, body, "the-same-id")
            await at.settled("hook")
        said, told = await at.inbox(2)
        assert [each.name for each in said.attachments] == ["bill.pdf"]
        assert "It came damaged." in told.text
        assert len(at.web.services.attachments.of(said.conversation)) == 1
        assert left_of_what_came(tmp_path) == []


@pytest.mark.parametrize(
    ("vendor_of", "kind"),
    [(MessengerVendor, "messenger"), (SlackVendor, "slack"), (WebhookVendor, "webhook")],
)
async def test_an_address_on_another_host_is_never_called(
    at: At, vendor_of: type[Any], kind: str
) -> None:
    """Field bug: whoever named an address had it called from within the company's network."""
    with vendor_of(at.web.url) as vendor, WebhookVendor(at.web.url) as inside:
        inside.files["/card.jpg"] = photo()
        await connected(at, vendor, kind)
        url = f"{inside.url}/card.jpg"
        ways = {
            "messenger": {"attachments": [{"type": "image", "payload": {"url": url}}]},
            "slack": {"files": [{"url_private": url, "mimetype": "image/jpeg"}]},
            "webhook": {"files": [{"url": url}]},
        }
        send = vendor.message if kind == "slack" else vendor.say
        words = {"text": "look"}
        await beside(send, **words, **ways[kind])
        said, told = await at.inbox(2)
        assert (said.text, said.attachments) == ("look", ())
        assert "Please send it again." in told.text
        assert inside.calls == []


async def test_an_address_that_whatsapp_did_not_tell_gets_neither_a_call_nor_the_token(
    at: At,
) -> None:
    with WhatsAppVendor(at.web.url) as vendor, WebhookVendor(at.web.url) as inside:
        await connected(at, vendor, "whatsapp")
        vendor.elsewhere = f"{inside.url}/card.jpg"
        await beside(over_whatsapp, vendor, photo())
        _, told = await at.inbox(2)
        assert "Please send it again." in told.text
        assert inside.calls == []
