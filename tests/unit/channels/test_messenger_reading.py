"""What Messenger and Instagram deliver, event by event."""

from __future__ import annotations

from typing import Any

import pytest

from core.channels import UNKNOWN_SHAPE, Arrival, Connection, Delivery, Kind, What
from web.channels.meta.messenger_reading import arrivals_of

PAGE, ANA, AT = "1067280970047460", "6712345", 1_764_000_000_123
OBJECTS = {Kind.MESSENGER: "page", Kind.INSTAGRAM: "instagram"}


def read(*events: dict[str, Any], kind: Kind = Kind.MESSENGER) -> list[Arrival]:
    entry = {"id": PAGE, "time": AT, "messaging": [event_of(**event) for event in events]}
    return arrivals_of(connection(kind), {"object": OBJECTS[kind], "entry": [entry]})


def event_of(sender: str = ANA, **content: Any) -> dict[str, Any]:
    people = {"sender": {"id": sender}, "recipient": {"id": PAGE}}
    return {**people, "timestamp": AT, **content}


def connection(kind: Kind) -> Connection:
    return Connection(kind.value, kind, kind.value, "https://graph.example", PAGE)


def test_every_event_of_every_entry_is_read() -> None:
    """Field bug: only the first event of a delivery was handled."""
    entries = [
        {"id": PAGE, "messaging": [event_of(message={"mid": f"{a}{b}", "text": "hi"})] * 1}
        for a in "12"
        for b in "ab"
    ]
    entries[0]["messaging"].append(event_of(message={"mid": "more", "text": "hi"}))
    found = arrivals_of(connection(Kind.MESSENGER), {"object": "page", "entry": entries})
    assert [arrival.id for arrival in found] == ["1a", "more", "1b", "2a", "2b"]
    assert {(each.what, each.sender, each.text) for each in found} == {(What.WORDS, ANA, "hi")}
    assert found[0].at == AT / 1000


@pytest.mark.parametrize("kind", [Kind.MESSENGER, Kind.INSTAGRAM])
def test_an_echo_of_our_own_words_or_pictures_starts_nothing(kind: Kind) -> None:
    """Field bugs: echoes were answered; a picture of the bot's own was taken for a customer's."""
    words = {"mid": "1", "text": "hi", "is_echo": True, "app_id": 5}
    picture = {"mid": "2", "is_echo": True, "attachments": [{"type": "image"}]}
    own = {"sender": PAGE, "message": {"mid": "3", "text": "hi"}}
    assert read({"message": words}, {"message": picture}, own, kind=kind) == []


def test_a_tap_a_quick_reply_and_a_question_of_the_page_are_told_apart() -> None:
    quick = {"mid": "1", "text": "Yes", "quick_reply": {"payload": "b.1.0"}}
    tap, postback, started, offered = read(
        {"message": quick},
        {"postback": {"mid": "2", "title": "No", "payload": "b.1.1"}},
        {"postback": {"mid": "3", "title": "Get started", "payload": "GET_STARTED"}},
        {"postback": {"mid": "4", "title": "Where are you?", "payload": "FAQ_1"}},
    )
    assert (tap.what, tap.token, tap.id) == (What.TAP, "b.1.0", "1")
    assert (postback.what, postback.token) == (What.TAP, "b.1.1")
    assert started.what is What.BEGUN
    assert (offered.what, offered.text) == (What.WORDS, "Where are you?")


def test_a_postback_without_a_name_of_its_own_is_the_same_at_every_delivery() -> None:
    event = {"postback": {"title": "No", "payload": "b.1.1"}}
    (one,), (again,) = read(event), read(event)
    assert one.id == again.id != read({"postback": {"title": "No", "payload": "b.1.2"}})[0].id


