"""Ideas of members of staff: what they would have better, and what is answered."""

from core.ideas.idea import (
    MAX_IDEA_LENGTH,
    Answer,
    Idea,
    IdeaRules,
    IdeaState,
    LeftOn,
    is_for,
    is_overdue,
    read_answer,
    read_left_on,
)

__all__ = [
    "MAX_IDEA_LENGTH",
    "Answer",
    "Idea",
    "IdeaRules",
    "IdeaState",
    "LeftOn",
    "is_for",
    "is_overdue",
    "read_answer",
    "read_left_on",
]
