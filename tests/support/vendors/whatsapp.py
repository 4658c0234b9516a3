"""WhatsApp's Cloud API, as far as support needs it, and a customer with the app."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import httpx

from tests.support.vendors.meta import MetaVendor
from tests.support.vendors.vendor import Answer, Call, Upload

NUMBER_ID, TEMPLATE = "106540352242922", {"name": "an_answer", "language": "en"}
LONGEST, LONGEST_BODY, LONGEST_ID = 4096, 1024, 200
MOST_BUTTONS, MOST_ROWS = 3, 10
BUTTON, ROW, DESCRIPTION, OPENER = 20, 24, 72, 20
BURST, PAIR = 45, 6.0
LONGEST_MARK = 512
LARGEST = {
    **dict.fromkeys(("image/jpeg", "image/png"), 5_000_000),
    **dict.fromkeys(("application/pdf", "text/plain"), 100_000_000),
}


class WhatsAppVendor(MetaVendor):
    """Refuses what Meta refuses; what it learns later it tells in a status, as Meta does."""

    def __init__(self, effie: str, name: str = "whatsapp") -> None:
        super().__init__(effie, name)
        self.sent: list[dict[str, Any]] = []
        self.dropped: list[dict[str, Any]] = []  # taken, and never seen by anybody
        self.read: list[str] = []  # messages of customers that were marked as read
        self.delivered: set[str] = set()  # ids of customers' messages
        self.late: list[dict[str, Any]] = []  # statuses that Meta would send by itself
        self.customer = str(random.randrange(10**10, 10**11))
        self._ids = itertools.count(random.randrange(10**8))
        self._used: dict[str, float] = {}
        self.uploads: dict[str, bytes] = {}  # what customers have sent, by its id
        self.put_up: dict[str, Upload] = {}  # what we have, by its id
        self.elsewhere = ""  # an address to tell in place of the right one

    @property
    def settings(self) -> dict[str, Any]:
        return {"label": "WhatsApp", "api": self.url, "account": NUMBER_ID}

    def take_call(self, call: Call) -> Answer:
        if call.method == "GET":
            return self.file(call) or self._media(call)
        if call.path == f"/{NUMBER_ID}/media":
            return self._take_file(call)
        if call.path != f"/{NUMBER_ID}/messages":
            return self.no(100, "Unsupported post request.")
        body = call.json
        if body.get("messaging_product") != "whatsapp":
            return self.no(100, "The parameter messaging_product is required.")
        return self._mark(body) if "status" in body else self._send(body)

    def _take_file(self, call: Call) -> Answer:
        """Keep a file that a message may name; nobody is shown anything yet."""
        form = call.form
        file = form.get("file")
        if form.get("messaging_product") != "whatsapp" or not isinstance(file, Upload):
            return self.no(100, "(#100) Invalid parameter")
        if form.get("type") != file.type or file.type not in LARGEST:
            return self.no(100, f"Param file must be a file with one of the types: {file.type}")
        if not 0 < len(file.data) <= LARGEST[file.type]:
            return self.no(131053, "Media upload error: file size exceeds")
        name = str(next(self._ids))
        self.put_up[name] = file
        return Answer(200, {"id": name})

    def _media(self, call: Call) -> Answer:
        """The address is another one each time; nobody gets the file without the token."""
        name, _, query = call.path.removeprefix("/").partition("?")
        data = self.uploads.get(name)
        if data is None or query != f"phone_number_id={NUMBER_ID}":
            words = "Unsupported get request. Object does not exist"
            return self.no(100, words, error_subcode=33)
        path = f"/media/{name}?ext={next(self._ids)}"
        self.files[path] = data
        where = self.elsewhere or f"{self.url}{path}"
        told = {"messaging_product": "whatsapp", "id": name, "url": where}
        return Answer(200, {**told, "file_size": len(data)})

    def _mark(self, body: Mapping[str, Any]) -> Answer:
        known = body["status"] == "read" and body["message_id"] in self.delivered
        if not known or body.get("typing_indicator", {}).get("type") != "text":
            return self.no(131009, "Parameter value is not valid")
        self.read.append(body["message_id"])
        return Answer(200, {"success": True})

    def _send(self, body: dict[str, Any]) -> Answer:
        whom = body.get("to") or body.get("recipient") or ""
        is_number = whom.isdecimal()
        if body.get("recipient_type") != "individual" or ("recipient" in body and is_number):
            return self.no(131009, "Parameter value is not valid")
        if why := _wrong_with(body, self.put_up):
            return self.no(131009, "Parameter value is not valid", error_data={"details": why})
        used = max(self._used.get(whom, 0), time.monotonic()) + PAIR
        if used - time.monotonic() > PAIR * BURST:
            return self.no(131056, "(Business Account, Consumer Account) pair rate limit hit")
        self._used[whom] = used
        if len(body.get("biz_opaque_callback_data", "")) > LONGEST_MARK:
            return self.no(100, "Param biz_opaque_callback_data is too long")
        name = f"wamid.out{next(self._ids)}"
        message = {"id": name, "whom": whom, **body}
        if "to" in body and not is_number:
            self.dropped.append(message)  # an id where a number belongs: gone without a word
        elif not self.is_open(whom) and body["type"] != "template":
            self.late.append(self.status_of(name, "failed", whom, errors=[_REENGAGE]))
        else:
            self.sent.append(message)
            self.tell(lambda: self.status(name, "sent", recipient_id=whom))
        return Answer(200, {"messaging_product": "whatsapp", "messages": [{"id": name}]})

    def shown(self) -> list[dict[str, Any]]:
        """What the customers see, with their buttons."""
        return [
            {
                "text": _text(m),
                "to": m["whom"],
                "buttons": list(_choices(m)),
                "file": self.put_up.get(m.get(m["type"], {}).get("id", "")),
            }
            for m in list(self.sent)
        ]

    def say(self, text: str, who: str = "") -> httpx.Response:
        return self.message(who, type="text", text={"body": text})

    def tap(self, label: str, who: str = "") -> httpx.Response:
        """Tap the last button or row with this label."""
        found = [each for m in self.shown() for each in m["buttons"] if each["label"] == label]
        chosen = {"id": found[-1]["choice"], "title": label[:ROW]}
        return self.message(
            who, type="interactive", interactive={"type": found[-1]["of"], found[-1]["of"]: chosen}
        )

    def message(self, who: str = "", name: str = "", **content: Any) -> httpx.Response:
        return self.update(messages=[self.message_of(who, name, **content)], who=who)

    def message_of(self, who: str = "", name: str = "", **content: Any) -> dict[str, Any]:
        """Return a message of a customer's; one with a dot in their id has hidden the number."""
        who, name = who or self.customer, name or f"wamid.in{next(self._ids)}"
        self.delivered.add(name)
        self.last_word[who] = time.time()
        sender = {"from_user_id": who} if "." in who else {"from": who}
        return {"id": name, "timestamp": str(int(time.time())), **sender, **content}

    def update(
        self, who: str = "", contacts: Sequence[Any] = (), number: str = NUMBER_ID, **content: Any
    ) -> httpx.Response:
        """Deliver one change."""
        return self.deliver(self.body([self.change(who, contacts, number, **content)]))

    def change(
        self, who: str = "", contacts: Sequence[Any] = (), number: str = NUMBER_ID, **content: Any
    ) -> dict[str, Any]:
        who = who or self.customer
        ids = {"user_id": who} if "." in who else {"wa_id": who}
        people = list(contacts) or [{"profile": {"name": "Ana"}, **ids}]
        metadata = {"display_phone_number": "15550783881", "phone_number_id": number}
        value = {"messaging_product": "whatsapp", "metadata": metadata, "contacts": people}
        return {"field": "messages", "value": {**value, **content}}

    @staticmethod
    def body(changes: Sequence[Any]) -> dict[str, Any]:
        entry = {"id": "102290129340398", "changes": list(changes)}
        return {"object": "whatsapp_business_account", "entry": [entry]}

    def status(self, message: str, status: str, **more: Any) -> httpx.Response:
        """Tell how far a message has come; what it carried of ours comes with it."""
        (sent,) = [each for each in self.sent if each["id"] == message] or [{}]
        marks = {k: v for k, v in sent.items() if k == "biz_opaque_callback_data"}
        told = self.status_of(message, status, self.customer, **marks, **more)
        return self.update(statuses=[told])

    @staticmethod
    def status_of(message: str, status: str, whom: str, **more: Any) -> dict[str, Any]:
        at = str(int(time.time()))
        about = {"id": message, "status": status, "timestamp": at, "recipient_id": whom}
        return {**about, **more}


