"""Versions of a settings file, and what becomes of a file that changes beside the product.

The rule is that of articles: a file that changed alone is taken in; one that was changed in the
product as well is a conflict, which somebody settles, and until then the product's text holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from hashlib import sha256

from core.errors import Conflict

MAX_REASON_LENGTH = 300  # characters


def digest(text: str) -> str:
    """Return what tells one text from another, to be sent along with a change made from it."""
    return sha256(text.encode()).hexdigest()


class Origin(Enum):
    """Where a version came from."""

    PRODUCT = "product"
    FILE = "file"  # it was changed on the disk
    UNDONE = "undone"
    SETTLED = "settled"  # a conflict was, for the file


class SettingChanged(Conflict):
    """Somebody has changed these settings since you opened them. Look at them again, then save."""


class SettingConflict(Conflict):
    """The file has changed again in the meantime. Look at the difference once more, and choose."""


@dataclass(frozen=True)
class SettingVersion:
    """One change of one file: who made it, when, why, and its text before and after."""

    id: int
    file: str
    number: int
    origin: Origin
    before: str
    after: str
    who: str
    why: str
    at: datetime


@dataclass(frozen=True)
class FileState:
    """What is known of a file.

    base: the text on the disk that was taken in last
    changed: the product's text, which holds instead of the file's; None where the file's holds
    version: the number of its newest version, 0 before the first
    """

    name: str
    base: str
    changed: str | None = None
    version: int = 0

    def text(self, on_disk: str) -> str:
        """Return the text that holds."""
        return on_disk if self.changed is None else self.changed

    def conflict(self, on_disk: str) -> bool:
        """Tell whether the file was changed since the product's change was made over it.

        One that is gone or can't be read, which is "", leaves nothing to choose.
        """
        return self.changed is not None and on_disk not in ("", self.base, self.changed)


class Taken(Enum):
    """What becomes of a file that was looked at."""

    NOTHING = "nothing"
    VERSION = "version"  # it was changed alone: that is a version
    AGREED = "agreed"  # it says what the product's change says: the file holds again


def take_in(state: FileState, on_disk: str) -> Taken:
    """Say what a look at the disk means."""
    if state.changed is None:
        return Taken.VERSION if on_disk != state.base else Taken.NOTHING
    return Taken.AGREED if on_disk == state.changed else Taken.NOTHING
