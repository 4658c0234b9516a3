"""What of Telegram's Bot API our adapter calls, with Telegram's own refusals."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from core.channels import Unit, length
from core.errors import NotFound
from web.auth import open_to_everyone
from web.demo.phone.chats import Chat, Chats
from web.demo.phone.connecting import API, token
from web.http import read_body

LONGEST, LONGEST_DATA = 4096, 64  # UTF-16 units, bytes

bot_api_routes = Blueprint("demo_bot_api", url_prefix=API)


@bot_api_routes.post("/<bot:str>/<method:str>")
@open_to_everyone
async def call(request: Request, bot: str, method: str) -> HTTPResponse:
    """Do what the bot asks for, or refuse it in Telegram's words."""
    known = f"bot{token(request.app.ctx.services.environment)}"
    if not hmac.compare_digest(bot.encode(), known.encode()):
        return _no(401, "Unauthorized")
    body, chats = read_body(request), request.app.ctx.phone
    if method == "answerCallbackQuery":
        return _ok(True)
    try:
        chat = chats.get(str(body.get("chat_id", "")))
    except NotFound:
        return _no(400, "Bad Request: chat not found")
    if method == "sendChatAction":
        chats.note_typing(chat)
        return _ok(True)
    return _send(chats, chat, body) if method == "sendMessage" else _no(404, "Not Found")


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
