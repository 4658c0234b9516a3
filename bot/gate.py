"""The gate before Rasa: what becomes of an inbox entry, given who holds the conversation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Union

from core.conversations import (
    Author,
    Choice,
    ChoiceKind,
    Holder,
    InboxMessage,
    InboxMessageKind,
    choice_json,
)
from core.text import spoken

_SCORES = frozenset({ChoiceKind.EFFORT, ChoiceKind.EFFORT_COMMENT})
_HAPPENED = {
    InboxMessageKind.RESOLVED: "/handoff_resolved",
    InboxMessageKind.ABANDONED: "/handoff_abandoned",
    InboxMessageKind.SILENCE: "/fell_silent",
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
    return Handle(_HAPPENED[entry.kind], {"unspoken": True})


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
        return "/choose_article" + json.dumps({"article": choice.value})
    if choice.kind is ChoiceKind.EFFORT:
        return "/effort_rating" + json.dumps({"score": choice.value})
    if choice.kind is ChoiceKind.HELPED:
        return "/helped" if choice.value == "yes" else "/not_helped"
    return {
        ChoiceKind.SOMETHING_ELSE: "/something_else",
        ChoiceKind.PERSON: "/ask_person",
        ChoiceKind.CANCEL_HANDOFF: "/cancel_handoff",
        ChoiceKind.LEAVE_CONTACT: "/leave_contact",
        ChoiceKind.CONTACT: "/give_contact",
        ChoiceKind.EFFORT_COMMENT: "/effort_comment",
    }[choice.kind]
