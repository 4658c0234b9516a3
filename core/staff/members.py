"""Who works here, and what each role may do."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from core.errors import BadInput

MIN_PASSWORD_LENGTH = 10
MAX_PASSWORD_LENGTH = 200
MAX_MEMBER_NAME_LENGTH = 100
# A shift with overtime: whoever comes back the next day signs in once.
SESSION_LASTS = timedelta(hours=12)
# After this long without a sign of the browser; an open desk is one, as agents wait for work there.
SESSION_LASTS_UNUSED = timedelta(hours=2)
# Of the link that sets a password: somebody invited on a Friday can use it on Monday.
LINK_LASTS = timedelta(days=3)
# Of one that is mailed to whoever says at the sign-in that they forgot theirs.
FORGOTTEN_LINK_LASTS = timedelta(hours=1)
MAX_EMAIL_LENGTH = 185
_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,120}\Z")


class Role(str, Enum):
    AGENT = "agent"
    CONTENT_MANAGER = "content_manager"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


DESK_ROLES = frozenset({Role.AGENT, Role.SUPERVISOR, Role.ADMIN})
LEADING_ROLES = frozenset({Role.SUPERVISOR, Role.ADMIN})  # may release what another agent holds
CONSOLE_ROLES = frozenset({Role.CONTENT_MANAGER, Role.ADMIN})  # may change the articles
INSIGHT_ROLES = LEADING_ROLES | CONSOLE_ROLES  # see where customers' effort goes
EVERY_ROLE = frozenset(Role)


@dataclass(frozen=True)
class StaffMember:
    """Someone who signs in."""

    id: str
    email: str
    name: str
    role: Role

    @property
    def at_desk(self) -> bool:
        """Whether they may answer customers."""
        return self.role in DESK_ROLES

    @property
    def first_name(self) -> str:
        return first_name(self.name)


def first_name(name: str) -> str:
    """Return what customers call someone by."""
    return (name.split() or [""])[0]


def read_email(value: object) -> str:
    """Return an e-mail address in lower case, or refuse it."""
    if isinstance(value, str) and _EMAIL.match(value.strip()):
        return value.strip().lower()
    raise BadInput("That is no e-mail address. Write it as name@company.example.")


def read_role(value: object) -> Role:
    """Return a role, or refuse it."""
    try:
        return Role(value)
    except ValueError:
        roles = ", ".join(role.value for role in Role)
        raise BadInput(f"Choose one of these roles: {roles}.") from None


def read_languages(values: Collection[str], known: Collection[str]) -> tuple[str, ...]:
    """Return the codes of the languages someone speaks, or refuse them."""
    if not all(code in known for code in values):
        raise BadInput(f"Choose among these languages: {', '.join(known)}.")
    return tuple(code for code in known if code in values)


def read_name(value: object) -> str:
    """Return someone's name, or refuse it."""
    name = " ".join(value.split()) if isinstance(value, str) else ""
    if name and len(name) <= MAX_MEMBER_NAME_LENGTH:
        return name
    raise BadInput(f"Give a name of 1 to {MAX_MEMBER_NAME_LENGTH} characters.")


def read_new_password(value: object) -> str:
    """Return a password fit for a new account, or refuse it with the reason."""
    if isinstance(value, str) and MIN_PASSWORD_LENGTH <= len(value) <= MAX_PASSWORD_LENGTH:
        return value
    raise BadInput(
        f"Choose a password of {MIN_PASSWORD_LENGTH} to {MAX_PASSWORD_LENGTH} characters."
    )
