"""What a member of staff is written to for."""

from __future__ import annotations

from enum import Enum


class StaffMailKind(str, Enum):
    INVITED = "invited"  # an account was made for them
    RESET = "reset"  # an admin has ended their password
    FORGOTTEN = "forgotten"  # somebody has said at the sign-in that they forgot theirs
    MENTION = "mention"  # a colleague has named them, and they have not read it
    FOLLOW_UP = "follow_up"  # a customer should have heard from them by now
    WEEKLY = "weekly"  # the week's summary, whose words are made by insights

    @property
    def has_link(self) -> bool:
        """Whether it brings a link to set a password."""
        return self in (self.INVITED, self.RESET, self.FORGOTTEN)

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    StaffMailKind.INVITED: "a link to set the first password",
    StaffMailKind.RESET: "a link to set a new password",
    StaffMailKind.FORGOTTEN: "a link for a forgotten password",
    StaffMailKind.MENTION: "when a colleague names you in a note and you have not read it",
    StaffMailKind.FOLLOW_UP: "when a follow-up of yours is due; to supervisors, when nobody's is",
    StaffMailKind.WEEKLY: "the week's summary",
}
WRITTEN_KINDS = tuple(each for each in StaffMailKind if each is not StaffMailKind.WEEKLY)
CHOSEN_KINDS = (StaffMailKind.MENTION, StaffMailKind.FOLLOW_UP)  # which everybody may decline