_REENGAGE = {
    "code": 131047,
    "title": "Re-engagement message",
    "error_data": {"details": "More than 24 hours have passed"},
}


def _wrong_with(body: Mapping[str, Any], files: Mapping[str, Upload]) -> str:
    kind = body.get("type")
    if kind in {"image", "document"}:
        return _wrong_with_file(kind, body[kind], files)
    if kind == "text":
        text = body["text"]["body"]
        return "" if 0 < len(text) <= LONGEST and text.strip() else "text.body length"
    if kind == "template":
        return _wrong_with_template(body["template"])
    if kind != "interactive":
        return "type"
    shown = body["interactive"]
    if not 0 < len(shown["body"]["text"]) <= LONGEST_BODY:
        return "interactive.body.text length"
    if shown["type"] == "button":
        return _wrong_with_buttons([each["reply"] for each in shown["action"]["buttons"]])
    return _wrong_with_list(shown["action"])


def _wrong_with_file(kind: str, shown: Mapping[str, str], files: Mapping[str, Upload]) -> str:
    known = {"id", "caption"} | ({"filename"} if kind == "document" else set())
    file = files.get(shown.get("id", ""))
    if set(shown) - known or len(shown.get("caption", "")) > LONGEST_BODY:
        return "media parameters"
    if file is None:
        return "media id does not exist"
    return "" if file.type.startswith("image/") == (kind == "image") else "media type"


