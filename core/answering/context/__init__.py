"""The next message in its context: what was on the screen, and what was said before it."""

from core.answering.context.corrections import Correction, put_right
from core.answering.context.joined import (
    BEYOND_DOUBT,
    ENOUGH_TOGETHER,
    MAX_CONTEXT_LENGTH,
    decide_next,
    exclude,
    in_context,
    needs_context,
    outweighs,
    together,
    with_buttons,
)
from core.answering.context.screen import (
    ButtonMeant,
    Corrected,
    Meant,
    NoneMeant,
    PersonMeant,
    Screen,
    meant_by,
)

__all__ = [
    "BEYOND_DOUBT",
    "ENOUGH_TOGETHER",
    "MAX_CONTEXT_LENGTH",
    "ButtonMeant",
    "Corrected",
    "Correction",
    "Meant",
    "NoneMeant",
    "PersonMeant",
    "Screen",
    "decide_next",
    "exclude",
    "in_context",
    "meant_by",
    "needs_context",
    "outweighs",
    "put_right",
    "together",
    "with_buttons",
]
