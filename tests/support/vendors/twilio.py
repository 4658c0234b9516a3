"""Twilio's Programmable Messaging, as far as support needs it, and a customer with a telephone."""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
import json
import random
import re
import time
from collections.abc import Mapping
from datetime import datetime, timezone
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import httpx

from tests.support.vendors.fetching import fetched
from tests.support.vendors.vendor import Answer, Call, Vendor

TOKEN, ACCOUNT = "twilio-auth-token-of-tests", "AC" + "0123456789abcdef" * 2
SMS_NUMBER, WHATSAPP_NUMBER = "+15005550006", "whatsapp:+14155238886"
TEMPLATE = "HX" + "0123456789abcdef" * 2
LONGEST, LONGEST_GAP, MOST_SEGMENTS = 1600, 1024, 10
WINDOW, BURST, PAIR = 24 * 3600.0, 45, 6.0
_PATH = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
_KNOWN = {"To", "From", "Body", "StatusCallback", "ContentSid", "ContentVariables", "MediaUrl"}
MEDIA = {"image/jpeg": 5_000_000, "image/png": 5_000_000, "application/pdf": 16_000_000}
_ADDRESS = re.compile(r"(whatsapp:)?\+[1-9]\d{6,14}\Z|whatsapp:[A-Z]{2}\.\w+\Z")
_CHOICE = re.compile(r"(\d+)\. (.*)")


