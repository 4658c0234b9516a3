"""What a page says of a change that is tried on the last month."""

from __future__ import annotations

from dataclasses import dataclass

TRIED_DAYS = 30
MAX_TRIED_SHOWN = 10  # questions


@dataclass(frozen=True)
class Said:
    """One text as customers read it, and when they do.

    language: its code, "" for what the assistant speaks
    """

    when: str
    text: str
    language: str = ""
    on_button: bool = False


@dataclass(frozen=True)
class Tried:
    """What a change would have done: sentences, and a table where there is one.

    said: what the assistant will say
    """

    lines: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    said: tuple[Said, ...] = ()
