"""The gate before Rasa: what becomes of an inbox entry, given who holds the conversation."""

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
    choice_json,
)
from core.text import spoken

_SCORES = frozenset({ChoiceKind.EFFORT, ChoiceKind.EFFORT_COMMENT})
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


def route(entry: InboxMessage, holder: Holder) -> GateDecision:
    """Decide what becomes of an entry."""
    if entry.kind is InboxMessageKind.CUSTOMER and (
        _is_score(entry) or not _is_for_agent(entry, holder)
    ):
        return _understand(entry)
    if entry.kind is InboxMessageKind.CUSTOMER:
        return Record(Author.CUSTOMER, entry.text, choice_json(entry.choice))
    if entry.kind is InboxMessageKind.AGENT:
        who = {"agent": entry.agent, "agent_name": entry.agent_name}
        return Record(Author.AGENT, entry.text, {"sender": Author.AGENT.value, **who})
    if entry.kind is InboxMessageKind.NOTICE:
        return Record(Author.NOTICE, entry.text, {"sender": Author.NOTICE.value})
    if holder is Holder.AGENT:
        return Ignore()
    return Handle(_command(_HAPPENED[entry.kind]), {"unspoken": True})


def _is_for_agent(entry: InboxMessage, holder: Holder) -> bool:
    return entry.to_agent or holder is Holder.AGENT


def _is_score(entry: InboxMessage) -> bool:
    """Tell whether it answers the effort question, which is stored whoever holds the chat."""
    return entry.choice is not None and entry.choice.kind in _SCORES


def _understand(entry: InboxMessage) -> Handle:
    if entry.choice is not None:
        shown = {"shown": entry.text, **choice_json(entry.choice)}
        return Handle(command_for(entry.choice), shown)
    text = spoken(entry.text) or NOTHING_SAID
    return Handle(text, {} if text == entry.text else {"shown": entry.text})


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
