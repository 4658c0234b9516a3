"""Slack's Events and Web API, as far as support needs it, and somebody with Slack."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import random
import re
import time
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import httpx

from tests.support.vendors.vendor import Answer, Call, Upload, Vendor

TOKEN, SECRET = "xoxb-slack-token-of-tests", "slack-signing-secret-of-tests"
TEAM, BOT, APP = "T0TERN", "U0BOT", "A0EFFIE"
LONGEST, LONGEST_SECTION, MOST_BLOCKS, LONGEST_IN_ALL = 4000, 3000, 50, 12_000
MOST_BUTTONS, LABEL, VALUE, ACTION_ID = 25, 75, 2000, 255
LARGEST = 1_000_000_000  # bytes
PACE = 0.9  # seconds between two messages in one channel
_ENTITY = re.compile(r"&(?!amp;|lt;|gt;)|[<>]")


class SlackVendor(Vendor):
    """Refuses what Slack refuses, in Slack's words."""

    def __init__(self, effie: str, name: str = "slack") -> None:
        super().__init__()
        self.name, self.address = name, f"{effie}/channels/{name}"
        self.sent: list[dict[str, Any]] = []
        self.gone: set[str] = set()
        self.uploads: dict[str, dict[str, Any]] = {}  # begun, by their ids
        self.may_share_files = True  # the app has files:write
        self.customer = f"U{random.randrange(10**8):08d}"
        self._ids = itertools.count(1)
        self._last: dict[str, float] = {}
        self._known: dict[tuple[str, str], dict[str, Any]] = {}  # by the id that we gave them

    @property
    def settings(self) -> dict[str, str]:
        return {"label": "Slack", "api": self.url, "account": TEAM}

    def take(self, call: Call) -> Answer:
        if call.path.startswith("/upload/v1/"):
            return self._take_bytes(call)
        if call.headers.get("authorization") != f"Bearer {TOKEN}":
            return self._no("invalid_auth")
        if file := self.file(call):
            return file
        methods = {
            "/chat.postMessage": self._post,
            "/files.getUploadURLExternal": self._begin_upload,
            "/files.completeUploadExternal": self._end_upload,
        }
        if call.path not in methods:
            return self._no("unknown_method")
        if call.headers.get("content-type") != "application/json; charset=utf-8":
            return self._no("invalid_json")
        return methods[call.path](call.json)

    def _begin_upload(self, body: Mapping[str, Any]) -> Answer:
        if not self.may_share_files:
            return self._no("missing_scope")
        is_good = set(body) <= {"filename", "length", "alt_txt"} and bool(body.get("filename"))
        if not is_good or not 0 < body.get("length", 0) <= LARGEST:
            return self._no("invalid_arguments")
        name = f"F{next(self._ids):08d}"
        self.uploads[name] = dict(body)
        url = f"{self.url}/upload/v1/{name}"
        return Answer(200, {"ok": True, "upload_url": url, "file_id": name})

    def _take_bytes(self, call: Call) -> Answer:
        """The address alone says who may; the token is for other hosts."""
        upload = self.uploads.get(call.path.rpartition("/")[2])
        if upload is None or "authorization" in call.headers:
            return self.refuse(404, {}, "no such upload")
        if len(call.body) != upload["length"]:
            return self.refuse(400, {}, "another length than was told")
        upload["data"] = call.body
        return Answer(200, b"OK")

    def _end_upload(self, body: Mapping[str, Any]) -> Answer:
        (told,), channel = body["files"], str(body.get("channels", ""))
        upload = self.uploads.get(told["id"])
        if upload is None or "data" not in upload or upload.get("is_done"):
            return self._no("file_not_found")
        if closed := self._closed(channel):
            return closed
        upload["is_done"] = True
        self._last[channel] = time.monotonic()
        file = Upload(upload["filename"], upload.get("alt_txt", ""), upload["data"])
        said = {"channel": channel, "text": "", "file": file, "ts": self._ts()}
        self.sent.append(said)
        return Answer(200, {"ok": True, "files": [told]})

    def _closed(self, channel: str) -> Answer | None:
        """Return why nothing is taken for a channel, None if something is."""
        if channel in self.gone:
            return self._no("user_not_found")
        if (wait := self._last.get(channel, 0) + PACE - time.monotonic()) > 0:
            told = {"ok": False, "error": "ratelimited"}
            return Answer(429, told, {"Retry-After": str(int(wait) + 1)})
        return None

    def _post(self, body: Mapping[str, Any]) -> Answer:
        channel = str(body["channel"])
        if closed := self._closed(channel):
            return closed
        if why := wrong_with(body):
            return self._no(why)
        if copy := self._known.get((channel, body.get("client_msg_id", ""))):
            return Answer(200, {"ok": True, "channel": copy["where"], "ts": copy["ts"]})
        self._last[channel] = time.monotonic()
        where = channel if channel[0] in "CD" else self.direct(channel)
        message = {**body, "ts": self._ts(), "where": where}
        self.sent.append(message)
        if name := body.get("client_msg_id"):
            self._known[channel, name] = message
        return Answer(200, {"ok": True, "channel": where, "ts": message["ts"]})

    def _no(self, error: str) -> Answer:
        return self.refuse(200, {"ok": False, "error": error}, error)

    def _ts(self) -> str:
        return f"{int(time.time())}.{next(self._ids):06d}"

    @staticmethod
    def direct(who: str) -> str:
        return f"D{who[1:]}"

    def shown(self) -> list[dict[str, Any]]:
        """What people see, with their buttons."""
        return [
            {
                "text": _seen(message["text"]),
                "to": message["channel"],
                "file": message.get("file"),
                "buttons": [
                    {"label": button["text"]["text"], "choice": button["value"], "in": message}
                    for button in _elements(message)
                ],
            }
            for message in list(self.sent)
        ]

    def say(self, text: str, who: str = "") -> httpx.Response:
        return self.message(who, text=text)

    def tap(self, label: str, who: str = "", at: str = "") -> httpx.Response:
        """Tap the last button with this label."""
        found = [b for m in self.shown() for b in m["buttons"] if b["label"] == label]
        button, who = found[-1], who or self.customer
        place = {"channel_id": self.direct(who), "message_ts": button["in"]["ts"]}
        token = button["choice"]
        action = {"type": "button", "action_id": token, "value": token}
        payload = {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": who, "name": "ana", "team_id": TEAM},
            "container": {"type": "message", **place},
            "actions": [{**action, "action_ts": at or self._ts()}],
            "api_app_id": APP,
        }
        return self.interact(payload)

    def interact(self, payload: Mapping[str, Any]) -> httpx.Response:
        body = urlencode({"payload": json.dumps(payload)}).encode()
        return self.deliver(body, content_type="application/x-www-form-urlencoded")

    def message(self, who: str = "", **content: Any) -> httpx.Response:
        """Deliver what somebody wrote to the app."""
        return self.event(self.message_of(who, **content))

    def message_of(self, who: str = "", **content: Any) -> dict[str, Any]:
        who, ts = who or self.customer, self._ts()
        place = {"channel": self.direct(who), "channel_type": "im"}
        return {"type": "message", "user": who, "ts": ts, **place, "event_ts": ts, **content}

    def event(self, event: Mapping[str, Any], team: str = TEAM, **headers: str) -> httpx.Response:
        """Deliver an event, under a new id."""
        about = {"team_id": team, "api_app_id": APP, "event_id": f"Ev{next(self._ids):010d}"}
        body = {"type": "event_callback", **about, "event": event, "event_time": int(time.time())}
        return self.deliver(json.dumps(body).encode(), **headers)

    def deliver(
        self,
        body: bytes,
        signature: str = "",
        at: str = "",
        content_type: str = "application/json",
        **headers: str,
    ) -> httpx.Response:
        at = at or str(int(time.time()))
        signed = {
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": signature or sign(body, at),
            "Content-Type": content_type,
        }
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.post(self.address, content=body, headers={**signed, **more})


