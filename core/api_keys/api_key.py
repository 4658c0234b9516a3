"""A key of the API: whose it is, what it may do, and until when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from core.errors import BadInput
from core.staff import Role, StaffMember
from core.text import clean_text, whole_number

MAX_KEY_NAME_LENGTH = 60
MAX_API_KEYS = 50  # that work at the same time
MAX_KEY_DAYS = 3650


class Scope(str, Enum):
    """What a key may do."""

    CONVERSATIONS_READ = "conversations:read"
    CONVERSATIONS_WRITE = "conversations:write"
    CUSTOMERS_READ = "customers:read"
    CUSTOMERS_WRITE = "customers:write"
    ARTICLES_READ = "articles:read"
    ARTICLES_WRITE = "articles:write"
    FOLLOW_UPS_READ = "follow-ups:read"
    FOLLOW_UPS_WRITE = "follow-ups:write"


class KeyState(str, Enum):
    WORKS = "works"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True)
class ApiKey:
    """A key as the record knows it; the secret itself is known to its holder alone.

    made_by: the name of the admin who made it
    used_at: when it was used last, to the minute
    """

    id: int
    name: str
    scopes: tuple[Scope, ...]
    made_by: str
    created_at: datetime
    expires_at: datetime | None = None
    used_at: datetime | None = None
    revoked_at: datetime | None = None

    @property
    def member(self) -> StaffMember:
        """Return who acts where a key does: what it changes bears its name.

        It may do what a supervisor may, as far as its scopes go.
        """
        return StaffMember(f"api-{self.id}", self.subject, f"{self.name} (API)", Role.SUPERVISOR)

    @property
    def subject(self) -> str:
        """Return what the audit calls it: names come again, numbers do not."""
        return f"api key {self.id} {self.name}"

    def state(self, at: datetime) -> KeyState:
        if self.revoked_at is not None:
            return KeyState.REVOKED
        is_over = self.expires_at is not None and self.expires_at <= at
        return KeyState.EXPIRED if is_over else KeyState.WORKS


def read_key_name(value: str) -> str:
    """Return what a key is called, or refuse it."""
    name = " ".join(clean_text(value).split())
    if name and len(name) <= MAX_KEY_NAME_LENGTH:
        return name
    raise BadInput(f"Name the key after what uses it, in 1 to {MAX_KEY_NAME_LENGTH} characters.")


def read_scopes(values: Collection[str]) -> tuple[Scope, ...]:
    """Return what a key may do, or refuse it: at least one thing, each of them known."""
    known = {scope.value for scope in Scope}
    if values and known.issuperset(values):
        return tuple(scope for scope in Scope if scope.value in values)
    raise BadInput("Tick at least one thing that the key may do.")


def read_key_until(days: str, at: datetime) -> datetime | None:
    """Return when a key expires, None for never; days: as typed, "" for never."""
    if not days.strip():
        return None
    number = whole_number(days.strip())
    if number is None or not 1 <= number <= MAX_KEY_DAYS:
        raise BadInput(f"Let the key last 1 to {MAX_KEY_DAYS:,} days, or leave the field empty.")
    return at + timedelta(days=number)
