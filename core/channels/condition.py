"""Whether a connection works, and if not, why: what admins are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

IN_A_ROW = 3  # so many failures, one after the other, are no longer one customer's affair


class Working(str, Enum):
    """Whether a connection works."""

    ON = "on"
    OFF = "off"  # by what is not set
    FAILING = "failing"


class Tally(str, Enum):
    """What is only counted, because nothing can be done with it."""

    UNKNOWN = "unknown"  # a shape that nobody here knows
    FORGED = "forged"  # what the signature or the secret does not fit


@dataclass(frozen=True)
class Condition:
    """How a connection is; `reasons` in words, none where it works."""

    working: Working
    reasons: tuple[str, ...] = ()


def condition_of(
    missing: Sequence[str], waiting: Sequence[str], newest: Sequence[str | None]
) -> Condition:
    """Return how a connection is.

    missing: the variables that are not set
    waiting: why messages wait that were tried, the reason of most of them first
    newest: of the last IN_A_ROW messages that were sent or failed, the newest first, why each
        failed; None for one that did not
    """
    if missing:
        *others, last = missing
        told = f"{', '.join(others)} and {last} are" if others else f"{last} is"
        return Condition(Working.OFF, (f"{told} not set.",))
    if waiting:
        return Condition(Working.FAILING, tuple(waiting))
    failed = [reason for reason in newest if reason is not None]
    if len(failed) >= IN_A_ROW and len(failed) == len(newest):
        told = f"The last {len(failed)} messages have failed. {failed[0]}"
        return Condition(Working.FAILING, (told,))
    return Condition(Working.ON)