class TwilioVendor(Vendor):
    """Refuses what Twilio refuses; what it learns later it tells in a status, as Twilio does."""

    def __init__(
        self, effie: str, name: str = "sms", number: str = SMS_NUMBER, public: str = ""
    ) -> None:
        super().__init__()
        self.name, self.number, self.effie = name, number, effie
        self.address = f"{effie}/channels/{name}"
        self.called = f"{public or effie}/channels/{name}"  # the address that was given to Twilio
        self.sent: list[dict[str, Any]] = []
        self.listed: list[dict[str, Any]] = []  # all it knows, the oldest first
        self.opted_out: set[str] = set()
        self.last_word: dict[str, float] = {}
        self.late: list[tuple[str, str, int]] = []  # statuses that Twilio would send by itself
        self.ago = 0.0  # seconds; how long ago what comes in now was sent
        self.is_whatsapp = number.startswith("whatsapp:")
        self.customer = self.person(random.randrange(10**9))
        self._ids = itertools.count(random.randrange(16**12))

    def person(self, number: int) -> str:
        return f"{'whatsapp:' if self.is_whatsapp else ''}+4915{number:09d}"

    @property
    def settings(self) -> dict[str, Any]:
        about = {"label": self.name, "api": self.url}
        return {**about, "account": ACCOUNT, "number": self.number}

    def take(self, call: Call) -> Answer:
        pair = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        if call.headers.get("authorization") != f"Basic {pair}":
            return self._no(401, 20003, "Authenticate")
        path = urlsplit(call.path)
        if found := self.file(call) or self._media(path.path):
            return found
        if path.path != _PATH:
            return self._no(404, 20404, "The requested resource was not found")
        if call.method == "GET":
            return self._list({k: v[-1] for k, v in parse_qs(path.query).items()})
        if call.headers.get("content-type") != "application/x-www-form-urlencoded":
            return self._no(400, 21602, "Message body is required")
        return self._send(dict(parse_qsl(call.body.decode(), keep_blank_values=True)))

    def _send(self, form: dict[str, str]) -> Answer:
        if code := self._wrong_with(form):
            return self._no(400, code, "as told")
        name, media = self._name(), form.get("MediaUrl", "")
        file = fetched(media, self.effie) if media else None
        if file is not None and not 0 < len(file.data) <= MEDIA.get(file.type, 0):
            return self._no(400, 12300, "Invalid Content-Type")
        self.sent.append({**form, "sid": name, "file": file})
        if media and file is None:
            self.late.append((name, "undelivered", 63019))
        self._note(name, "outbound-api", self.number, form["To"], _text(form), "queued")
        self.listed[-1]["num_media"] = str(int(bool(media)))
        is_open = time.time() - self.last_word.get(form["To"], 0) < WINDOW
        if self.is_whatsapp and not is_open and "ContentSid" not in form:
            self.late.append((name, "undelivered", 63016))
        shown = {"sid": name, "status": "queued", "num_segments": str(parts(form.get("Body", "")))}
        return Answer(201, shown)

    def _wrong_with(self, form: Mapping[str, str]) -> int:
        if set(form) - _KNOWN or not form.get("StatusCallback", "").startswith("http"):
            return 21609
        if form.get("From") != self.number:
            return 21606
        whom = form.get("To", "")
        if not _ADDRESS.match(whom) or whom.startswith("whatsapp:") != self.is_whatsapp:
            return 21211
        if whom in self.opted_out:
            return 21610
        if "ContentSid" in form:
            return _wrong_with_content(form)
        body, media = form.get("Body", ""), form.get("MediaUrl", "")
        if media and (not self.is_whatsapp or not media.startswith(("http://", "https://"))):
            return 21620
        if not body.strip() and not media:
            return 21619
        if len(body.encode("utf-16-le")) // 2 > LONGEST:
            return 21617
        return 0 if self.is_whatsapp or parts(body) <= MOST_SEGMENTS else 30019

    def _list(self, query: Mapping[str, str]) -> Answer:
        """The newest first, a page at a time; what is queued still has no date to be sent after."""
        found = [
            each
            for each in reversed(self.listed)
            if all(each[end] == query.get(end.title(), each[end]) for end in ("to", "from"))
        ]
        if "DateSent>" in query:
            after = datetime.strptime(query["DateSent>"], "%Y-%m-%dT%H:%M:%SZ")
            since = after.replace(tzinfo=timezone.utc).timestamp()
            found = [each for each in found if each["status"] != "queued" and each["at"] >= since]
        page, size = int(query.get("Page", "0")), int(query["PageSize"])
        more = found[(page + 1) * size :]
        onward = f"{_PATH}?{urlencode({**query, 'Page': page + 1})}" if more else None
        shown = [{k: v for k, v in each.items() if k != "at"} for each in found]
        return Answer(200, {"messages": shown[page * size :][:size], "next_page_uri": onward})

    def _media(self, path: str) -> Answer | None:
        """List the files of a message."""
        if not path.endswith("/Media.json"):
            return None
        under = path.removesuffix(".json") + "/"
        listed = [{"uri": f"{each}.json"} for each in self.files if each.startswith(under)]
        return Answer(200, {"media_list": listed})

    def media(self, form: dict[str, str], kind: str, *files: bytes) -> dict[str, str]:
        """Let Twilio have the files of a message, and return what is delivered of it."""
        under = _PATH.replace(".json", f"/{form['MessageSid']}/Media/ME")
        more = {"NumMedia": str(len(files))}
        for place, data in enumerate(files):
            self.files[f"{under}{place}"] = data
            more |= {f"MediaUrl{place}": f"{self.url}{under}{place}"}
            more |= {f"MediaContentType{place}": kind}
        self.listed[-1]["num_media"] = str(len(files))
        return {**form, **more}

    def _no(self, status: int, code: int, words: str) -> Answer:
        return self.refuse(status, {"code": code, "message": words, "status": status}, str(code))

    def _name(self) -> str:
        return f"SM{next(self._ids):032x}"

    def _note(self, name: str, way: str, sender: str, to: str, body: str, status: str) -> None:
        at = time.time() - self.ago
        when = format_datetime(datetime.fromtimestamp(at, timezone.utc))
        about = {"sid": name, "direction": way, "from": sender, "to": to, "body": body}
        more = {"status": status, "date_created": when, "date_sent": when, "error_code": None}
        self.listed.append({**about, **more, "num_media": "0", "at": at})

    def shown(self) -> list[dict[str, Any]]:
        """What the customers see; their choices stand in the text, with numbers."""
        return [
            {
                "text": _text(each),
                "to": each["To"],
                "buttons": _choices(_text(each)),
                "file": each["file"],
            }
            for each in list(self.sent)
        ]

    def say(self, text: str, who: str = "", **more: str) -> httpx.Response:
        return self.deliver(self.form(text, who, **more))

    def tap(self, label: str, who: str = "") -> httpx.Response:
        """Answer with the number of the last choice with this label."""
        found = [b for m in self.shown() for b in m["buttons"] if b["label"] == plain(label)]
        return self.say(found[-1]["choice"], who)

    def form(self, text: str, who: str = "", **more: str) -> dict[str, str]:
        """Return what a customer's message delivers, which Twilio lists from now on."""
        who, name = who or self.customer, self._name()
        self.last_word[who] = time.time()
        word = text.strip().upper()
        if not self.is_whatsapp and word in {"STOP", "CANCEL", "END", "QUIT", "OPTOUT"}:
            self.opted_out.add(who)
        elif word in {"START", "YES", "UNSTOP"}:
            self.opted_out.discard(who)
        self._note(name, "inbound", who, self.number, text, "received")
        form = {
            **{"MessageSid": name, "SmsSid": name, "SmsMessageSid": name, "AccountSid": ACCOUNT},
            **{"From": who, "To": self.number, "Body": text, "NumMedia": "0", "NumSegments": "1"},
            **{"SmsStatus": "received", "ApiVersion": "2010-04-01"},
        }
        hints = {"ProfileName": "Ana", "WaId": who.rpartition("+")[2]} if self.is_whatsapp else {}
        return {**form, **hints, **more}

    def status(self, message: str, status: str, error: int = 0) -> httpx.Response:
        form = {
            **{"MessageSid": message, "SmsSid": message, "MessageStatus": status},
            **{"SmsStatus": status, "AccountSid": ACCOUNT, "From": self.number, "To": "+1"},
        }
        return self.deliver({**form, **({"ErrorCode": str(error)} if error else {})})

    def deliver(
        self, form: Mapping[str, str] | bytes, signature: str = "", query: str = ""
    ) -> httpx.Response:
        body = form if isinstance(form, bytes) else urlencode(form).encode()
        headers = {
            "X-Twilio-Signature": signature or sign(self.called + query, body),
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
        }
        return self.post(self.address + query, content=body, headers=headers)


