"""What becomes of a message before Rasa sees it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.gate import NOTHING_SAID, Handle, Ignore, Record, command_for, route
from core.attachments import Attached, read_attachments
from core.conversations import (
    Author,
    Holder,
    InboxMessage,
    InboxMessageKind,
    known_choice,
    read_choice,
    said_json,
)


def entry(
    text: str = "", kind: InboxMessageKind = InboxMessageKind.CUSTOMER, choice: str = ""
) -> InboxMessage:
    pressed = known_choice(choice)
    return InboxMessage("message-1", "conversation", kind, text, 0.0, pressed, "agent-1", "Sam")


def test_a_question_is_understood_as_it_stands() -> None:
    passage = route(entry("where is my card?"), Holder.BOT)
    assert passage == Handle("where is my card?", {})


@pytest.mark.parametrize("text", ["/restart", "//restart", " / /restart", "\\/restart"])
def test_a_leading_slash_never_reaches_rasa_as_a_command(text: str) -> None:
    passage = route(entry(text), Holder.BOT)
    assert isinstance(passage, Handle)
    assert passage.text == "restart"
    assert passage.metadata["shown"] == text


def test_a_message_that_is_nothing_but_slashes_is_not_passed_on_empty() -> None:
    passage = route(entry("///"), Holder.BOT)
    assert isinstance(passage, Handle)
    assert passage.text == NOTHING_SAID


def test_nothing_reaches_understanding_while_an_agent_holds_the_conversation() -> None:
    for text, choice in [("/restart", ""), ("help", ""), ("Yes", "helped:yes")]:
        passage = route(entry(text, choice=choice), Holder.AGENT)
        assert isinstance(passage, Record)
        assert (passage.author, passage.text) == (Author.CUSTOMER, text)


def test_an_agents_words_are_written_down_with_the_agents_name() -> None:
    passage = route(entry("Let me look.", InboxMessageKind.AGENT), Holder.AGENT)
    assert isinstance(passage, Record)
    assert passage.metadata == {"sender": "agent", "agent": "agent-1", "agent_name": "Sam"}


def test_what_was_said_to_an_agent_is_not_answered_by_the_bot_later() -> None:
    sent_before_the_agent_left = replace(entry("and my other card?"), to_agent=True)
    assert isinstance(route(sent_before_the_agent_left, Holder.BOT), Record)


def test_an_effort_score_is_stored_whoever_holds_the_conversation() -> None:
    for choice in ("effort:5", "effort_comment"):
        assert isinstance(route(entry("5", choice=choice), Holder.AGENT), Handle)


def test_silence_is_not_noticed_while_an_agent_holds_the_conversation() -> None:
    assert route(entry(kind=InboxMessageKind.SILENCE), Holder.AGENT) == Ignore()
    passage = route(entry(kind=InboxMessageKind.SILENCE), Holder.BOT)
    assert passage == Handle("/fell_silent", {"unspoken": True})


def test_the_bot_is_told_how_a_handoff_ended_unless_another_agent_is_there() -> None:
    for kind, command in (
        (InboxMessageKind.RESOLVED, "/handoff_resolved"),
        (InboxMessageKind.ABANDONED, "/handoff_abandoned"),
    ):
        assert route(entry(kind=kind), Holder.BOT) == Handle(command, {"unspoken": True})
        assert route(entry(kind=kind), Holder.AGENT) == Ignore()


@pytest.mark.parametrize(
    ("payload", "command"),
    [
        ("article:change_pin", '/choose_article{"article": "change_pin"}'),
        ("effort:4", '/effort_rating{"score": "4"}'),
        ("helped:no", "/not_helped"),
        ("leave_contact", "/leave_contact"),
        ("contact", "/give_contact"),
        ("contact:email", "/give_contact"),
        ("subscribe:3", "/subscribe"),
        ("subscribe_at:3", "/subscribe_at"),
        ("unsubscribe:3", "/unsubscribe"),
    ],
)
def test_buttons_become_commands_that_only_we_can_make(payload: str, command: str) -> None:
    assert command_for(read_choice(payload)) == command


def test_a_payload_that_is_never_offered_makes_no_command_its_words_are_understood() -> None:
    sent = {**entry("Lost card").to_json(), "choice": 'article:x"}/restart'}
    assert route(InboxMessage.from_json(sent), Holder.BOT) == Handle("Lost card", {})


PHOTO = Attached("file-1", "card.jpg", "image/jpeg", 5, 3, 2, "my card")


def test_files_without_words_are_a_command_of_ours_and_with_words_the_words_are_understood() -> (
    None
):
    bare = route(replace(entry(""), attachments=(PHOTO,)), Holder.BOT)
    assert bare == Handle("/files", {"shown": "", **said_json(None, (PHOTO,))})
    worded = route(replace(entry("what is this charge?"), attachments=(PHOTO,)), Holder.BOT)
    assert worded == Handle("what is this charge?", said_json(None, (PHOTO,)))


def test_files_are_written_down_with_what_is_said_between_customer_and_agent() -> None:
    for kind in (InboxMessageKind.CUSTOMER, InboxMessageKind.AGENT):
        sent = replace(entry("", kind), attachments=(PHOTO,))
        passage = route(InboxMessage.from_json(sent.to_json()), Holder.AGENT)
        assert isinstance(passage, Record)
        assert read_attachments(passage.metadata) == (PHOTO,)
