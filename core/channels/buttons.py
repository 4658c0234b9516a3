"""The button ladder: buttons proper, else a list, else numbered text; and what an answer means.

A tap, the label typed and the number typed mean the same, on every rung.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from core.channels.capability import ButtonRoom, Capability
from core.channels.lengths import Unit, length, shorten
from core.conversations import Button
from core.text import plain

MAX_TOKEN_LENGTH = 32  # bytes, less than every vendor's limit
_TOKEN = re.compile(r"b\.([0-9]{1,12})\.([0-9]{1,2})\Z")
_NUMBER = re.compile(r"[#(]?([0-9]{1,2})[.):]?\Z")
_ENDS = " .,;:!?–-\"'“”‘’"


class Form(str, Enum):
    """How the buttons of a message are shown."""

    NONE = "none"
    BUTTONS = "buttons"
    LIST = "list"
    NUMBERED = "numbered"

    @property
    def has_buttons(self) -> bool:
        """Whether the vendor draws what can be tapped."""
        return self in {Form.BUTTONS, Form.LIST}


def form_of(buttons: Sequence[Button], capability: Capability) -> Form:
    """Return the highest rung on which all of these buttons can be shown and told apart."""
    if not buttons:
        return Form.NONE
    if _fits(buttons, capability.buttons):
        return Form.BUTTONS
    if _fits(buttons, capability.listed):
        return Form.LIST
    return Form.NUMBERED


def labels_of(buttons: Sequence[Button], room: ButtonRoom) -> tuple[str, ...]:
    """Return the labels as they fit."""
    return tuple(shorten(button.title, room.label, Unit.CHARACTERS) for button in buttons)


def numbered(buttons: Sequence[Button]) -> str:
    """Return the buttons as text of which one answers with a number."""
    lines = [f"{number}. {button.title}" for number, button in enumerate(buttons, 1)]
    return "\n".join([*lines, "", "Answer with a number."])


def chosen(text: str, buttons: Sequence[Button]) -> int | None:
    """Return the place of the button whose label or number was typed, None for other words.

    A label that begins with its own number ("3 – moderate") is chosen by that one.
    """
    said = plain(text).strip(_ENDS)
    labels = [plain(button.title).strip(_ENDS) for button in buttons]
    if said and labels.count(said) == 1:
        return labels.index(said)
    found = _NUMBER.match(plain(text))
    number = int(found[1]) if found else 0
    return number - 1 if 0 < number <= len(buttons) else None


def make_token(message: int, place: int) -> str:
    """Return what a button carries: which outgoing message it stands under, and which it is."""
    return f"b.{message}.{place}"


def read_token(token: str) -> tuple[int, int] | None:
    """Return the outgoing message and the place of a button; None for what we never made."""
    found = _TOKEN.match(token) if len(token) <= MAX_TOKEN_LENGTH else None
    return (int(found[1]), int(found[2])) if found else None


def _fits(buttons: Sequence[Button], room: ButtonRoom | None) -> bool:
    if room is None or len(buttons) > room.most:
        return False
    labels = labels_of(buttons, room)
    if len(set(labels)) < len(labels):
        return False
    return not room.whole or all(length(b.title, Unit.CHARACTERS) <= room.label for b in buttons)
