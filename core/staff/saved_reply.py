"""Replies that agents keep ready, their own and everybody's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.errors import BadInput, NotAllowed, NotFound
from core.staff.macro import NO_STEPS, Steps
from core.staff.members import LEADING_ROLES, StaffMember
from core.text import MAX_MESSAGE_LENGTH, read_message

MAX_REPLY_TITLE_LENGTH = 80
MAX_OF_ONE = 200  # replies; a list nobody can find anything in helps nobody


class SharedReply(NotAllowed):
    """This reply is everybody's: a supervisor or admin changes it. Save a copy of your own."""


class NoSuchReply(NotFound):
    """There is no such saved reply. Reload the list."""


class TooManyReplies(BadInput):
    """There are 200 saved replies already. Delete one that nobody uses first."""


@dataclass(frozen=True)
class SavedReply:
    """A text to insert; `{customer}` and `{agent}` in it stand for first names.

    owner: the staff member's id; "" means everybody's
    shortcut: a word that finds it at once
    steps: what is done besides saying it
    """

    id: int
    owner: str
    title: str
    text: str
    changed_at: datetime
    folder: str = ""
    shortcut: str = ""
    steps: Steps = NO_STEPS

    @property
    def shared(self) -> bool:
        return not self.owner


def read_title(value: object) -> str:
    """Return a reply's title on one line, or refuse it."""
    return " ".join(read_message(value, MAX_REPLY_TITLE_LENGTH).split())


def read_text(value: object) -> str:
    """Return a reply's text, or refuse it."""
    return read_message(value, MAX_MESSAGE_LENGTH)


def owner_of_new(member: StaffMember, shared: bool) -> str:
    """Return whose a new reply will be; raises SharedReply where only leading roles may."""
    if shared and member.role not in LEADING_ROLES:
        raise SharedReply
    return "" if shared else member.id


def may_change(reply: SavedReply, member: StaffMember) -> bool:
    """Tell whether someone may change or delete a reply."""
    return member.role in LEADING_ROLES if reply.shared else reply.owner == member.id


def check_change(reply: SavedReply, member: StaffMember) -> None:
    """Refuse a change; another's own reply is not even known to exist."""
    if may_change(reply, member):
        return
    raise SharedReply if reply.shared else NoSuchReply
