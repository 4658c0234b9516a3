"""The telephone: a page on which one chats, and what it says to the messenger."""

from __future__ import annotations

import time
from typing import Any

import httpx
from sanic import Blueprint, Request
from sanic.response import HTTPResponse, empty, json, raw

from core.errors import BadInput, NotFound, Unavailable
from core.text import MAX_MESSAGE_LENGTH, clean_text
from web.attachments import file_headers
from web.auth import open_to_everyone
from web.demo.phone.chats import Bubble, Chat, Chats
from web.demo.phone.connecting import PAGE, secret, webhook
from web.demo.phone.files import MAX_PHONE_NAME_LENGTH, as_told, attached
from web.http import read_body, read_query, render
from web.services import Services

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105

phone_routes = Blueprint("demo_phone", url_prefix=PAGE)


@phone_routes.get("/")
@open_to_everyone
async def show(request: Request) -> HTTPResponse:
    settings = request.app.ctx.services.settings
    company = settings.widget.company
    return await render(request, "public/phone.html", company=company, longest=MAX_MESSAGE_LENGTH)


@phone_routes.post("/chats")
@open_to_everyone
async def begin(request: Request) -> HTTPResponse:
    return json({"chat": str(_chats(request).open().id)})


@phone_routes.get("/chats/<chat:str>")
@open_to_everyone
async def read(request: Request, chat: str) -> HTTPResponse:
    found = _chats(request).get(chat)
    bubbles = [bubble.to_json() for bubble in found.bubbles]
    return json({"bubbles": bubbles, "typing": found.is_typing, "begun": found.has_begun})


@phone_routes.get("/chats/<chat:str>/files/<bubble:int>")
@open_to_everyone
async def file(request: Request, chat: str, bubble: int) -> HTTPResponse:
    """A file of the chat: pictures are shown, all else is saved."""
    bubbles = _chats(request).get(chat).bubbles
    sent = next((each.file for each in bubbles if each.id == bubble and each.file), None)
    if sent is None:
        raise NotFound("The demo keeps the newest files alone. Have it sent again.")
    return raw(sent.data, content_type=sent.type, headers=file_headers(sent.name, sent.type))


@phone_routes.post("/chats/<chat:str>/messages")
@open_to_everyone
async def say(request: Request, chat: str) -> HTTPResponse:
    """Deliver what was typed; it stands in the chat once the bot's owner has taken it."""
    found, chats = _chats(request).get(chat), _chats(request)
    text = clean_text(str(read_body(request).get("text", ""))).strip()
    if not text:
        raise BadInput("Write something first.")
    if not found.has_begun and not text.startswith("/start"):
        raise BadInput("Press START first.")
    found.has_begun = True
    bubble = chats.say(found, text.split(" ")[0] if text.startswith("/start ") else text, mine=True)
    await _deliver(request, {"message": {**_head(found, bubble), "text": text}})
    return empty(204)


@phone_routes.post("/chats/<chat:str>/files", stream=True)
@open_to_everyone
async def attach(request: Request, chat: str) -> HTTPResponse:
    """Deliver the picture or document that is the body."""
    found, chats = _chats(request).get(chat), _chats(request)
    if not found.has_begun:
        raise BadInput("Press START first.")
    file = await attached(request, read_query(request, MAX_PHONE_NAME_LENGTH, "name"))
    bubble = chats.say(found, "", mine=True, file=file)
    await _deliver(request, {"message": {**_head(found, bubble), **as_told(file, str(bubble.id))}})
    return empty(204)


@phone_routes.post("/chats/<chat:str>/taps")
@open_to_everyone
async def tap(request: Request, chat: str) -> HTTPResponse:
    """Deliver a tap on a button: the one at this row and place below this bubble."""
    found, body = _chats(request).get(chat), read_body(request)
    bubble = next((each for each in found.bubbles if each.id == body.get("bubble")), None)
    try:
        assert bubble is not None
        button = bubble.rows[int(body["row"])][int(body["place"])]
    except (AssertionError, IndexError, KeyError, TypeError, ValueError):
        raise NotFound("There is no such button. Reload the page.") from None
    _chats(request).say(found, str(button["text"]), mine=True)
    query = {"id": f"q{_chats(request).next_update()}", "data": button["callback_data"]}
    await _deliver(request, {"callback_query": {**query, "from": _person(found)}})
    return empty(204)


async def _deliver(request: Request, update: dict[str, Any]) -> None:
    """Deliver as Telegram does: over HTTP, with the secret in a header."""
    services: Services = request.app.ctx.services
    body = {"update_id": _chats(request).next_update(), **update}
    headers = {_SECRET_HEADER: secret(services.environment)}
    try:
        to = webhook(services.environment)
        answer = await services.vendors.post(to, json=body, headers=headers)
    except httpx.HTTPError:
        raise Unavailable("It did not get through. Try again.") from None
    if not answer.is_success:
        raise Unavailable("It was not taken. Try again.")


def _head(chat: Chat, bubble: Bubble) -> dict[str, Any]:
    private = {"id": chat.id, "type": "private", "first_name": "Demo"}
    about = {"message_id": bubble.id, "date": int(time.time())}
    return {**about, "from": _person(chat), "chat": private}


def _person(chat: Chat) -> dict[str, Any]:
    return {"id": chat.id, "is_bot": False, "first_name": "Demo", "language_code": "en"}


def _chats(request: Request) -> Chats:
    chats: Chats = request.app.ctx.phone
    return chats
