"""The customer's page: starting a conversation, sending messages, watching it live."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, empty, json

from core.conversation import MOST_SUGGESTIONS, Holder, may_go_on
from core.errors import NotFound, Unavailable
from core.identity import Profile
from store.clock import now
from store.conversations import Conversation
from store.live import DESK
from web.customer.requests import read_body, read_customer_entry, read_page
from web.customer.view import conversation_state, utterance_for_customer
from web.services import Services
from web.sse import BEAT, HEARTBEAT, event, open_stream
from web.threads import in_thread
from web.tokens import (
    TokenRefused,
    allowed_conversation,
    conversation_token,
    read_conversation_token,
    read_identity,
)

MOST_SIGNS_A_MINUTE = 60  # of typing, in one conversation; the widget sends one every few seconds
MOST_STREAMS_A_MINUTE = 240  # of one conversation; several tabs on a shaky connection need dozens

customer_routes = Blueprint("customer", url_prefix="/api")


@customer_routes.get("/widget")
async def widget(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    settings = services.settings.widget
    try:
        titles = await services.knowledge.titles()
    except Unavailable:
        titles = {}
    suggestions = [
        {"title": titles[slug], "choice": f"article:{slug}"}
        for slug in settings.suggestions[:MOST_SUGGESTIONS]
        if slug in titles
    ]
    return json(
        {
            "company": settings.company,
            "assistant": settings.assistant,
            "welcome": settings.welcome,
            "suggestions": suggestions,
        }
    )


@customer_routes.post("/conversations")
async def start(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    body = read_body(request)
    profile = read_identity(body.get("identity"), services.environment.identity_secret)
    conversation = await _to_resume(services, body.get("token"), profile)
    resumed = conversation is not None
    if conversation is None:
        most = services.settings.limits.conversations_an_hour
        await services.limits.spend(f"start:{request.client_ip}", most, 3600)
        conversation = await in_thread(
            services.conversations.start, profile, "web", read_page(body)
        )
    return json(
        {
            "conversation": conversation.id,
            "token": conversation_token(conversation.id, services.environment.secret),
            "resumed": resumed,
            "name": profile.name,
        }
    )


@customer_routes.post("/conversations/<conversation:str>/messages")
async def send(request: Request, conversation: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    allowed_conversation(request, conversation)
    entry = read_customer_entry(read_body(request), conversation)
    most = services.settings.limits.messages_a_minute
    await services.limits.spend(f"messages:{conversation}", most, 60)
    await in_thread(services.conversations.get, conversation)
    holder = await services.holders.get(conversation)
    await services.inbox.put(replace(entry, to_agent=holder is Holder.AGENT))
    return json({"id": entry.id}, status=202)


@customer_routes.post("/conversations/<conversation:str>/typing")
async def typing(request: Request, conversation: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    allowed_conversation(request, conversation)
    await services.limits.spend(f"typing:{conversation}", MOST_SIGNS_A_MINUTE, 60)
    await services.news.tell(conversation, kind="typing", who="customer")
    return empty()


@customer_routes.get("/conversations/<conversation:str>/stream")
async def stream(request: Request, conversation: str) -> None:
    allowed_conversation(request, conversation)
    services: Services = request.app.ctx.services
    await services.limits.spend(f"streams:{conversation}", MOST_STREAMS_A_MINUTE, 60)
    await in_thread(services.conversations.get, conversation)
    after = request.args.get("after", "0")
    response = await open_stream(request)
    last = int(after) if after.isdecimal() and len(after) < 16 else 0
    async for text in _live(services, conversation, last):
        await response.send(text)


async def _to_resume(services: Services, token: object, profile: Profile) -> Conversation | None:
    """Return the conversation this browser had, if it may go on."""
    if not token:
        return None
    try:
        name = read_conversation_token(token, services.environment.secret)
        conversation = await in_thread(services.conversations.get, name)
    except (TokenRefused, NotFound):
        return None
    handoff = await in_thread(services.handoffs.open_in, conversation.id)
    same = conversation.profile.customer == profile.customer
    goes_on = may_go_on(conversation.last_at, now(), same, handoff is not None)
    return conversation if goes_on else None


async def _live(services: Services, conversation: str, last: int) -> AsyncIterator[str]:
    """Yield what was said after `last`, then the state, then whatever happens."""
    assistant = services.settings.widget.assistant
    state: dict[str, Any] | None = None
    async with services.hub.watch(conversation, DESK) as watch:
        news: list[dict[str, Any]] = []
        while True:
            for utterance in await in_thread(services.transcripts.read, conversation, last):
                last = utterance.seq
                yield event("utterance", utterance_for_customer(utterance, assistant), last)
            if any(item.get("who") == "agent" for item in news):
                yield event("typing", {"who": "agent"})
            fresh = await in_thread(conversation_state, services, conversation)
            if fresh != state:
                state = fresh
                yield event("state", state)
            news = await _worth_a_look(watch, conversation, state)
            if not news:
                yield BEAT


async def _worth_a_look(watch: Any, conversation: str, state: dict[str, Any]) -> Any:
    """Wait for news of this conversation; the desk's concern only those who wait for a person."""
    while news := await watch.wait(HEARTBEAT):
        if state["handoff"] or any(_concerns(item, conversation) for item in news):
            return news
    return []


def _concerns(item: dict[str, Any], conversation: str) -> bool:
    return item.get("topic") != DESK or item.get("conversation") == conversation
