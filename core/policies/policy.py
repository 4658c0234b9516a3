"""A policy that customers were refused something because of, and its review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from core.errors import BadInput
from core.text import MAX_COMMENT_LENGTH, clean_text, read_message

MAX_POLICY_LENGTH = 160  # characters


class PolicyOutcome(str, Enum):
    OPEN = "open"
    CHANGED = "changed"
    KEPT = "kept"


@dataclass(frozen=True)
class Policy:
    """words: as agents say it; why: what was changed, or why it is kept; told: to customers."""

    id: int
    words: str
    made_at: datetime
    made_by_name: str
    owner: str = ""  # a staff member's id, "" as long as nobody looks after it
    owner_name: str = ""
    outcome: PolicyOutcome = PolicyOutcome.OPEN
    why: str = ""
    told: str = ""
    reviewed_at: datetime | None = None
    reviewed_by_name: str = ""

    @property
    def kept_because(self) -> str:
        """What an agent can tell customers of it, "" as long as nobody has said so."""
        return f"Kept because {self.why}" if self.outcome is PolicyOutcome.KEPT else ""

    @property
    def in_words(self) -> str:
        """How it stands, as it goes on in a sentence."""
        if self.kept_because:
            return self.kept_because
        if self.outcome is PolicyOutcome.CHANGED:
            return f"Changed: {self.why}"
        return "To be reviewed"


@dataclass(frozen=True)
class PolicyReview:
    """What is decided of a policy; see `Policy`."""

    outcome: PolicyOutcome
    why: str
    told: str


def read_policy(value: object) -> str:
    """Return what an agent calls a policy, on one line; raises BadInput."""
    return " ".join(read_message(value, MAX_POLICY_LENGTH).split())


def read_review(outcome: str, why: str, told: str) -> PolicyReview:
    """Return a review; raises BadInput for one that says nothing."""
    try:
        decided = PolicyOutcome(outcome)
    except ValueError:
        raise BadInput("Choose how it stands: to be reviewed, changed or kept.") from None
    reason, words = clean_text(why).strip(), clean_text(told).strip()
    if max(len(reason), len(words)) > MAX_COMMENT_LENGTH:
        raise BadInput(f"Write at most {MAX_COMMENT_LENGTH:,} characters.")
    if decided is PolicyOutcome.CHANGED and not reason:
        raise BadInput("Say what was changed.")
    if decided is PolicyOutcome.KEPT and not reason:
        raise BadInput("Say why it is kept: agents tell customers so.")
    return PolicyReview(decided, reason, words if decided is PolicyOutcome.CHANGED else "")
