"""What the customer just said, as Rasa understood it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from core.conversations import Choice


@dataclass(frozen=True)
class Message:
    """The latest message, and what of the conversation so far bears on it.

    text: the words; for a button its title, for a comment the comment
    choice: the pressed button, None for typed words
    intent, confidence: what Rasa understood, and how surely (0 to 1); staff see both
    offered: the articles of the last clarification's buttons, in their order
    next_questions: the articles of the last answer's next questions, in their order
    unspoken: the customer did not say it; it tells the bot that something happened
    handoff_shown_at: when the customer was last told about a person on the way; seconds
    """

    conversation: str
    id: str
    text: str
    choice: Choice | None = None
    intent: str = ""
    confidence: float = 0.0
    entities: Mapping[str, str] = field(default_factory=dict)
    offered: tuple[str, ...] = ()
    next_questions: tuple[str, ...] = ()
    unspoken: bool = False
    handoff_shown_at: float = 0.0

    @property
    def typed(self) -> bool:
        return self.choice is None

    def tells_of_handoff(self, opened_at: datetime) -> bool:
        """Tell whether the customer has been told of the handoff opened at that moment."""
        return self.handoff_shown_at >= opened_at.timestamp()
