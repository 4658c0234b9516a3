"""Slack: what it delivers, how often, and what starts nothing."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from core.channels import Tally, What
from tests.support.channels import At, beside
from tests.support.vendors.slack import BOT, TEAM, SlackVendor, sign
from web.channels.slack.reading import arrivals_of


async def test_any_flipped_byte_fails_the_signature(at: At, vendor: SlackVendor) -> None:
    body = '{"type":"event_callback","team_id":"T9","at":"café @ 😀"}'.encode()
    when = str(int(time.time()))
    right = sign(body, when)
    assert (await beside(vendor.deliver, body, right, when)).status_code == 200
    for place in range(0, len(body), 7):
        changed = body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]
        assert (await beside(vendor.deliver, changed, right, when)).status_code == 401
    for odd in (sign(body, when, "guessed"), right.removeprefix("v0="), "v0=", "v1=ab"):
        assert (await beside(vendor.deliver, body, odd, when)).status_code == 401


@pytest.mark.parametrize("seconds", [-310, 310])
async def test_a_stale_delivery_is_refused_though_its_signature_is_right(
    at: At, vendor: SlackVendor, seconds: int
) -> None:
    message = {"type": "event_callback", "team_id": TEAM, "event": vendor.message_of(text="old")}
    when = str(int(time.time()) + seconds)
    assert (await beside(vendor.deliver, json.dumps(message).encode(), "", when)).status_code == 401
    for odd in ("soon", "nan", "1e400"):
        answer = await beside(vendor.deliver, b"{}", "", odd)
        assert answer.status_code == 401
    assert await at.web.inbox() == []


async def test_slack_makes_sure_that_the_address_is_ours(at: At, vendor: SlackVendor) -> None:
    asked = {"type": "url_verification", "challenge": "3eZbrw1aB", "token": "old"}
    body = json.dumps(asked).encode()
    answer = await beside(vendor.deliver, body)
    assert (answer.status_code, answer.text) == (200, "3eZbrw1aB")
    assert (await beside(vendor.deliver, body, "v0=guessed")).status_code == 401
    assert at.web.services.overviews.of("slack").tallies.get(Tally.UNKNOWN) is None


async def test_what_is_tried_again_is_answered_once_and_taken_if_the_first_never_came(
    at: At, vendor: SlackVendor
) -> None:
    """Field bugs: each retry was answered; retries were dropped though the first was never seen."""
    event = vendor.message_of(text="once")
    again = {"X_Slack_Retry_Num": "1", "X_Slack_Retry_Reason": "http_timeout"}
    await beside(vendor.event, event)
    await beside(vendor.event, event, **again)
    await beside(vendor.message, text="only now", **again)
    await at.settled("slack")
    assert [each.text for each in await at.web.inbox()] == ["once", "only now"]


async def test_one_message_in_two_kinds_of_event_is_one_message(
    at: At, vendor: SlackVendor
) -> None:
    """Field bug: a mention and the message itself have different event ids."""
    event = vendor.message_of(text=f"<@{BOT}> hello")
    await beside(vendor.event, event)
    await beside(vendor.event, {**event, "type": "app_mention"})
    await at.settled("slack")
    assert [each.text for each in await at.web.inbox()] == [f"@{BOT} hello"]


async def test_what_was_written_first_is_taken_first(at: At, vendor: SlackVendor) -> None:
    """The last comes first, and all are there before the first of them is taken."""
    connection = at.web.services.settings.connections.by_name["slack"]
    events = [vendor.message_of(text=text) for text in ("1", "2", "3")]
    about = {"type": "event_callback", "team_id": TEAM}
    came = [
        arrival
        for event in reversed(events)
        for arrival in arrivals_of(connection, {**about, "event": event})
    ]
    assert [each.text for each in came] == ["3", "2", "1"]
    assert at.web.services.arrivals.keep("slack", came) == 3
    assert [each.text for each in await at.inbox(3)] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "content",
    [
        {"bot_id": "B1"},
        {"subtype": "bot_message", "bot_id": "B1"},
        {"subtype": "channel_join"},
        {"channel_type": "channel"},
        {"channel_type": "mpim"},
    ],
)
async def test_bots_and_what_is_said_among_people_start_nothing(
    at: At, vendor: SlackVendor, content: dict[str, Any]
) -> None:
    """Field bug: the bot answered itself."""
    await beside(vendor.message, text="hello", **content)
    await at.settled("slack")
    assert await at.web.inbox() == []
    assert at.web.services.overviews.of("slack").tallies == {}


async def test_everything_that_was_sent_may_come_back_and_starts_nothing(
    at: At, vendor: SlackVendor, conversation: str
) -> None:
    await at.bot_says(conversation, "one", [("Yes", "helped:yes")])
    (sent, *_) = [each for each in await at.shown(vendor)] and vendor.sent
    echo = {**sent, "type": "message", "user": BOT, "bot_id": "B0", "channel_type": "im"}
    await beside(vendor.event, echo)
    changed = {"message": {**echo, "edited": {"ts": "1"}}, "previous_message": {"text": "none"}}
    await beside(vendor.message, subtype="message_changed", **changed)
    await at.settled("slack")
    assert len(await at.web.inbox()) == 1


async def test_a_preview_or_an_answer_below_is_no_edit_and_an_edit_starts_no_turn(
    at: At, vendor: SlackVendor, conversation: str
) -> None:
    """Field bug: 50 answers in 8 seconds, because a link's preview changes the message."""
    said = vendor.message_of(text="see https://a.example")
    await beside(vendor.event, said)
    (_, message) = await at.inbox(2)
    at.record(message)
    previews = {"attachments": [{"title": "A"}]}
    for same in (
        {**said, **previews},
        {**said, "reply_count": 1},
        {**said, "edited": {"ts": said["ts"]}},  # and the same words
    ):
        changed = {"message": same, "previous_message": said}
        await beside(vendor.message, subtype="message_changed", **changed)
    edited = {**said, "text": "see &lt;b&gt;", "edited": {"ts": "1700000000.1"}}
    for _ in range(2):
        changed = {"message": edited, "previous_message": said}
        await beside(vendor.message, subtype="message_changed", **changed)
    await beside(
        vendor.message, subtype="message_deleted", deleted_ts=said["ts"], previous_message=said
    )
    await at.settled("slack")
    assert len(await at.web.inbox()) == 2
    changes = at.web.services.changes.of(conversation)
    recorded = [(each.message, each.what, each.text) for each in changes]
    both = [(What.EDITED, "see <b>"), (What.DELETED, "")]
    assert recorded == [(message.id, what, text) for what, text in both]


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2 &amp;lt;", "1 < 2 && 3 > 2 &lt;"),
        ("see <https://a.example/x|the page>", "see the page (https://a.example/x)"),
        ("write to <mailto:a@b.example|a@b.example>", "write to a@b.example"),
        ("<#C1|general> and <@U2> and <!here> <http://b.example>", None),
        ("&eacute; é 😀 *bold*", "&eacute; é 😀 *bold*"),
    ],
)
async def test_slacks_marks_are_read_as_people_see_them(
    at: At, vendor: SlackVendor, sent: str, read: str | None
) -> None:
    await beside(vendor.say, sent)
    (message,) = await at.inbox()
    assert message.text == (read or "#general and @U2 and @here http://b.example")


