"""Views of the list of conversations that staff keep, their own and everybody's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.errors import BadInput, NotAllowed, NotFound
from core.staff.members import LEADING_ROLES, StaffMember
from core.text import read_message

MAX_VIEW_TITLE_LENGTH = 60
MAX_VIEWS_OF_ONE = 50


class SharedView(NotAllowed):
    """This view is everybody's: a supervisor or admin changes it. Keep one of your own."""


class NoSuchView(NotFound):
    """There is no such view. Reload the list."""


class TooManyViews(BadInput):
    """There are 50 views already. Delete one that nobody uses first."""


@dataclass(frozen=True)
class SavedView:
    """What is asked of the list, under a name.

    owner: the staff member's id; "" means everybody's
    query: of the list's address, as state=open&queue=support
    """

    id: int
    owner: str
    title: str
    query: str
    changed_at: datetime

    @property
    def shared(self) -> bool:
        return not self.owner


def read_view_title(value: object) -> str:
    """Return a view's title on one line, or refuse it."""
    return " ".join(read_message(value, MAX_VIEW_TITLE_LENGTH).split())


def owner_of_view(member: StaffMember, shared: bool) -> str:
    """Return whose a new view will be; raises SharedView where only leading roles may."""
    if shared and member.role not in LEADING_ROLES:
        raise SharedView
    return "" if shared else member.id


def may_remove(view: SavedView, member: StaffMember) -> bool:
    """Tell whether someone may delete a view."""
    return member.role in LEADING_ROLES if view.shared else view.owner == member.id


def check_removal(view: SavedView, member: StaffMember) -> None:
    """Refuse to delete it; another's own view is not even known to exist."""
    if not may_remove(view, member):
        raise SharedView if view.shared else NoSuchView
