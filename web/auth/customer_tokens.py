"""The two signed tokens a customer's browser carries.

- the conversation token, which we sign: whoever has it may read and write that conversation
- the identity token, which the host site signs: who its customer is
"""

from __future__ import annotations

from datetime import timedelta

import jwt
from jwt.types import Options
from sanic import Request

from core.conversations import ANONYMOUS, Profile, profile_from_claims
from core.errors import NotSignedIn
from store.clock import now

TOKEN_LASTS = timedelta(days=30)
_ALGORITHM = "HS256"
_AUDIENCE = "effie-conversation"
# When it was signed counts for nothing: our clock may have been set back since.
_IDENTITY: Options = {"require": ["exp", "sub"], "verify_iat": False}
_UNREADABLE = (jwt.InvalidTokenError, RecursionError)  # the last: brackets within brackets


class IdentityRefused(NotSignedIn):
    """The identity token is not valid: have your site sign a fresh one with the shared secret."""


class TokenRefused(NotSignedIn):
    """This conversation token is not valid. Start a new conversation."""


def conversation_token(conversation: str, secret: str) -> str:
    """Sign the right to read and write a conversation."""
    claims = {"sub": conversation, "aud": _AUDIENCE, "exp": now() + TOKEN_LASTS}
    return jwt.encode(claims, secret, _ALGORITHM)


def read_conversation_token(token: object, secret: str) -> str:
    """Return the conversation a token is for; raises TokenRefused."""
    try:
        claims = jwt.decode(_text(token), secret, [_ALGORITHM], audience=_AUDIENCE)
        return str(claims["sub"])
    except (*_UNREADABLE, KeyError):
        raise TokenRefused from None


def read_identity(token: object, secret: str) -> Profile:
    """Return whom the host site vouches for, ANONYMOUS without a token; raises IdentityRefused."""
    if token in (None, ""):
        return ANONYMOUS
    try:
        claims = jwt.decode(_text(token), secret, [_ALGORITHM], leeway=30, options=_IDENTITY)
    except _UNREADABLE:
        raise IdentityRefused from None
    return profile_from_claims(claims)


def allowed_conversation(request: Request, conversation: str) -> str:
    """Return the conversation if the request's bearer token is for it; raises TokenRefused."""
    secret = request.app.ctx.services.environment.secret
    if read_conversation_token(request.token, secret) != conversation:
        raise TokenRefused
    return conversation


def _text(token: object) -> str:
    return token if isinstance(token, str) and token.isascii() and len(token) <= 8192 else ""
