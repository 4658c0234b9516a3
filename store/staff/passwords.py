"""Keeping passwords so that nobody can read them, us included."""

from __future__ import annotations

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from core.staff import MAX_PASSWORD_LENGTH

NO_PASSWORD = ""  # stands where a hash would, until its owner has set one
_hasher = PasswordHasher()
# Verified against where there is no password, so that all refusals take the same time.
_NOBODYS = _hasher.hash(secrets.token_urlsafe(16))


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def password_fits(password_hash: str, password: str) -> bool:
    """Tell whether this is the password; never where none was set."""
    try:
        _hasher.verify(password_hash or _NOBODYS, password[: MAX_PASSWORD_LENGTH + 1])
    except (VerificationError, InvalidHashError):
        return False
    return password_hash != NO_PASSWORD
