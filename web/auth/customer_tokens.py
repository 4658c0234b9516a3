"""The two signed tokens a customer's browser carries.

- the conversation token, which we sign: whoever has it may read and write that conversation
- the identity token, which the host site signs: who its customer is
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import jwt
from jwt.types import Options
from sanic import Request

from core.conversations import ANONYMOUS, Profile, profile_from_claims
from core.errors import NotSignedIn
from store.clock import now
from web.http import in_thread

TOKEN_LASTS = timedelta(days=30)
_ALGORITHM = "HS256"
_AUDIENCE = "effie-conversation"
# One signed ahead of our clock counts all the same: it may have been set back since.
_IDENTITY: Options = {"require": ["exp", "sub"], "verify_iat": False}
_UNREADABLE = (jwt.InvalidTokenError, RecursionError)  # the last: brackets within brackets


class IdentityRefused(NotSignedIn):
    """The identity token is not valid: have your site sign a fresh one with the shared secret."""


class TokenRefused(NotSignedIn):
    """This conversation token is not valid. Start a new conversation."""


@dataclass(frozen=True)
class Right:
    """The right to read and write a conversation.

    via: the identity it came through, for as long as that is linked with the one that began the
        conversation; 0 for a right that asks for nothing
    """

    conversation: str
    via: int = 0


def conversation_token(conversation: str, secret: str, via: int = 0) -> str:
    """Sign the right to read and write a conversation; via: see `Right`."""
    claims = {"sub": conversation, "aud": _AUDIENCE, "exp": now() + TOKEN_LASTS}
    return jwt.encode(claims | ({"via": via} if via else {}), secret, _ALGORITHM)


def read_conversation_token(token: object, secret: str) -> Right:
    """Return the right a token holds; raises TokenRefused."""
    try:
        claims = jwt.decode(_text(token), secret, [_ALGORITHM], audience=_AUDIENCE)
        return Right(str(claims["sub"]), int(claims.get("via", 0)))
    except (*_UNREADABLE, KeyError, TypeError, ValueError):
        raise TokenRefused from None


def read_identity(token: object, secret: str) -> Profile:
    """Return whom the host site vouches for, ANONYMOUS without a token; raises IdentityRefused."""
    if token in (None, ""):
        return ANONYMOUS
    try:
        claims = jwt.decode(_text(token), secret, [_ALGORITHM], leeway=30, options=_IDENTITY)
    except _UNREADABLE:
        raise IdentityRefused from None
    return profile_from_claims(claims, now().timestamp())


async def right_to(request: Request, conversation: str) -> Right:
    """Return the right to a conversation that the request's bearer token holds.

    Raises TokenRefused, also for one through a link that is no longer there.
    """
    services = request.app.ctx.services
    right = read_conversation_token(request.token, services.environment.secret)
    if right.conversation != conversation:
        raise TokenRefused
    if right.via and not await in_thread(services.identities.may_go_on, right.via, conversation):
        raise TokenRefused
    return right


def _text(token: object) -> str:
    return token if isinstance(token, str) and token.isascii() and len(token) <= 8192 else ""
