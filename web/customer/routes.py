"""The customer's page: starting a conversation, sending messages, watching it live."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import replace

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, empty, json

from core.attachments import read_asked
from core.conversations import (
    ANONYMOUS,
    WEB_CHANNEL,
    Holder,
    Profile,
    article_button,
    may_go_on,
)
from core.errors import NotFound, Unavailable
from store.clock import now
from store.conversations import Conversation
from store.realtime import DESK
from store.tracing import traced
from web.attachments import mailbox_of
from web.auth import (
    TokenRefused,
    conversation_only,
    conversation_token,
    open_to_everyone,
    read_conversation_token,
    read_customer,
    sender_of,
)
from web.channels import accounts
from web.customer.live import Live
from web.customer.pages import note_page
from web.customer.requests import read_address, read_customer_message
from web.handoffs import send_once
from web.http import LIMITS, in_thread, open_stream, read_body, read_place, to_json
from web.services import Services

MAX_SIGNS_A_MINUTE = 60  # of typing, in one conversation; the widget sends one every few seconds
MAX_STREAMS_A_MINUTE = 240  # of one conversation; several tabs on a shaky connection need dozens

_TOLD_LIMITS = ("message", "comment", "contact", "attachments", "attachment_bytes", "alt")

customer_routes = Blueprint("customer", url_prefix="/api")


@customer_routes.get("/widget")
@open_to_everyone
async def widget(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    settings = services.settings.widget
    articles = (await services.live_articles.now()).some(settings.suggestions)
    suggestions = [article_button(each.slug, each.title).to_json() for each in articles]
    return json(
        {
            **to_json(settings, "company", "assistant", "welcome"),
            "suggestions": suggestions,
            "elsewhere": bool(accounts(services)),
            "mails": mailbox_of(services) is not None,
            "limits": {name: LIMITS[name] for name in _TOLD_LIMITS},
        }
    )


@customer_routes.post("/conversations")
@open_to_everyone
async def start(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    body = read_body(request)
    profile = await read_customer(services, body.get("identity"))
    is_new = body.get("new") is True
    conversation = None if is_new else await _to_go_on(services, body, profile)
    resumed = conversation is not None
    if conversation is None:
        conversation = await _begin(request, profile, read_address(body))
        before = _before(services, body)
        await in_thread(services.origins.note, conversation.id, sender_of(request), before)
    elif profile.verified:
        await in_thread(services.conversations.note_signed_in, [conversation.id], profile)
    await note_page(services, conversation.id, body)
    return json(
        {
            "conversation": conversation.id,
            "token": _token(services, conversation.id, body.get("token")),
            "resumed": resumed,
            "name": profile.name,
        }
    )


@customer_routes.post("/conversations/<conversation:str>/messages")
@traced("POST of a message")
@conversation_only
async def send(request: Request, conversation: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    body = read_body(request)
    said, *notices = read_customer_message(body, conversation, services.settings.privacy)
    limits = services.settings.limits
    # At the same time: each waits for the disk or for a thread, and none changes the conversation.
    _, _, holder = await asyncio.gather(
        services.limits.hit(f"messages:{conversation}", limits.messages_a_minute, 60),
        in_thread(services.conversations.get, conversation),
        services.holders.get(conversation),
    )
    asked = read_asked(body.get("attachments"))
    brought = await in_thread(services.attachments.bring, conversation, "", said.id, asked)
    said = replace(said, to_agent=holder is Holder.AGENT, attachments=brought)
    await send_once(services, said, sender_of(request))
    for notice in notices:
        await send_once(services, notice)
    await in_thread(services.places.back_to_page, conversation, request.ctx.right.via)
    await note_page(services, conversation, body)
    return json({"id": said.id}, status=202)


@customer_routes.post("/conversations/<conversation:str>/typing")
@conversation_only
async def typing(request: Request, conversation: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    await services.limits.hit(f"typing:{conversation}", MAX_SIGNS_A_MINUTE, 60)
    await services.news.publish(conversation, kind="typing", who="customer")
    return empty()


@customer_routes.get("/conversations/<conversation:str>/stream")
@conversation_only
async def stream(request: Request, conversation: str) -> None:
    services: Services = request.app.ctx.services
    await services.limits.hit(f"streams:{conversation}", MAX_STREAMS_A_MINUTE, 60)
    await in_thread(services.conversations.get, conversation)
    response = await open_stream(request)
    last = read_place(request.args.get("after")) or 0
    async with contextlib.aclosing(Live(services, conversation, last).events()) as events:
        async for text in events:
            await response.send(text)


def _token(services: Services, conversation: str, known: object) -> str:
    """Return the right to a conversation; one through a link stays one through it."""
    secret, via = services.environment.secret, 0
    with contextlib.suppress(TokenRefused):
        right = read_conversation_token(known, secret)
        via = right.via if right.conversation == conversation else 0
    return conversation_token(conversation, secret, via)


async def _begin(request: Request, profile: Profile, page: str) -> Conversation:
    """Begin a conversation; one that cannot begin now, and will be tried again, does not count."""
    services: Services = request.app.ctx.services
    most, what = services.settings.limits.conversations_an_hour, f"start:{sender_of(request)}"
    await services.limits.hit(what, most, 3600)
    try:
        return await in_thread(services.conversations.start, profile, WEB_CHANNEL, page)
    except Unavailable:
        await services.limits.give_back(what)
        raise


async def _to_go_on(
    services: Services, body: Mapping[str, object], profile: Profile
) -> Conversation | None:
    """Return the conversation that this customer goes on with, None to begin one.

    Their own one while a person is needed in it; else what they said as a visitor, which is theirs
    from now on; else their own. A browser that knows none takes up what they said on another
    device, if the host site vouches for them.
    """
    own = await _to_resume(services, body.get("token"), profile)
    if own is None and profile.verified:
        own = await _had_elsewhere(services, profile)
    handoff = await in_thread(services.handoffs.open_in, own.id) if own else None
    if handoff or not profile.verified:
        return own
    visitors = await _to_resume(services, body.get("visitor"), ANONYMOUS)
    if visitors is None:
        return own
    await in_thread(services.conversations.identify, visitors.id, profile)
    await services.news.publish(DESK, conversation=visitors.id)
    return visitors


def _before(services: Services, body: Mapping[str, object]) -> str:
    """Return a conversation that this browser has had, "" if it has shown none."""
    for token in (body.get("visitor"), body.get("token")):
        with contextlib.suppress(TokenRefused):
            return read_conversation_token(token, services.environment.secret).conversation
    return ""


async def _had_elsewhere(services: Services, profile: Profile) -> Conversation | None:
    """Return the conversation this customer had last, on whatever device, if it may go on."""
    latest = await in_thread(services.own_conversations.of, profile.customer, 1)
    if not latest or not latest[0].goes_on(now()):
        return None
    return await in_thread(services.conversations.get, latest[0].id)


async def _to_resume(services: Services, token: object, profile: Profile) -> Conversation | None:
    """Return the conversation this browser had, if it may go on."""
    if not token:
        return None
    try:
        right = read_conversation_token(token, services.environment.secret)
        conversation = await in_thread(services.conversations.get, right.conversation)
    except (TokenRefused, NotFound):
        return None
    linked = services.identities.may_go_on
    if right.via and not await in_thread(linked, right.via, conversation.id):
        return None
    handoff = await in_thread(services.handoffs.open_in, conversation.id)
    same = bool(right.via) or conversation.profile.customer == profile.customer
    last_at = conversation.last_at
    news = await in_thread(services.subscribers.has_news, conversation.id, last_at)
    goes_on = may_go_on(last_at, now(), same, handoff is not None or news)
    return conversation if goes_on else None
