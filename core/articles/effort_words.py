"""Words that raise a customer's effort, and what to say instead.

"We can't do that before Friday" and "You'll have it on Friday" say the same; the first is heard as
a refusal. The desk's page marks such phrases while an agent types, and never blocks them.
"""

from __future__ import annotations

from dataclasses import dataclass

MAX_PHRASE_LENGTH = 60
MAX_INSTEAD_LENGTH = 200


@dataclass(frozen=True)
class EffortWord:
    """A phrase as `plain_phrase` returns it, and what to say instead."""

    phrase: str
    instead: str


def plain_phrase(text: str) -> str:
    """Return words as phrases are compared: case, spacing and kind of apostrophe do not count."""
    return " ".join(text.lower().replace("’", "'").split())
