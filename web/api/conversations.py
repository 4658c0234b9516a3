"""Conversations by the API: listed as at the desk, read, begun, and spoken in."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from sanic import Request
from sanic.response import HTTPResponse, json

from core.api_keys import Scope
from core.conversations import (
    WEB_CHANNEL,
    Holder,
    InboxMessage,
    InboxMessageKind,
    Profile,
    Utterance,
    profile_from_claims,
)
from core.errors import NotFound
from core.handoffs import read_wanted
from core.text import read_message
from store.clock import now
from store.conversations import ConversationList, Listed
from web.api.conversation_shapes import (
    Conversation,
    ConversationQuery,
    Conversations,
    Customer,
    Message,
    NewConversation,
    NewMessage,
    Sent,
    Speaker,
    Transcript,
    TranscriptQuery,
)
from web.api.guard import once, request_digest
from web.api.operations import API, Operation, api_blueprint, operation
from web.api.shapes import read, read_query
from web.auth import placed
from web.handoffs import send_once
from web.http import base_path, in_thread, read_body, read_moment, to_json
from web.services import Services

_MESSAGES = 500  # of a transcript at a time

api_conversation_routes = api_blueprint("api_conversations")


_LIST = Operation(
    "GET",
    "/conversations",
    Scope.CONVERSATIONS_READ,
    "List conversations",
    Conversations,
    query=ConversationQuery,
)
_ONE = Operation(
    "GET",
    "/conversations/<conversation:str>",
    Scope.CONVERSATIONS_READ,
    "Read a conversation with its transcript",
    Transcript,
    query=TranscriptQuery,
)
_NEW = Operation(
    "POST",
    "/conversations",
    Scope.CONVERSATIONS_WRITE,
    "Begin a conversation for a customer",
    Conversation,
    201,
    takes=NewConversation,
)
_SAY = Operation(
    "POST",
    "/conversations/<conversation:str>/messages",
    Scope.CONVERSATIONS_WRITE,
    "Say something in a conversation",
    Sent,
    202,
    takes=NewMessage,
)


@operation(api_conversation_routes, _LIST)
async def conversations(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    asked = read_query(ConversationQuery, request.args)
    state = asked.state.value if asked.state else ""
    wanted = read_wanted({"q": asked.q, "state": state, "channel": asked.channel})
    before, after = _read_cursor(asked.cursor)
    found = await in_thread(_listing(services).find, wanted, before, asked.limit + 1, after)
    page = found[: asked.limit]
    more = _cursor_of(page[-1]) if len(found) > asked.limit else None
    return json(to_json(Conversations(tuple(map(conversation_of, page)), more)))


@operation(api_conversation_routes, _ONE)
async def conversation(request: Request, conversation: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    asked = read_query(TranscriptQuery, request.args)
    found = await _get(services, conversation)
    read_more = services.transcripts.read
    said = await in_thread(read_more, conversation, asked.after, _MESSAGES + 1)
    page = said[:_MESSAGES]
    more = page[-1].seq if len(said) > _MESSAGES else None
    return json(to_json(Transcript(found, tuple(map(_message, page)), more)))


@operation(api_conversation_routes, _NEW)
async def begin(request: Request) -> HTTPResponse:
    """Begin one as the customer's own page would with a signed identity."""
    services: Services = request.app.ctx.services
    new = read(NewConversation, read_body(request))
    claims = {"sub": new.customer, "name": new.name, "segment": new.segment}
    profile = profile_from_claims(claims, now().timestamp())

    async def do() -> str:
        start, by = services.conversations.start, request.ctx.key.subject
        who = await placed(services, profile)
        return (await in_thread(start, who, WEB_CHANNEL, "", by)).id

    made = await once(request, do)
    location = {"Location": f"{base_path(request)}{API}/conversations/{made}"}
    return json(to_json(await _get(services, made)), 201, headers=location)


@operation(api_conversation_routes, _SAY)
async def say(request: Request, conversation: str) -> HTTPResponse:
    """Put it into the inbox behind what is there, under the same limits as the customer's page."""
    services: Services = request.app.ctx.services
    new = read(NewMessage, read_body(request))
    text = services.settings.privacy.mask(read_message(new.text))
    await in_thread(services.conversations.get, conversation)
    most = services.settings.limits.messages_a_minute
    await services.limits.hit(f"messages:{conversation}", most, 60)

    async def do() -> str:
        name, key = _message_id(request), request.ctx.key
        kind = InboxMessageKind(Speaker(new.author).value)
        message = InboxMessage(name, conversation, kind, text, now().timestamp())
        by_customer = kind is InboxMessageKind.CUSTOMER
        holder = await services.holders.get(conversation) if by_customer else Holder.BOT
        sender = f"api:{key.id}" if by_customer else ""
        note = services.conversations.note_spoken
        await in_thread(note, conversation, key.subject, name, kind.value)
        await send_once(services, replace(message, to_agent=holder is Holder.AGENT), sender)
        return name

    return json(to_json(Sent(await once(request, do))), 202)


def conversation_of(each: Listed) -> Conversation:
    of = each.conversation
    return Conversation(
        id=of.id,
        customer=customer_of(of.profile),
        channel=of.channel,
        state=each.state,
        started_at=of.started_at,
        last_at=of.last_at,
        words=each.words or "",
        score=each.score,
        tags=each.tags,
    )


def customer_of(profile: Profile) -> Customer:
    return Customer(profile.customer, profile.name, profile.segment)


def _cursor_of(last: Listed) -> str:
    """Return where the page after this one begins: behind this moment and, within it, this id.

    Without a plus sign, which an address would mean as a space.
    """
    return f"{last.conversation.last_at.isoformat().replace('+00:00', 'Z')}~{last.conversation.id}"


def _read_cursor(cursor: str) -> tuple[datetime | None, str]:
    moment, _, conversation = cursor.partition("~")
    return read_moment({"cursor": moment or None}, "cursor"), conversation


def _listing(services: Services) -> ConversationList:
    return ConversationList(services.database, services.settings.segments.default)


async def _get(services: Services, conversation: str) -> Conversation:
    found = await in_thread(_listing(services).get, conversation)
    if found is None:
        raise NotFound("There is no such conversation. Take its id from the list.")
    return conversation_of(found)


def _message(said: Utterance) -> Message:
    return Message(said.seq, said.author, said.text, said.at, said.agent_name)


def _message_id(request: Request) -> str:
    """Return the same id for the same request, so that even a crash doubles no message.

    The inbox and the record know ids for longer than a name is kept: what else is asked under it
    after that is another message.
    """
    given = request.headers.get("idempotency-key")
    if given is None:
        return f"api-{secrets.token_hex(16)}"
    asked = f"{request.ctx.key.id} {given} {request_digest(request)}"
    return f"api-{sha256(asked.encode()).hexdigest()[:32]}"
