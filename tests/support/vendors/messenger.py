"""Messenger and Instagram, as far as support needs them, and a customer with the app."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Mapping
from typing import Any

import httpx

from tests.support.vendors.fetching import fetched
from tests.support.vendors.meta import MetaVendor
from tests.support.vendors.vendor import Answer, Call, Upload

PAGE = "1067280970047460"
MOST_REPLIES, LONGEST_TITLE, LONGEST_PAYLOAD = 13, 20, 1000
IMAGES = frozenset({"image/jpeg", "image/png", "image/gif"})
LARGEST_IMAGE, LARGEST_FILE = 8_000_000, 25_000_000
LONGEST = 2000  # characters, on Messenger
LONGEST_BYTES = 1000  # on Instagram
LONGEST_MARK = 1000


class MessengerVendor(MetaVendor):
    """A page on Messenger. Refuses what Meta refuses; echoes what it was sent, as Meta does."""

    OBJECT = "page"
    FILES: frozenset[str] = frozenset()  # any
    HAS_OPEN_FILES = True

    def __init__(self, effie: str, name: str = "messenger") -> None:
        super().__init__(effie, name)
        self.effie = effie
        self.sent: list[dict[str, Any]] = []
        self.actions: list[tuple[str, str]] = []
        self.gone: set[str] = set()  # who has blocked us
        self.customer = str(random.randrange(10**14, 10**15))
        self._ids = itertools.count(random.randrange(10**8))

    @property
    def settings(self) -> dict[str, Any]:
        return {"label": self.name.capitalize(), "api": self.url, "account": PAGE}

    def take_call(self, call: Call) -> Answer:
        if call.path != "/me/messages":
            return self.no(100, "Unsupported post request.")
        body = call.json
        who = body.get("recipient", {}).get("id", "")
        if who in self.gone:
            return self.no(551, "This person isn't available right now.", error_subcode=1545041)
        if who not in self.last_word:
            return self.no(100, "No matching user found", error_subcode=2018001)
        if action := body.get("sender_action"):
            return self._act(who, action)
        return self._send(who, body)

    def _act(self, who: str, action: str) -> Answer:
        if action not in {"mark_seen", "typing_on", "typing_off"}:
            return self.no(100, "Param sender_action must be one of")
        self.actions.append((who, action))
        return Answer(200, {"recipient_id": who})

    def _send(self, who: str, body: Mapping[str, Any]) -> Answer:
        message = body["message"]
        is_file = "attachment" in message
        why = self.wrong_with_type(body) or self.wrong_with_mark(message.get("metadata"))
        if why := why or ("" if is_file else self._wrong_with(message)):
            return self.no(100, why)
        if not self.is_open(who):
            words = "This message is sent outside of allowed window."
            return self.no(10, words, error_subcode=2018278)
        return self._send_file(who, message) if is_file else self._show(who, message)

    def wrong_with_type(self, body: Mapping[str, Any]) -> str:
        is_response = body.get("messaging_type") == "RESPONSE" and "tag" not in body
        return "" if is_response else "(#100) messaging_type is required; this tag is refused"

    def wrong_with_mark(self, mark: str | None) -> str:
        return "" if mark is None or len(mark) <= LONGEST_MARK else "metadata is too long"

    def is_too_long(self, text: str) -> bool:
        return len(text) > LONGEST

    def _send_file(self, who: str, message: dict[str, Any]) -> Answer:
        """Fetch a file from the address that was told, and show it."""
        attachment = message["attachment"]
        kind, payload = attachment["type"], attachment["payload"]
        if set(message) - {"metadata"} != {"attachment"} or kind not in {"image", "file"}:
            return self.no(100, "Invalid parameter")
        file = fetched(payload["url"], self.effie)
        if file is None:
            return self.no(100, "Failed to fetch the file from the url", error_subcode=2018008)
        if (why := self._wrong_with_file(kind, file)) is not None:
            return self.no(100, f"Upload attachment failure: {why}", error_subcode=2018047)
        marks = {k: v for k, v in message.items() if k == "metadata"}
        return self._show(who, {"text": "", "file": file, **marks})

    def _wrong_with_file(self, kind: str, file: Upload) -> str | None:
        if len(file.data) > (LARGEST_IMAGE if kind == "image" else LARGEST_FILE):
            return "too large"
        types = IMAGES if kind == "image" else self.FILES
        return None if not types or file.type in types else file.type

    def _show(self, who: str, message: Mapping[str, Any]) -> Answer:
        name = f"m_{next(self._ids)}"
        said = {"mid": name, "to": who, "at": time.time(), **message}
        self.sent.append(said)
        self.tell(lambda: self.echo(said))
        return Answer(200, {"recipient_id": who, "message_id": name})

    def _wrong_with(self, message: Mapping[str, Any]) -> str:
        text, replies = message.get("text", ""), message.get("quick_replies", [])
        if not text.strip() or self.is_too_long(text):
            return "Length of param message[text] must be less than or equal to"
        if len(replies) > MOST_REPLIES:
            return "Param quick_replies has too many elements"
        for reply in replies:
            is_good = reply["content_type"] == "text" and 0 < len(reply["title"]) <= LONGEST_TITLE
            if not is_good or not 0 < len(reply["payload"]) <= LONGEST_PAYLOAD:
                return "Param quick_replies is not valid"
        return ""

    def shown(self) -> list[dict[str, Any]]:
        """What the customers see. Quick replies stand below the newest message alone."""
        sent = list(self.sent)
        newest = {message["to"]: message["mid"] for message in sent}
        return [
            {
                "text": message["text"],
                "to": message["to"],
                "file": message.get("file"),
                "buttons": [
                    {"label": reply["title"], "choice": reply["payload"]}
                    for reply in message.get("quick_replies", [])
                    if newest[message["to"]] == message["mid"]
                ],
            }
            for message in sent
        ]

    def say(self, text: str, who: str = "", **more: Any) -> httpx.Response:
        return self.event(who, message={"mid": f"m_{next(self._ids)}", "text": text, **more})

    def tap(self, label: str, who: str = "") -> httpx.Response:
        """Tap the reply with this label; where none is drawn, type what stands in the text."""
        found = [each for m in self.shown() for each in m["buttons"] if each["label"] == label]
        reply = {"quick_reply": {"payload": found[-1]["choice"]}} if found else {}
        return self.say(label, who, **reply)

    def event(self, who: str = "", **content: Any) -> httpx.Response:
        return self.deliver(self.body(self.event_of(who, **content)))

    def event_of(self, who: str = "", **content: Any) -> dict[str, Any]:
        who = who or self.customer
        if "message" in content or "postback" in content:
            self.last_word[who] = time.time()
        people = {"sender": {"id": who}, "recipient": {"id": PAGE}}
        return {**people, "timestamp": int(time.time() * 1000), **content}

    def body(self, *events: Mapping[str, Any]) -> dict[str, Any]:
        entry = {"id": PAGE, "time": int(time.time() * 1000), "messaging": list(events)}
        return {"object": self.OBJECT, "entry": [entry]}

    def echo(self, message: Mapping[str, Any]) -> httpx.Response:
        """Deliver what we sent ourselves, as Meta does, perhaps before it has answered us."""
        marks = {k: v for k, v in message.items() if k == "metadata"}
        said = {"mid": message["mid"], "text": message["text"], "is_echo": True, "app_id": 5}
        said |= marks
        event = {"sender": {"id": PAGE}, "recipient": {"id": message["to"]}, "message": said}
        return self.deliver(self.body({**event, "timestamp": int(time.time() * 1000)}))


class InstagramVendor(MessengerVendor):
    """A professional account on Instagram: shorter texts, counted in bytes."""

    OBJECT = "instagram"
    FILES = frozenset({"application/pdf"})

    def __init__(self, effie: str, name: str = "instagram") -> None:
        super().__init__(effie, name)

    def wrong_with_type(self, body: Mapping[str, Any]) -> str:
        return "tag is refused" if "tag" in body else ""

    def wrong_with_mark(self, mark: str | None) -> str:
        return "" if mark is None else "metadata is not taken"

    def is_too_long(self, text: str) -> bool:
        return len(text.encode()) > LONGEST_BYTES