def sign(body: bytes, at: str, secret: str = SECRET) -> str:
    signed = b"v0:" + at.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def wrong_with(body: Mapping[str, Any]) -> str:
    """Why Slack would not take a message, "" if it would."""
    text, blocks = body.get("text", ""), body.get("blocks", [])
    if name := body.get("client_msg_id"):
        try:
            UUID(name)
        except ValueError:
            return "invalid_arguments"
    if not text.strip() and not blocks:
        return "no_text"
    if _ENTITY.search(text):
        return "not escaped"
    sections = [each["text"]["text"] for each in blocks if each["type"] == "section"]
    if len(text) > LONGEST:
        return "msg_too_long"
    if len(blocks) > MOST_BLOCKS or any(not 0 < len(each) <= LONGEST_SECTION for each in sections):
        return "invalid_blocks"
    if sum(map(len, sections)) > LONGEST_IN_ALL:
        return "msg_blocks_too_long"
    return _wrong_with_buttons(list(_elements(body)))


def _wrong_with_buttons(buttons: list[Mapping[str, Any]]) -> str:
    ids = [each["action_id"] for each in buttons]
    is_good = len(buttons) <= MOST_BUTTONS and len(set(ids)) == len(ids)
    for button in buttons:
        label = button["text"]
        is_good &= label["type"] == "plain_text" and 0 < len(label["text"]) <= LABEL
        is_good &= len(button["value"]) <= VALUE and len(button["action_id"]) <= ACTION_ID
    return "" if is_good else "invalid_blocks"


def _elements(message: Mapping[str, Any]) -> Iterator[Any]:
    for block in message.get("blocks", []):
        yield from block.get("elements", [])


def _seen(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
