"""A customer's own conversations: whoever the host site vouches for finds them on each device."""

from __future__ import annotations

import contextlib

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from core.errors import Unavailable
from core.text import clip
from store.clock import now
from web.auth import IdentityRefused, conversation_token, open_to_everyone, read_identity
from web.http import in_thread, read_body
from web.services import Services

MAX_OWN_LISTS_A_MINUTE = 30  # of one customer
MAX_LISTED_WORDS_LENGTH = 160  # characters

customer_own_routes = Blueprint("customer_own", url_prefix="/api")


@customer_own_routes.post("/conversations/own")
@open_to_everyone
async def own(request: Request) -> HTTPResponse:
    """Answer with the customer's conversations, the latest first, and the right to each of them.

    Raises IdentityRefused for who is not vouched for.
    """
    services: Services = request.app.ctx.services
    body = read_body(request)
    profile = read_identity(body.get("identity"), services.environment.identity_secret)
    if not profile.verified:
        raise IdentityRefused
    await services.limits.hit(f"own:{profile.customer}", MAX_OWN_LISTS_A_MINUTE, 60)
    found = await in_thread(services.own_conversations.of, profile.customer)
    ids = [each.id for each in found]
    with contextlib.suppress(Unavailable):  # a look-up of their account asks them to sign in again
        await in_thread(services.conversations.note_signed_in, ids, profile)
    secret = services.environment.secret
    return json(
        {
            "conversations": [
                {
                    "conversation": each.id,
                    "token": conversation_token(each.id, secret),
                    "words": clip(each.words, MAX_LISTED_WORDS_LENGTH),
                    "at": each.last_at.isoformat(),
                    "person": each.with_person,
                    "goes_on": each.goes_on(now()),
                }
                for each in found
            ]
        }
    )