class TwilioWhatsAppVendor(TwilioVendor):
    """Twilio with a WhatsApp sender."""

    def __init__(self, effie: str, name: str = "twilio-whatsapp", public: str = "") -> None:
        super().__init__(effie, name, WHATSAPP_NUMBER, public)


def sign(url: str, body: bytes, token: str = TOKEN) -> str:
    fields = sorted(set(parse_qsl(body.decode(), keep_blank_values=True)))
    signed = url + "".join(name + value for name, value in fields)
    return base64.b64encode(
        hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()
    ).decode()


_PLAIN = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)


def parts(text: str) -> int:
    """How many messages a telephone gets: no sign of two units is parted."""
    is_plain = all(sign in _PLAIN or sign in "^{}\\[~]|€\f" for sign in text)
    sizes = [
        (1 + (sign not in _PLAIN)) if is_plain else len(sign.encode("utf-16-le")) // 2
        for sign in text
    ]
    whole, part = (160, 153) if is_plain else (70, 67)
    if sum(sizes) <= whole:
        return 1
    count, room = 1, part
    for size in sizes:
        if size > room:
            count, room = count + 1, part
        room -= size
    return count


def plain(text: str) -> str:
    return text.replace("–", "-").replace("’", "'").replace("…", "...")


def _wrong_with_content(form: Mapping[str, str]) -> int:
    gaps = json.loads(form["ContentVariables"])
    if form["ContentSid"] != TEMPLATE:
        return 21656
    is_good = set(gaps) == {"1"} and 0 < len(gaps["1"]) <= LONGEST_GAP and "\n" not in gaps["1"]
    return 0 if is_good else 21656


def _text(message: Mapping[str, str]) -> str:
    if "ContentSid" in message:
        return f"Here is our answer: {json.loads(message['ContentVariables'])['1']}"
    return message.get("Body", "")


def _choices(text: str) -> list[dict[str, str]]:
    before, _, _ = text.partition("\n\nAnswer with a number.")
    lines = before.rpartition("\n\n")[2].split("\n") if before != text else []
    found = [match for line in lines if (match := _CHOICE.match(line))]
    return [{"label": plain(match[2]), "choice": match[1]} for match in found]
