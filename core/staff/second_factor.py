"""What counts as the second proof of who signs in: a code of one's app, or a recovery code."""

from __future__ import annotations

from datetime import datetime, timedelta

from core.errors import BadInput

STEP = timedelta(seconds=30)  # of RFC 6238, as every authenticator app has it
MAX_STEPS_OFF = 1  # clocks differ, and typing takes a moment
CODE_DIGITS = 6
RECOVERY_CODES = 10
RECOVERY_CODE_LENGTH = 16
# Without what is taken for one another on paper; 32 signs, so 80 bits a code.
RECOVERY_ALPHABET = "abcdefghjkmnpqrstuvwxyz023456789"
MAX_CODE_LENGTH = 40  # with the blanks and dashes that people type
HALF_LASTS = timedelta(minutes=10)  # from the password to the code; the app must be found first
OFFER_LASTS = timedelta(minutes=30)  # from being shown a secret to confirming it
_GROUP = 4


class WrongCode(BadInput):
    """That code is not right, or was used already. Type the one that your app shows now."""


class WrongRecoveryCode(BadInput):
    """That is none of your recovery codes, or it was used already. Try another of them."""


class OfferOver(BadInput):
    """That took too long, so here is a new code to scan. Remove the earlier entry in your app."""


def read_app_code(value: str) -> str:
    """Return the digits somebody typed from their app; raises WrongCode."""
    code = _without_gaps(value)
    if len(code) == CODE_DIGITS and code.isascii() and code.isdecimal():
        return code
    raise WrongCode


def read_recovery_code(value: str) -> str:
    """Return a recovery code as it is kept, however it was grouped; raises WrongRecoveryCode."""
    code = _without_gaps(value).lower()
    if len(code) == RECOVERY_CODE_LENGTH and all(sign in RECOVERY_ALPHABET for sign in code):
        return code
    raise WrongRecoveryCode


def in_groups(code: str) -> str:
    """Return a long code so that people can copy it, with a dash after every fourth sign."""
    return "-".join(code[place : place + _GROUP] for place in range(0, len(code), _GROUP))


def steps_open(at: datetime, last: int) -> range:
    """Return the steps whose codes count at a moment.

    last: the latest step of which a code was used; it and those before it are over
    """
    step = step_of(at)
    return range(max(step - MAX_STEPS_OFF, last + 1), step + MAX_STEPS_OFF + 1)


def step_of(at: datetime) -> int:
    """Return the number of the step that a moment is in, from 1970 on."""
    return int(at.timestamp()) // int(STEP.total_seconds())


def _without_gaps(value: str) -> str:
    return "".join(value[:MAX_CODE_LENGTH].replace("-", " ").split())
