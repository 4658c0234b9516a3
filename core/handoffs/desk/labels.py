"""What agents say of a conversation, and what they write down of its customer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.errors import BadInput
from core.text import clean_text, is_clean

MAX_FACT_LENGTH = 200  # characters
# Signs that turn the direction of what follows: what is read would not be what is written.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class ContactReasonMissing(BadInput):
    """Say what the customer came for, then end the conversation: choose a contact reason."""


@dataclass(frozen=True)
class Labels:
    """What can be said, each by its name with what it is called; the team decides.

    required: nobody ends a conversation without a contact reason
    facts: what may be written down of a customer
    """

    tags: Mapping[str, str] = field(default_factory=dict)
    contact_reasons: Mapping[str, str] = field(default_factory=dict)
    required: bool = False
    facts: Mapping[str, str] = field(default_factory=dict)

    def read_tags(self, value: object) -> tuple[str, ...]:
        """Return tags in the order of the settings; raises BadInput for one there can't be."""
        named = value if isinstance(value, list) else [None]
        if not all(isinstance(name, str) and name in self.tags for name in named):
            known = ", ".join(self.tags) or "none are set up"
            raise BadInput(f"Choose among these tags: {known}.")
        return tuple(name for name in self.tags if name in named)

    def read_contact_reason(self, value: object) -> str:
        """Return a contact reason, "" for none; raises BadInput for one there can't be."""
        if value is None or value == "":
            return ""
        if isinstance(value, str) and value in self.contact_reasons:
            return value
        known = ", ".join(self.contact_reasons) or "none are set up"
        raise BadInput(f"Choose among these contact reasons: {known}.")

    def may_end(self, contact_reason: str) -> None:
        """Refuse an end without a contact reason, where one is required."""
        if self.required and self.contact_reasons and not contact_reason:
            raise ContactReasonMissing

    def read_fact(self, name: str, value: str) -> str:
        """Return what is written down of a customer, "" to forget it; raises BadInput."""
        if name not in self.facts:
            known = ", ".join(self.facts.values()) or "none are set up"
            raise BadInput(f"This can't be changed here. What can be: {known}.")
        if len(value) > MAX_FACT_LENGTH:
            raise BadInput(
                f"{self.facts[name]} has {len(value):,} characters. "
                f"Write at most {MAX_FACT_LENGTH}, and the rest into a note."
            )
        text = " ".join(value.split())
        if not is_clean(text) or _TURNING & set(text):
            raise BadInput(f"There are signs in {self.facts[name]} that nobody can see. Type it.")
        return clean_text(text)

    def tag_label(self, name: str) -> str:
        """Return what a tag is called; one that is no longer set up keeps its name."""
        return self.tags.get(name, name)

    def contact_reason_label(self, name: str) -> str:
        """Return what a contact reason is called, "" for none."""
        return self.contact_reasons.get(name, name)