def _wrong_with_buttons(replies: Sequence[Mapping[str, str]]) -> str:
    titles = [each["title"] for each in replies]
    if not 1 <= len(replies) <= MOST_BUTTONS:
        return "button count"
    if any(not 1 <= len(title) <= BUTTON for title in titles):
        return "button title length"
    return _not_unique(titles, [each["id"] for each in replies])


def _wrong_with_list(action: Mapping[str, Any]) -> str:
    (section,) = action["sections"]
    rows = section["rows"]
    if not 1 <= len(rows) <= MOST_ROWS or not 1 <= len(action["button"]) <= OPENER:
        return "row count"
    for row in rows:
        if not 1 <= len(row["title"]) <= ROW or len(row.get("description", "")) > DESCRIPTION:
            return "row title length"
    return _not_unique([row["title"] for row in rows], [row["id"] for row in rows])


def _not_unique(titles: Sequence[str], ids: Sequence[str]) -> str:
    if len(set(titles)) < len(titles) or len(set(ids)) < len(ids):
        return "duplicated"
    return "" if all(0 < len(each) <= LONGEST_ID for each in ids) else "id length"


def _wrong_with_template(template: Mapping[str, Any]) -> str:
    approved = {"name": template["name"], "language": template["language"]["code"]} == TEMPLATE
    (component,) = template["components"]
    (gap,) = component["parameters"]
    text = gap["text"]
    is_one_line = "\n" not in text and "\t" not in text and " " * 5 not in text
    if not approved:
        return "template name does not exist"
    return "" if is_one_line and 0 < len(text) <= LONGEST_BODY else "parameter format"


def _text(message: Mapping[str, Any]) -> str:
    if message["type"] == "text":
        return str(message["text"]["body"])
    if message["type"] == "template":
        gap = message["template"]["components"][0]["parameters"][0]["text"]
        return f"Here is our answer: {gap}"
    if message["type"] in {"image", "document"}:
        return str(message[message["type"]].get("caption", ""))
    return str(message["interactive"]["body"]["text"])


def _choices(message: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    action = message.get("interactive", {}).get("action", {})
    for each in action.get("buttons", []):
        reply = each["reply"]
        yield {"label": reply["title"], "choice": reply["id"], "of": "button_reply"}
    for section in action.get("sections", []):
        for row in section["rows"]:
            label = row.get("description") or row["title"]  # what somebody reads
            yield {"label": label, "choice": row["id"], "of": "list_reply"}
