"""The gate before Rasa: what becomes of an inbox entry, given who holds the conversation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Union

from core.conversations import Author, ChoiceKind, Entry, Holder, Kind, read_choice
from core.text import spoken

_SCORES = frozenset({ChoiceKind.EFFORT, ChoiceKind.EFFORT_COMMENT})
_HAPPENED = {
    Kind.RESOLVED: "/handoff_resolved",
    Kind.ABANDONED: "/handoff_abandoned",
    Kind.SILENCE: "/fell_silent",
}

# What a message says once Rasa's command sign is cut off and nothing is left: not empty, since
# Rasa leaves a conversation dead after empty text.
NOTHING_SAID = "?"


@dataclass(frozen=True)
class Understand:
    """Rasa understands the text and answers."""

    text: str
    metadata: Mapping[str, Any]


@dataclass(frozen=True)
class Write:
    """The words go into the tracker as they are; nobody answers."""

    author: Author
    text: str
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Drop:
    """Nothing is to be done."""


Passage = Union[Understand, Write, Drop]


def pass_gate(entry: Entry, holder: Holder) -> Passage:
    """Decide what becomes of an entry."""
    if entry.kind is Kind.CUSTOMER and (_is_score(entry) or not _is_for_agent(entry, holder)):
        return _understand(entry)
    if entry.kind is Kind.CUSTOMER:
        return Write(Author.CUSTOMER, entry.text, _choice(entry))
    if entry.kind is Kind.AGENT:
        who = {"agent": entry.agent, "agent_name": entry.agent_name}
        return Write(Author.AGENT, entry.text, {"sender": Author.AGENT.value, **who})
    if entry.kind is Kind.NOTICE:
        return Write(Author.NOTICE, entry.text, {"sender": Author.NOTICE.value})
    if holder is Holder.AGENT:
        return Drop()
    return Understand(_HAPPENED[entry.kind], {"unspoken": True})


def _is_for_agent(entry: Entry, holder: Holder) -> bool:
    return entry.to_agent or holder is Holder.AGENT


def _is_score(entry: Entry) -> bool:
    """Tell whether it answers the effort question, which is stored whoever holds the chat."""
    return bool(entry.choice) and read_choice(entry.choice).kind in _SCORES


def _understand(entry: Entry) -> Understand:
    if entry.choice:
        shown = {"shown": entry.text, **_choice(entry)}
        return Understand(command_for(entry.choice), shown)
    text = spoken(entry.text) or NOTHING_SAID
    return Understand(text, {} if text == entry.text else {"shown": entry.text})


def command_for(payload: str) -> str:
    """Return Rasa's command for a button; only our own code ever makes one."""
    choice = read_choice(payload)
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


def _choice(entry: Entry) -> dict[str, str]:
    return {"choice": entry.choice} if entry.choice else {}
