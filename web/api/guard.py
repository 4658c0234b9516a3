"""Letting other systems in: whose key it is, what it may do, how often, and once for each thing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from sanic import Request
from sanic.response import HTTPResponse

from core.api_keys import ApiKey, Scope
from core.errors import EffieError, NotAllowed, NotSignedIn
from core.text import read_identifier
from web.auth import Open, sender_of
from web.auth.access import Handler, declare
from web.http import in_thread
from web.services import Services

MAX_API_CALLS_A_MINUTE = 600  # of one key
_REFUSED_A_MINUTE = 600  # from one network, without a key that works; keys are too long to guess
_TOO_OFTEN = "This key may ask {most} times a minute. Wait as long as Retry-After says."


class KeyRefused(NotSignedIn):
    """Send a key that works as 'Authorization: Bearer effie_…'. Admins make keys at /api-keys."""


class ScopeMissing(NotAllowed):
    """This key may not do that. Ask an admin for a key that may."""


class Stale(EffieError):
    """It has changed since you read it. Read it again, then send the ETag it has now."""

    status = 412


class MatchMissing(EffieError):
    """Send the ETag of what you read as If-Match, so that nobody's work is written over."""

    status = 428


def with_key(scope: Scope) -> Callable[[Handler], Handler]:
    """Let only keys with a scope call a handler; it finds the ApiKey in `request.ctx.key`."""

    def guard(handler: Handler) -> Handler:
        @wraps(handler)
        async def guarded(request: Request, *args: Any, **kwargs: Any) -> HTTPResponse | None:
            request.ctx.key = await _key(request)
            if scope not in request.ctx.key.scopes:
                raise ScopeMissing(f"This key may not do that: it needs the scope {scope.value}.")
            return await handler(request, *args, **kwargs)

        return declare(guarded, Open.KEY)

    return guard


async def once(request: Request, do: Callable[[], Awaitable[str]]) -> str:
    """Do what a request asks, once for each Idempotency-Key; returns what came of it, an id.

    A process that dies in between leaves it open, and the request may be dealt with again. A client
    that hangs up stops nothing: what it asked for is done in a thread that cannot be called back.
    """
    given = request.headers.get("idempotency-key")
    if given is None:
        return await do()
    name = read_identifier(given, "Idempotency-Key")
    return await asyncio.shield(_noted(request, name, do))


def request_digest(request: Request) -> str:
    """Return what tells whether two requests ask for the same."""
    return sha256(f"{request.method} {request.path}\n".encode() + request.body).hexdigest()


async def _noted(request: Request, name: str, do: Callable[[], Awaitable[str]]) -> str:
    services: Services = request.app.ctx.services
    key: ApiKey = request.ctx.key
    if known := await in_thread(services.api_requests.begin, key, name, request_digest(request)):
        return known
    made = ""
    try:
        made = await do()
    finally:
        await in_thread(services.api_requests.end, key, name, made)
    return made


def check_match(request: Request, tag: str) -> None:
    """Refuse to change what is not as it was when it was read; raises MatchMissing or Stale."""
    given = request.headers.get("if-match")
    if given is None:
        raise MatchMissing
    # A proxy that compresses answers marks their tags as weak.
    if tag not in [each.strip().removeprefix("W/") for each in given.split(",")]:
        raise Stale


async def _key(request: Request) -> ApiKey:
    services: Services = request.app.ctx.services
    scheme, _, secret = request.headers.getone("authorization", "").partition(" ")
    given = secret.strip() if scheme.lower() == "bearer" else ""
    key = await in_thread(services.api_keys.holding, given) if given else None
    if key is None:
        await services.limits.hit(f"api:refused:{sender_of(request)}", _REFUSED_A_MINUTE, 60)
        raise KeyRefused
    message = _TOO_OFTEN.format(most=MAX_API_CALLS_A_MINUTE)
    await services.limits.hit(f"api:key:{key.id}", MAX_API_CALLS_A_MINUTE, 60, message)
    return key