def test_receipts_are_by_name_or_until_a_moment() -> None:
    """Field bug: reading was known for the newest message alone."""
    one, two, until = read(
        {"delivery": {"mids": ["m1", "m2"], "watermark": AT}}, {"read": {"watermark": AT}}
    )
    assert [(each.about, each.delivery) for each in (one, two)] == [
        ("m1", Delivery.DELIVERED),
        ("m2", Delivery.DELIVERED),
    ]
    assert (until.about, until.delivery, until.at) == ("", Delivery.READ, AT / 1000)
    (seen,) = read({"read": {"mid": "m3"}}, kind=Kind.INSTAGRAM)
    assert (seen.about, seen.delivery) == ("m3", Delivery.READ)


def test_edits_and_deletions_start_no_turn() -> None:
    edited, deleted = read(
        {"message_edit": {"mid": "1", "text": "no", "num_edit": 2}},
        {"message": {"mid": "1", "is_deleted": True}},
    )
    assert (edited.what, edited.about, edited.text) == (What.EDITED, "1", "no")
    assert (deleted.what, deleted.about) == (What.DELETED, "1")
    assert not edited.is_for_the_conversation
    assert not deleted.is_for_the_conversation
    assert len({"1", edited.id, deleted.id}) == 3


@pytest.mark.parametrize(
    ("message", "thing"),
    [
        ({"attachments": [{"type": "image"}], "text": "my card"}, "photo"),
        ({"attachments": [{"type": "sticker"}]}, "sticker"),
        ({"attachments": [{"type": "of_tomorrow"}]}, "message"),
        ({"is_unsupported": True}, "message"),
    ],
)
def test_what_cannot_be_read_is_told_so(message: dict[str, Any], thing: str) -> None:
    (found,) = read({"message": {"mid": "1", **message}})
    assert (found.what, found.thing, found.text) == (
        What.UNREADABLE,
        thing,
        message.get("text", ""),
    )


def test_words_with_a_links_preview_are_words() -> None:
    shared = {"mid": "1", "text": "see https://a.example", "attachments": [{"type": "fallback"}]}
    (found,) = read({"message": shared})
    assert (found.what, found.text) == (What.WORDS, "see https://a.example")


def test_a_name_longer_than_we_keep_is_kept_and_found_again() -> None:
    """Instagram's ids are long, and nothing limits them."""
    mid = "aWdfZAG1f" * 40
    (said,) = read({"message": {"mid": mid, "text": "hi"}})
    (seen,) = read({"read": {"mid": mid}}, kind=Kind.INSTAGRAM)
    assert len(said.id) <= 200
    assert seen.about == said.id


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"object": "page"},
        {"object": "instagram", "entry": [{"id": PAGE, "messaging": [{}]}]},
        {"object": "page", "entry": [{"id": PAGE}]},
        {"object": "page", "entry": [{"id": PAGE, "changes": [{"field": "feed"}]}]},
        {
            "object": "page",
            "entry": [{"id": "another", "messaging": [event_of(message={"mid": "1"})]}],
        },
        {"object": "page", "entry": [{"id": PAGE, "messaging": [{"sender": "?", "message": []}]}]},
        {"object": "page", "entry": [{"id": PAGE, "messaging": [event_of(of_tomorrow={"a": 1})]}]},
        {"object": "page", "entry": [{"id": PAGE, "messaging": [event_of(read={})]}]},
    ],
)
def test_a_shape_of_tomorrow_is_unknown_and_never_an_error(body: dict[str, Any]) -> None:
    """Field bug: an event without "messaging" raised, and was delivered again for days."""
    assert arrivals_of(connection(Kind.MESSENGER), body) == [UNKNOWN_SHAPE]


def test_what_another_app_handles_and_reactions_are_no_matter() -> None:
    standby = {"id": PAGE, "standby": [event_of(message={"mid": "1", "text": "hi"})]}
    assert arrivals_of(connection(Kind.MESSENGER), {"object": "page", "entry": [standby]}) == []
    assert read({"reaction": {"mid": "1", "emoji": "👍"}}, {"referral": {"ref": "x"}}) == []
