"""Telegram's Bot API, as far as a bot for support needs it, and a customer with the app."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import httpx
from PIL import Image, UnidentifiedImageError

from tests.support.vendors.vendor import Answer, Call, Upload, Vendor

TOKEN, SECRET = "123456:telegram-token-of-tests", "telegram_secret_of_tests"
LONGEST, LONGEST_DATA, MOST_BUTTONS = 4096, 64, 100
LARGEST = 20_000_000  # bytes that a bot may fetch
LONGEST_CAPTION, LARGEST_PHOTO, LARGEST_SENT = 1024, 10_000_000, 50_000_000
PACE = 0.9  # seconds between two messages in one chat


class TelegramVendor(Vendor):
    """Refuses what Telegram refuses, in Telegram's words."""

    def __init__(self, effie: str, name: str = "telegram") -> None:
        super().__init__()
        self.name, self.address = name, f"{effie}/channels/{name}"
        self.sent: list[dict[str, Any]] = []
        self.answered: list[str] = []  # callback queries whose spinner was stopped
        self.started: set[str] = set()  # only who has written to the bot may be written to
        self.blocked: set[str] = set()
        self.customer = random.randrange(10**6, 10**9)
        self._updates, self._ids = itertools.count(random.randrange(10**8)), itertools.count(1)
        self._last: dict[str, float] = {}
        self.pace = PACE

    @property
    def settings(self) -> dict[str, str]:
        return {"label": "Telegram", "api": self.url, "account": "tern_help_bot"}

    def take(self, call: Call) -> Answer:
        if call.path.startswith(f"/file/bot{TOKEN}/"):
            return self.file(call) or self._no(404, "Not Found")
        path, _, method = call.path.rpartition("/")
        if path != f"/bot{TOKEN}":
            return self._no(401, "Unauthorized")
        if method in {"sendPhoto", "sendDocument"}:
            return self._send_file(call, "photo" if method == "sendPhoto" else "document")
        methods = {
            "sendMessage": self._send_message,
            "answerCallbackQuery": self._answer_callback,
            "sendChatAction": self._chat_action,
            "getFile": self._get_file,
        }
        return methods[method](call.json) if method in methods else self._no(404, "Not Found")

    def _closed(self, chat: str) -> Answer | None:
        """Return why nothing is taken for a chat, None if something is."""
        if chat in self.blocked:
            return self._no(403, "Forbidden: bot was blocked by the user")
        if chat not in self.started:
            return self._no(400, "Bad Request: chat not found")
        wait = self._last.get(chat, 0) + self.pace - time.monotonic()
        return self._busy(int(wait) + 1) if wait > 0 else None

    def _send_file(self, call: Call, field: str) -> Answer:
        form = call.form
        chat, file = str(form.get("chat_id")), form.get(field)
        if closed := self._closed(chat):
            return closed
        if why := _wrong_with_file(form, field):
            return self._no(400, f"Bad Request: {why}")
        assert isinstance(file, Upload)
        self._last[chat] = time.monotonic()
        head = {"message_id": next(self._ids), "chat": {"id": int(chat)}, "chat_id": chat}
        said = {"text": form.get("caption", ""), "file": file, "as": field}
        self.sent.append({**head, **said})
        return Answer(200, {"ok": True, "result": head})

    def _send_message(self, body: Mapping[str, Any]) -> Answer:
        chat, text = str(body["chat_id"]), body.get("text", "")
        if closed := self._closed(chat):
            return closed
        if why := _wrong_with_text(text, body.get("entities", [])) or _wrong_with_keys(body):
            return self._no(400, f"Bad Request: {why}")
        self._last[chat] = time.monotonic()
        message = {"message_id": next(self._ids), "chat": {"id": int(chat)}, **body}
        self.sent.append(message)
        return Answer(200, {"ok": True, "result": message})

    def _answer_callback(self, body: Mapping[str, Any]) -> Answer:
        self.answered.append(body["callback_query_id"])
        return Answer(200, {"ok": True, "result": True})

    def _chat_action(self, body: Mapping[str, Any]) -> Answer:
        known = body["action"] == "typing" and body["chat_id"] in self.started
        return Answer(200, {"ok": True, "result": True}) if known else self._no(400, "Bad Request")

    def _get_file(self, body: Mapping[str, Any]) -> Answer:
        name = body["file_id"]
        data = self.files.get(f"/file/bot{TOKEN}/files/{name}")
        if data is None:
            return self._no(400, "Bad Request: invalid file_id")
        if len(data) > LARGEST:
            return self._no(400, "Bad Request: file is too big")
        told = {"file_id": name, "file_size": len(data), "file_path": f"files/{name}"}
        return Answer(200, {"ok": True, "result": told})

    def upload(self, name: str, data: bytes) -> str:
        """Let Telegram have a file; returns its id."""
        self.files[f"/file/bot{TOKEN}/files/{name}"] = data
        return name

    def _busy(self, seconds: int) -> Answer:
        told = {"description": "Too Many Requests", "parameters": {"retry_after": seconds}}
        return Answer(429, {"ok": False, "error_code": 429, **told})

    def _no(self, status: int, words: str) -> Answer:
        body = {"ok": False, "error_code": status, "description": words}
        return self.refuse(status, body, words)

    def shown(self) -> list[dict[str, Any]]:
        """What the customers see, with their buttons."""
        return [
            {
                "text": message["text"],
                "to": message["chat_id"],
                "file": message.get("file"),
                "buttons": [
                    {"label": button["text"], "choice": button["callback_data"]}
                    for row in message.get("reply_markup", {}).get("inline_keyboard", [])
                    for button in row
                ],
            }
            for message in list(self.sent)
        ]

    def say(self, text: str, who: int = 0) -> httpx.Response:
        return self.message(who, text=text)

    def tap(self, label: str, who: int = 0) -> httpx.Response:
        """Tap the last button with this label."""
        tokens = [b["choice"] for m in self.shown() for b in m["buttons"] if b["label"] == label]
        person = self.person(who or self.customer)
        query = {"id": f"q{next(self._ids)}", "from": person, "data": tokens[-1]}
        return self.update(callback_query=query)

    def message(self, who: int = 0, **content: Any) -> httpx.Response:
        """Deliver a message of somebody's in their private chat with the bot."""
        who = who or self.customer
        self.started.add(str(who))
        person = self.person(who)
        chat = {"id": who, "type": "private", "first_name": person["first_name"]}
        head = {"message_id": next(self._ids), "date": int(time.time()), "chat": chat}
        return self.update(message={**head, "from": person, **content})

    def update(self, number: int = 0, secret: str = SECRET, **content: Any) -> httpx.Response:
        """Deliver an update."""
        body = {"update_id": number or next(self._updates), **content}
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
        return self.post(self.address, json=body, headers=headers)

    @staticmethod
    def person(who: int) -> dict[str, Any]:
        return {"id": who, "is_bot": False, "first_name": "Ana", "language_code": "en"}


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _wrong_with_text(text: str, entities: list[Mapping[str, Any]]) -> str:
    if not text.strip():
        return "message text is empty"
    if units(text) > LONGEST:
        return "message is too long"
    for entity in entities:
        begin, end = entity["offset"], entity["offset"] + entity["length"]
        inside = 0 <= begin < end <= units(text)
        if not inside or entity["type"] not in {"bold", "text_link"}:
            return "can't parse entities"
        try:  # neither end may part a pair of surrogates
            text.encode("utf-16-le")[begin * 2 : end * 2].decode("utf-16-le")
        except UnicodeDecodeError:
            return "can't parse entities"
    return ""


