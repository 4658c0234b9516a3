"""During an upgrade old and new processes read each other: one version's difference is nothing.

Cards and evidence are in `test_content.py`, the servers' state in `realtime/test_serving.py`.
"""

from __future__ import annotations

from typing import Any

import pytest

from core.attachments import Attached
from core.conversations import (
    Author,
    Choice,
    ChoiceKind,
    InboxMessage,
    InboxMessageKind,
    utterance_from_event,
)

# What the first version of the inbox wrote. A name more here, and its messages were refused.
NEEDED = {"id", "conversation", "kind", "text", "at"}
OF_LATER = {"later": {"whatever": [1, "two"]}, "also_later": None}
FULL = InboxMessage(
    "m1",
    "c1",
    InboxMessageKind.AGENT,
    "Hello",
    1_790_000_000.5,
    choice=Choice(ChoiceKind.HELPED, "yes"),
    agent="a1",
    agent_name="Sam",
    channel="telegram",
    to_agent=True,
    attachments=(Attached("f1", "bill.pdf", "application/pdf", 12),),
)
USER: dict[str, Any] = {
    "event": "user",
    "sender_id": "c1",
    "timestamp": 1_790_000_000.5,
    "text": "/choice",
    "message_id": "m1",
    "input_channel": "telegram",
    "parse_data": {"intent": {"name": "choice"}},
    "metadata": {"shown": "Yes", "choice": "helped:yes"},
}
BOT: dict[str, Any] = {
    "event": "bot",
    "sender_id": "c1",
    "timestamp": 1_790_000_000.5,
    "text": "Hello",
    "data": {"custom": {"kind": "helped"}, "buttons": [{"title": "Yes", "payload": "helped:yes"}]},
    "metadata": {"message_id": "m1", "sender": "agent", "agent": "a1", "agent_name": "Sam"},
}
NEEDED_OF_EVENTS = {"event", "sender_id", "timestamp"}


def test_a_message_of_a_newer_version_is_read_as_far_as_it_is_known() -> None:
    assert InboxMessage.from_json({**FULL.to_json(), **OF_LATER}) == FULL


def test_a_message_of_an_older_version_may_lack_whatever_came_later() -> None:
    written = FULL.to_json()
    assert written.keys() >= NEEDED
    for name in written.keys() - NEEDED:
        read = InboxMessage.from_json({key: told for key, told in written.items() if key != name})
        others = {key: told for key, told in read.to_json().items() if key not in (name, "choice")}
        assert others.items() <= written.items(), name
    oldest = InboxMessage.from_json({name: written[name] for name in NEEDED})
    assert oldest == InboxMessage("m1", "c1", InboxMessageKind.AGENT, "Hello", 1_790_000_000.5)


@pytest.mark.parametrize("event", [USER, BOT], ids=["user", "bot"])
def test_an_event_of_a_newer_version_is_read_as_far_as_it_is_known(event: dict[str, Any]) -> None:
    newer = {**event, **OF_LATER, "metadata": {**event["metadata"], **OF_LATER}}
    if "data" in event:
        newer["data"] = {**event["data"], **OF_LATER}
    read = utterance_from_event("e1", event)
    assert read is not None
    assert utterance_from_event("e1", newer) == read


@pytest.mark.parametrize("event", [USER, BOT], ids=["user", "bot"])
def test_an_event_of_an_older_version_may_lack_whatever_came_later(event: dict[str, Any]) -> None:
    for name in event.keys() - NEEDED_OF_EVENTS:
        less = {key: told for key, told in event.items() if key != name}
        read = utterance_from_event("e1", less)
        assert read is None or read.conversation == "c1", name
    for name in event["metadata"]:
        left = {key: told for key, told in event["metadata"].items() if key != name}
        read = utterance_from_event("e1", {**event, "metadata": left})
        assert read is not None, name
        assert read.conversation == "c1"
    oldest = {name: event[name] for name in (*NEEDED_OF_EVENTS, "text")}
    read = utterance_from_event("e1", oldest)
    assert read is not None
    assert read.author is (Author.CUSTOMER if event is USER else Author.BOT)
