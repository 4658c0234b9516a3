"""Recognising a turn that was taken before the process died."""

from __future__ import annotations

from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered

from bot.turns import turn_of


def customer(message: str) -> Event:
    return UserUttered(message, message_id=message, metadata={"message_id": message})


def bot(text: str) -> Event:
    return BotUttered(text)


def agent(message: str) -> Event:
    return BotUttered(message, metadata={"message_id": message, "sender": "agent"})


HELLO, ANSWER, LISTEN = customer("m1"), bot("answer"), ActionExecuted("action_listen")
CONVERSATION = [LISTEN, HELLO, ANSWER, LISTEN, agent("a1"), customer("m2"), bot("bye")]


def test_a_turn_runs_from_its_message_to_the_next_persons_message() -> None:
    assert turn_of("m1", CONVERSATION) == [HELLO, ANSWER, LISTEN]
    assert turn_of("a1", CONVERSATION) == [CONVERSATION[4]]
    assert turn_of("m2", CONVERSATION) == CONVERSATION[5:]


def test_a_message_the_tracker_never_saw_has_no_turn() -> None:
    assert turn_of("m3", CONVERSATION) == []
