"""What of Telegram's Bot API our adapter calls, with Telegram's own refusals."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from email import message_from_bytes
from typing import Any

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json, raw

from core.channels import Unit, length
from core.errors import NotFound
from web.auth import open_to_everyone
from web.demo.phone.chats import Chat, Chats, Sent
from web.demo.phone.connecting import API, token
from web.demo.phone.files import received
from web.http import read_body

LONGEST, LONGEST_DATA = 4096, 64  # UTF-16 units, bytes
FILES = {"sendPhoto": "photo", "sendDocument": "document"}
LARGEST = {"photo": 10_000_000, "document": 50_000_000}  # bytes

bot_api_routes = Blueprint("demo_bot_api", url_prefix=API)


@bot_api_routes.post("/<bot:str>/<method:str>", stream=True)
@open_to_everyone
async def call(request: Request, bot: str, method: str) -> HTTPResponse:
    """Do what the bot asks for, or refuse it in Telegram's words."""
    known = f"bot{token(request.app.ctx.services.environment)}"
    if not hmac.compare_digest(bot.encode(), known.encode()):
        return _no(401, "Unauthorized")
    request.body = await received(request)
    field, chats = FILES.get(method, ""), request.app.ctx.phone
    body = _form(request) if field else read_body(request)
    if method == "answerCallbackQuery":
        return _ok(True)
    if method == "getFile":
        return _tell_file(chats, str(body.get("file_id", "")))
    try:
        chat = chats.get(str(body.get("chat_id", "")))
    except NotFound:
        return _no(400, "Bad Request: chat not found")
    if method == "sendChatAction":
        chats.note_typing(chat)
        return _ok(True)
    if field:
        return _send_file(chats, chat, body, field)
    return _send(chats, chat, body) if method == "sendMessage" else _no(404, "Not Found")


@bot_api_routes.get("/file/<bot:str>/files/<name:str>")
@open_to_everyone
async def fetch(request: Request, bot: str, name: str) -> HTTPResponse:
    """Hand over a file that somebody has sent to the bot."""
    known = f"bot{token(request.app.ctx.services.environment)}"
    found = request.app.ctx.phone.sent_to_bot(name)
    if not hmac.compare_digest(bot.encode(), known.encode()) or found is None:
        return _no(404, "Not Found")
    return raw(found.data)


def _tell_file(chats: Chats, name: str) -> HTTPResponse:
    found = chats.sent_to_bot(name)
    if found is None:
        return _no(400, "Bad Request: invalid file_id")
    size = len(found.data)
    return _ok({"file_id": name, "file_size": size, "file_path": f"files/{name}"})


def _form(request: Request) -> dict[str, Any]:
    """Return the fields of a form with a file in it; our own adapter has made it."""
    head = f"Content-Type: {request.headers.get('content-type', '')}\r\n\r\n".encode()
    found: dict[str, Any] = {}
    for part in message_from_bytes(head + request.body).walk():
        name, file = part.get_param("name", header="content-disposition"), part.get_filename()
        data = part.get_payload(decode=True)
        if isinstance(data, bytes):
            sent = Sent(str(file), part.get_content_type(), data)
            found[str(name)] = sent if file else data.decode("utf-8", "replace")
    return found


def _send_file(chats: Chats, chat: Chat, form: Mapping[str, Any], field: str) -> HTTPResponse:
    file = form.get(field)
    if not chat.has_begun:
        return _no(403, "Forbidden: bot can't initiate conversation with a user")
    if not isinstance(file, Sent) or not 0 < len(file.data) <= LARGEST[field]:
        return _no(400, f"Bad Request: there is no {field} in the request, or it is too big")
    bubble = chats.say(chat, str(form.get("caption", "")), mine=False, file=file)
    return _ok({"message_id": bubble.id, "chat": {"id": chat.id, "type": "private"}})


def _send(chats: Chats, chat: Chat, body: Mapping[str, Any]) -> HTTPResponse:
    text, entities = str(body.get("text", "")), list(body.get("entities") or [])
    rows = list((body.get("reply_markup") or {}).get("inline_keyboard") or [])
    if not chat.has_begun:
        return _no(403, "Forbidden: bot can't initiate conversation with a user")
    if not text.strip():
        return _no(400, "Bad Request: message text is empty")
    if length(text, Unit.UTF16) > LONGEST:
        return _no(400, "Bad Request: message is too long")
    data = [str(button.get("callback_data", "")) for row in rows for button in row]
    if any(not 0 < len(each.encode()) <= LONGEST_DATA for each in data):
        return _no(400, "Bad Request: BUTTON_DATA_INVALID")
    bubble = chats.say(chat, text, mine=False, entities=entities, rows=rows)
    return _ok({"message_id": bubble.id, "chat": {"id": chat.id, "type": "private"}, "text": text})


def _ok(result: object) -> HTTPResponse:
    return json({"ok": True, "result": result})


def _no(status: int, words: str) -> HTTPResponse:
    return json({"ok": False, "error_code": status, "description": words}, status=status)
