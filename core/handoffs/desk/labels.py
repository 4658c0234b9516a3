"""What agents say of a conversation: tags, and what the customer came for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.errors import BadInput


class ContactReasonMissing(BadInput):
    """Say what the customer came for, then end the conversation: choose a contact reason."""


@dataclass(frozen=True)
class Labels:
    """What can be said, each by its name with what it is called; the team decides.

    required: nobody ends a conversation without a contact reason
    """

    tags: Mapping[str, str] = field(default_factory=dict)
    contact_reasons: Mapping[str, str] = field(default_factory=dict)
    required: bool = False

    def read_tags(self, value: object) -> tuple[str, ...]:
        """Return tags in the order of the settings; raises BadInput for one there can't be."""
        named = value if isinstance(value, list) else [None]
        unknown = [name for name in named if name not in self.tags]
        if unknown:
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

    def tag_label(self, name: str) -> str:
        """Return what a tag is called; one that is no longer set up keeps its name."""
        return self.tags.get(name, name)

    def contact_reason_label(self, name: str) -> str:
        """Return what a contact reason is called, "" for none."""
        return self.contact_reasons.get(name, name)