async def test_in_a_channel_it_says_once_that_it_answers_in_private(
    at: At, vendor: SlackVendor
) -> None:
    mention = {"type": "app_mention", "channel": "C42", "user": "U7", "text": f"<@{BOT}> hi"}
    for ts in ("1700000000.000001", "1700000000.000002"):
        await beside(vendor.event, {**mention, "ts": ts})
    await at.settled("slack")
    (told,) = await at.shown(vendor)
    assert (told["to"], "only answer in private" in told["text"]) == ("C42", True)
    assert await at.web.inbox() == []


async def test_a_file_is_answered_politely(at: At, vendor: SlackVendor) -> None:
    files = [{"id": "F1", "mimetype": "image/png", "url_private": "https://files.example/1"}]
    await beside(vendor.message, text="my card", subtype="file_share", files=files)
    inbox = await at.inbox(2)
    assert [inbox[0].text, "I got your photo" in inbox[1].text] == ["my card", True]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"payload=%7B",
        b"payload=%5B%5D",
        b"payload=1&payload=2",
        b"payload=%FF",
        b'{"type":"event_callback","team_id":"T0TERN"}',
        b'{"type":"event_callback","team_id":"T0TERN","event":{"type":"of_tomorrow"}}',
        b'{"type":"event_callback","team_id":"T0TERN","event":{"type":"message","user":"U1"}}',
        b'{"type":"event_callback","team_id":"T9","event":{"type":"message"}}',
        b'payload={"type":"block_actions","team":{"id":"T0TERN"},"user":{"id":"U1"},"actions":[]}',
    ],
)
async def test_a_shape_of_tomorrow_is_acknowledged_and_counted(
    at: At, vendor: SlackVendor, body: bytes
) -> None:
    assert (await beside(vendor.deliver, body)).status_code == 200
    assert at.web.services.overviews.of("slack").tallies[Tally.UNKNOWN].times == 1
