"""What vendors tell of files, before anybody has asked for one."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from core.attachments import FileTooLarge, NotAccepted
from core.channels import Arrival, Brought, Connection, FileLost, Kind, What
from web.channels.meta.messenger_reading import arrivals_of as messenger_arrivals
from web.channels.slack.reading import arrivals_of as slack_arrivals
from web.channels.telegram.reading import arrivals_of as telegram_arrivals
from web.channels.twilio.reading import arrivals_of as twilio_arrivals


def telegram(**content: Any) -> Arrival:
    person = {"id": 7, "is_bot": False}
    message = {"message_id": 1, "from": person, "chat": {"id": 7, "type": "private"}, **content}
    (found,) = telegram_arrivals({"update_id": 1, "message": message})
    return found


def test_of_a_photo_the_largest_size_that_we_keep_is_asked_for() -> None:
    sizes = [
        {"file_id": "s", "width": 90, "height": 67, "file_size": 1_000},
        {"file_id": "huge", "width": 5120, "height": 3840, "file_size": 11_000_000},
        {"file_id": "l", "width": 1280, "height": 960, "file_size": 200_000},
    ]
    found = telegram(photo=sizes, caption="my card")
    assert (found.what, found.text) == (What.WORDS, "my card")
    assert [each.file for each in found.files] == ["l"]


def test_a_moving_picture_is_one_although_telegram_tells_a_file_of_it_too() -> None:
    document = {"file_id": "a", "mime_type": "video/mp4"}
    found = telegram(animation=document, document=document)
    assert (found.what, found.thing, found.files) == (What.UNREADABLE, "animation", ())


def test_files_survive_the_record() -> None:
    arrival = Arrival(
        "1", What.WORDS, "7", files=(Brought("a", name="b.pdf"), Brought(data="eA=="))
    )
    assert Arrival.from_json(arrival.to_json()) == arrival
    newer = {**asdict(Brought("a")), "of_tomorrow": 1}
    assert Brought.from_json(newer) == Brought("a")
    old = {name: value for name, value in arrival.to_json().items() if name != "files"}
    assert Arrival.from_json(old).files == ()


@pytest.mark.parametrize(
    ("file", "error"),
    [
        (Brought("a", type="audio/ogg"), NotAccepted),
        (Brought("a", type="Video/mp4"), NotAccepted),
        (Brought("a", size=10_000_001), FileTooLarge),
        (Brought("a", problem="It lies elsewhere."), FileLost),
    ],
)
def test_what_is_never_taken_is_not_asked_for(file: Brought, error: type[Exception]) -> None:
    with pytest.raises(error):
        file.check()


def test_on_messenger_a_picture_is_taken_and_what_comes_with_it_is_told_of() -> None:
    url = "https://scontent.xx.fbcdn.net/1.jpg"
    kinds = [("image", {"url": url}), ("fallback", {"url": "x"}), ("audio", {"url": url})]
    attachments = [{"type": kind, "payload": payload} for kind, payload in kinds]
    connection = Connection("m", Kind.MESSENGER, "M", "https://graph", "1")
    for told, thing in ((attachments[:2], ""), (attachments, "recording")):
        message = {"mid": "a", "text": "look", "attachments": told}
        event = {"sender": {"id": "2"}, "timestamp": 1000, "message": message}
        body = {"object": "page", "entry": [{"id": "1", "messaging": [event]}]}
        (found,) = messenger_arrivals(connection, body)
        assert [each.file for each in found.files] == [url]
        assert (found.what, found.thing) == (What.UNREADABLE if thing else What.WORDS, thing)


def test_on_messenger_a_sticker_is_none_of_the_customers_pictures() -> None:
    sticker = {"type": "image", "payload": {"url": "https://x.fbcdn.net/1", "sticker_id": 369239}}
    connection = Connection("m", Kind.MESSENGER, "M", "https://graph", "1")
    event = {"sender": {"id": "2"}, "message": {"mid": "a", "attachments": [sticker]}}
    body = {"object": "page", "entry": [{"id": "1", "messaging": [event]}]}
    (found,) = messenger_arrivals(connection, body)
    assert (found.what, found.files) == (What.UNREADABLE, ())


def test_a_file_that_does_not_lie_at_slack_is_not_asked_for() -> None:
    file = {"name": "a", "is_external": True, "url_private": "https://drive.example/1"}
    event = {"type": "message", "user": "U1", "channel": "D1", "ts": "1.1", "files": [file]}
    connection = Connection("s", Kind.SLACK, "S", "https://slack.com/api", "T1")
    told = {"type": "event_callback", "team_id": "T1", "event": event}
    (found,) = slack_arrivals(connection, told)
    with pytest.raises(FileLost, match="does not lie at Slack"):
        found.files[0].check()


def test_of_twilios_files_those_are_taken_that_are_no_recordings() -> None:
    connection = Connection("t", Kind.TWILIO, "T", "https://api", "AC1", number="+1")
    fields = {"AccountSid": "AC1", "MessageSid": "MM1", "From": "+2", "To": "+1", "Body": "hi"}
    media = {"NumMedia": "2", "MediaUrl0": "https://a/0", "MediaUrl1": "https://a/1"}
    kinds = {"MediaContentType0": "audio/ogg", "MediaContentType1": "image/png"}
    (found,) = twilio_arrivals(connection, {**fields, **media, **kinds})
    assert [each.file for each in found.files] == ["https://a/0", "https://a/1"]
    with pytest.raises(NotAccepted):
        found.files[0].check()
    found.files[1].check()
    (many,) = twilio_arrivals(connection, {**fields, "NumMedia": "9" * 3})
    assert len(many.files) == 10