def _wrong_with_file(form: Mapping[str, str | Upload], field: str) -> str:
    file, caption = form.get(field), form.get("caption", "")
    if set(form) - {"chat_id", "caption", field} or not isinstance(file, Upload):
        return f"there is no {field} in the request"
    if not file.data or not file.name:
        return "file must be non-empty"
    if units(str(caption)) > LONGEST_CAPTION:
        return "message caption is too long"
    if len(file.data) > (LARGEST_PHOTO if field == "photo" else LARGEST_SENT):
        return "file is too big"
    return _wrong_with_photo(file.data) if field == "photo" else ""


def _wrong_with_photo(data: bytes) -> str:
    try:
        width, height = Image.open(BytesIO(data)).size
    except UnidentifiedImageError:
        return "IMAGE_PROCESS_FAILED"
    small, large = sorted((width, height))
    return "PHOTO_INVALID_DIMENSIONS" if small + large > 10_000 or large > 20 * small else ""


def _wrong_with_keys(body: Mapping[str, Any]) -> str:
    rows = body.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    if len(buttons) > MOST_BUTTONS or any(len(row) > 8 for row in rows):
        return "reply markup is too long"
    if any(not 0 < len(button["callback_data"].encode()) <= LONGEST_DATA for button in buttons):
        return "BUTTON_DATA_INVALID"
    return "" if all(button["text"].strip() for button in buttons) else "button text is empty"
