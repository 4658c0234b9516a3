"""What proves that a request was made from one of our own pages, and where a log-in may lead."""

from __future__ import annotations

import hashlib
import hmac
from urllib.parse import urlsplit

from core.text import is_path

HOME = "/home"  # leads on to where somebody's role works
MAX_NEXT_LENGTH = 500


def page_token(secret: str, session: str) -> str:
    """Return the token that a signed-in page sends along with everything that changes something."""
    return _sign(secret, "page", session)


def form_token(secret: str, nonce: str) -> str:
    """Return the token of a form shown before anybody signed in; the nonce stands in a cookie."""
    return _sign(secret, "form", nonce)


def browser_token(secret: str, email: str, nonce: str) -> str:
    """Return the proof that somebody has signed in to an account with this browser before."""
    return _sign(secret, "browser", f"{nonce}:{email}")


def same(expected: str, given: str) -> bool:
    """Compare two tokens in a time that tells nothing about them."""
    return hmac.compare_digest(expected.encode(), given.encode(errors="replace"))


def safe_next(value: str | None) -> str:
    """Return where to go after signing in: a path on this site, whatever was asked for."""
    if not value or len(value) > MAX_NEXT_LENGTH or not is_path(value):
        return HOME
    path = urlsplit(value).path
    return HOME if path in {"/login", "/logout"} or path.startswith("/sign-in/") else value


def _sign(secret: str, purpose: str, subject: str) -> str:
    signed = f"{purpose}:{subject}".encode(errors="replace")
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
