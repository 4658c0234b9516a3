"""What the customer just said, as Rasa understood it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum


class Intent(str, Enum):
    """The kinds of message. `data/rules.yml` leads each to an action of its own."""

    QUESTION = "question"  # whatever is not surely something else
    CHOOSE_ARTICLE = "choose_article"
    SOMETHING_ELSE = "something_else"
    HELPED = "helped"
    NOT_HELPED = "not_helped"
    AFFIRM = "affirm"
    DENY = "deny"
    ASK_PERSON = "ask_person"
    CANCEL_HANDOFF = "cancel_handoff"
    LEAVE_CONTACT = "leave_contact"  # asks for the form
    GIVE_CONTACT = "give_contact"  # fills it in
    GREET = "greet"
    SMALL_TALK = "small_talk"
    GOODBYE = "goodbye"
    EFFORT_RATING = "effort_rating"
    EFFORT_COMMENT = "effort_comment"
    # nobody said these: something happened
    HANDOFF_RESOLVED = "handoff_resolved"
    HANDOFF_ABANDONED = "handoff_abandoned"
    FELL_SILENT = "fell_silent"


@dataclass(frozen=True)
class Message:
    """The latest message, and what of the conversation so far bears on it.

    text: the words; for a button its title, for a comment the comment
    choice: the pressed button's payload, "" for typed words
    intent, confidence: what Rasa understood, and how surely (0 to 1); staff see both
    offered: the articles of the last clarification's buttons, in their order
    unspoken: the customer did not say it; it tells the bot that something happened
    handoff_shown_at: when the customer was last told about a person on the way; seconds
    """

    conversation: str
    id: str
    text: str
    choice: str = ""
    intent: str = ""
    confidence: float = 0.0
    entities: Mapping[str, str] = field(default_factory=dict)
    offered: tuple[str, ...] = ()
    unspoken: bool = False
    handoff_shown_at: float = 0.0

    @property
    def typed(self) -> bool:
        return not self.choice

    def tells_of_handoff(self, opened_at: datetime) -> bool:
        """Tell whether the customer has been told of the handoff opened at that moment."""
        return self.handoff_shown_at >= opened_at.timestamp()
