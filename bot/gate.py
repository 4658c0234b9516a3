"""The gate before Rasa: what becomes of an inbox message, given who holds the conversation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Union

from core.conversations import (
    HELPED,
    Author,
    Choice,
    ChoiceKind,
    Holder,
    InboxMessage,
    InboxMessageKind,
    Intent,
    said_json,
)
from core.text import spoken

_KEPT = frozenset(
    {ChoiceKind.EFFORT, ChoiceKind.EFFORT_COMMENT}
    | {ChoiceKind.SUBSCRIBE, ChoiceKind.SUBSCRIBE_AT, ChoiceKind.UNSUBSCRIBE}
)
_HAPPENED = {
    InboxMessageKind.RESOLVED: Intent.HANDOFF_RESOLVED,
    InboxMessageKind.ABANDONED: Intent.HANDOFF_ABANDONED,
    InboxMessageKind.SILENCE: Intent.FELL_SILENT,
}
_PRESSED = {
    ChoiceKind.SOMETHING_ELSE: Intent.SOMETHING_ELSE,
    ChoiceKind.PERSON: Intent.ASK_PERSON,
    ChoiceKind.CANCEL_HANDOFF: Intent.CANCEL_HANDOFF,
    ChoiceKind.LEAVE_CONTACT: Intent.LEAVE_CONTACT,
    ChoiceKind.CONTACT: Intent.GIVE_CONTACT,
    ChoiceKind.EFFORT_COMMENT: Intent.EFFORT_COMMENT,
    ChoiceKind.SUBSCRIBE: Intent.SUBSCRIBE,
    ChoiceKind.SUBSCRIBE_AT: Intent.SUBSCRIBE_AT,
    ChoiceKind.UNSUBSCRIBE: Intent.UNSUBSCRIBE,
}

# What a message says once Rasa's command sign is cut off and nothing is left: not empty, since
# Rasa leaves a conversation dead after empty text.
NOTHING_SAID = "?"


@dataclass(frozen=True)
class Handle:
    """Rasa understands the text and answers."""

    text: str
    metadata: Mapping[str, Any]


@dataclass(frozen=True)
class Record:
    """The words go into the tracker as they are; nobody answers."""

    author: Author
    text: str
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Ignore:
    """Nothing is to be done."""


GateDecision = Union[Handle, Record, Ignore]


def route(message: InboxMessage, holder: Holder) -> GateDecision:
    """Decide what becomes of a message."""
    if message.kind is InboxMessageKind.CUSTOMER and (
        _is_kept(message) or not _is_for_agent(message, holder)
    ):
        return _understand(message)
    if message.kind is InboxMessageKind.CUSTOMER:
        return Record(Author.CUSTOMER, message.text, said_by_customer(message))
    if message.kind is InboxMessageKind.AGENT:
        who = {"agent": message.agent, "agent_name": message.agent_name}
        said = {"sender": Author.AGENT.value, **who, **said_json(None, message.attachments)}
        return Record(Author.AGENT, message.text, said)
    if message.kind is InboxMessageKind.NOTICE:
        return Record(Author.NOTICE, message.text, {"sender": Author.NOTICE.value})
    if holder is Holder.AGENT:
        return Ignore()
    return Handle(_command(_HAPPENED[message.kind]), {"unspoken": True})


def _is_for_agent(message: InboxMessage, holder: Holder) -> bool:
    return message.to_agent or holder is Holder.AGENT


def _is_kept(message: InboxMessage) -> bool:
    """Tell whether its button is for the bot, whoever holds the chat: something is to be kept."""
    return message.choice is not None and message.choice.kind in _KEPT


def said_by_customer(message: InboxMessage) -> Mapping[str, Any]:
    """Return what a customer's message holds besides its words."""
    return said_json(message.choice, message.attachments)


def _understand(message: InboxMessage) -> Handle:
    shown, said = {"shown": message.text}, said_by_customer(message)
    if message.choice is not None:
        return Handle(command_for(message.choice), {**shown, **said})
    if message.attachments and not message.text:
        return Handle(_command(Intent.FILES), {**shown, **said})
    text = spoken(message.text) or NOTHING_SAID
    return Handle(text, said if text == message.text else {**shown, **said})


def command_for(choice: Choice) -> str:
    """Return Rasa's command for a button; only our own code ever makes one."""
    if choice.kind is ChoiceKind.ARTICLE:
        return _command(Intent.CHOOSE_ARTICLE, article=choice.value)
    if choice.kind is ChoiceKind.EFFORT:
        return _command(Intent.EFFORT_RATING, score=choice.value)
    if choice.kind is ChoiceKind.HELPED:
        return _command(Intent.HELPED if choice == HELPED else Intent.NOT_HELPED)
    return _command(_PRESSED[choice.kind])


def _command(intent: Intent, **entities: str) -> str:
    return f"/{intent.value}" + (json.dumps(entities) if entities else "")
