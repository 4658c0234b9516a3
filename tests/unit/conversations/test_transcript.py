"""Reading what was said from Rasa's events."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from core.conversations import (
    Author,
    Utterance,
    for_customer,
    for_staff,
    utterance_from_event,
)

MOMENT = datetime(2026, 11, 23, 9, tzinfo=timezone.utc)

EMPTY_ARTICLE = {"slug": "", "title": "", "url": ""}


def event(kind: str, **fields: Any) -> dict[str, Any]:
    return {"event": kind, "sender_id": "c-1", "timestamp": MOMENT.timestamp(), **fields}


def read(kind: str, **fields: Any) -> Utterance:
    utterance = utterance_from_event("1-0", event(kind, **fields))
    assert utterance
    return utterance


def test_a_customers_words_are_read() -> None:
    said = read("user", text="hello", message_id="m-1")
    assert (said.author, said.text, said.message, said.at) == (
        Author.CUSTOMER,
        "hello",
        "m-1",
        MOMENT,
    )
    assert (said.event, said.conversation) == ("1-0", "c-1")


def test_a_button_is_read_as_its_words_and_its_choice_not_as_rasas_command() -> None:
    metadata = {"shown": "Yes", "choice": "helped:yes"}
    said = read("user", text="/helped", metadata=metadata)
    assert (said.text, said.content) == ("Yes", {"choice": "helped:yes"})


def test_a_bots_card_and_buttons_are_read() -> None:
    data = {"custom": {"kind": "clarify"}, "buttons": [{"title": "PIN", "payload": "article:pin"}]}
    said = read("bot", text="Which?", data=data)
    assert said.author is Author.BOT
    assert said.content == {
        "kind": "clarify",
        "buttons": [{"title": "PIN", "choice": "article:pin"}],
    }


def test_an_agents_words_and_a_notice_keep_who_said_them() -> None:
    agent = {"sender": "agent", "agent": "sam", "agent_name": "Sam", "message_id": "m-2"}
    said = read("bot", text="Hi, Sam here", metadata=agent)
    assert (said.author, said.agent, said.agent_name, said.message) == (
        Author.AGENT,
        "sam",
        "Sam",
        "m-2",
    )
    assert read("bot", text="Sam left", metadata={"sender": "notice"}).author is Author.NOTICE


def test_what_nobody_said_is_no_utterance() -> None:
    for silent in (
        event("slot", name="failures", value=1),
        event("action", name="action_listen"),
        event("user", text="/fell_silent", metadata={"unspoken": True}),
        event("bot", text=None, data={"custom": None, "buttons": []}),
    ):
        assert utterance_from_event("1-0", silent) is None


def test_a_card_without_words_is_an_utterance() -> None:
    assert read("bot", text=None, data={"custom": {"kind": "survey_comment"}}).text == ""


def test_customers_are_not_shown_how_sure_the_bot_was() -> None:
    content = {"kind": "answer", "evidence": {"hits": [{"confidence": 0.9}]}}
    assert "evidence" in for_staff(content)
    assert "evidence" not in for_customer(content)
    assert for_customer(content)["kind"] == "answer"


@pytest.mark.parametrize(
    ("damaged", "drawn"),
    [
        ({"kind": "answer", "steps": "abc"}, {"steps": [], "article": EMPTY_ARTICLE}),
        ({"kind": "survey", "scale": "x"}, {"scale": []}),
        ({"kind": "handoff", "channels": 5, "minutes": "soon"}, {"channels": [], "minutes": None}),
        ({"kind": "toString"}, {}),
        ({"kind": "__proto__", "buttons": 3}, {}),
        ({"buttons": [{"title": "Do it", "choice": "delete:all"}, 7]}, {}),
        ({"evidence": "none"}, {}),
    ],
)
def test_pages_are_given_nothing_that_they_would_fail_at(
    damaged: dict[str, object], drawn: dict[str, object]
) -> None:
    found = for_staff(damaged)
    assert {name: found.get(name) for name in drawn} == drawn
    assert set(found) <= {"kind", *drawn} or drawn
    assert (not drawn and not found) or found["kind"] == damaged["kind"]
