"""Keeping a secret in the record so that a copy of the record alone does not give it away."""

from __future__ import annotations

import base64
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.errors import EffieError
from store.clock import now

_KEY_BYTES = 32


class SealBroken(EffieError):
    """What was sealed cannot be read: it was changed, is too old, or EFFIE_SECRET is another."""


class Seal:
    """Encrypts and signs short texts with the installation's secret, for one purpose each."""

    def __init__(self, secret: str, purpose: str) -> None:
        key = HKDF(SHA256(), _KEY_BYTES, salt=None, info=f"effie:{purpose}".encode())
        self._fernet = Fernet(base64.urlsafe_b64encode(key.derive(secret.encode())))

    def close(self, text: str) -> str:
        return self._fernet.encrypt_at_time(text.encode(), _seconds()).decode()

    def open(self, sealed: str, within: timedelta | None = None) -> str:
        """Return what was sealed; raises SealBroken, also if it is older than `within`."""
        token = sealed.encode(errors="replace")
        try:
            if within is None:
                return self._fernet.decrypt(token).decode()
            ttl = int(within.total_seconds())
            return self._fernet.decrypt_at_time(token, ttl, _seconds()).decode()
        except InvalidToken:
            raise SealBroken from None


def _seconds() -> int:
    return int(now().timestamp())
