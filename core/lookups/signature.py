"""Signing what the host site is asked, so that it tells our questions from anybody else's.

HMAC-SHA256 (RFC 2104) of "timestamp.body" with the secret that the host site signs identities with,
in hexadecimal. A signed identity is never such a text: it holds no brace.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

TIMESTAMP_HEADER = "Effie-Timestamp"
SIGNATURE_HEADER = "Effie-Signature"
MAX_SIGNATURE_AGE = timedelta(minutes=5)


def signature_of(body: bytes, timestamp: str, secret: str) -> str:
    """Return the signature of a body sent at a time (seconds since 1970, as text)."""
    return hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()


def is_signed(body: bytes, timestamp: str, signature: str, secret: str, now: datetime) -> bool:
    """Tell whether a request is ours and fresh, as a host site must before it answers."""
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) < 12):
        return False
    if abs(now.timestamp() - int(timestamp)) > MAX_SIGNATURE_AGE.total_seconds():
        return False
    expected = signature_of(body, timestamp, secret)
    return hmac.compare_digest(expected.encode(), signature.encode())
