"""Secrets that a browser or a link carries; the record keeps only their hashes."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> str:
    """Return a secret that nobody guesses."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Return what the record knows a secret by. It needs no salt: secrets are long and random."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
