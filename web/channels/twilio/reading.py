"""What Twilio delivers, one thing at a time as a form; and what it lists when it is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import Any

from core.channels import UNKNOWN_SHAPE, Arrival, Connection, Delivery, What
from store.clock import now
from web.channels.adapter import word
from web.channels.twilio.files import files_of
from web.channels.twilio.reasons import MEDIA_REFUSED, reason_of

# The words to which Twilio and the carriers listen, where they are all that an SMS says. Not YES,
# which Twilio takes for START, because it answers our questions.
_STOP = frozenset({"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"})
_BEGIN = frozenset({"start", "unstop", "help", "info"})
_OPTED = {"STOP": What.BLOCKED, "START": What.BEGUN, "HELP": What.BEGUN}
_STATUSES = {
    "sent": Delivery.SENT,
    "delivered": Delivery.DELIVERED,
    "read": Delivery.READ,
    "failed": Delivery.FAILED,
    "undelivered": Delivery.FAILED,
}
_UNDER_WAY = frozenset({"accepted", "scheduled", "queued", "sending", "canceled", "receiving"})
_THINGS = {"image": "photo", "video": "video", "audio": "voice message"}
_TELLING = 20  # characters that hardly stand in another message by chance
_STOPPED = "They have sent STOP. They can be written to again once they send START."


def arrivals_of(connection: Connection, fields: Mapping[str, str]) -> list[Arrival]:
    """Return what a form delivers: a message of a customer's, or the state of one of ours."""
    if fields.get("AccountSid") != connection.account or not fields.get("MessageSid"):
        return [UNKNOWN_SHAPE]
    if "MessageStatus" in fields:
        code = fields.get("ErrorCode", "")
        return _of_status(fields["MessageSid"], fields["MessageStatus"], code, now().timestamp())
    if fields.get("To") != connection.number or not fields.get("From"):
        return [UNKNOWN_SHAPE]
    return _of_message(connection, fields)


def arrivals_of_list(connection: Connection, listed: Mapping[str, Any]) -> list[Arrival]:
    """Return what a message of Twilio's list tells, as if it had been delivered."""
    name, at = word(listed.get("sid")), _moment(listed)
    if not name or at is None:
        return [UNKNOWN_SHAPE]
    if listed.get("direction") != "inbound":
        code = word(listed.get("error_code"))
        return _of_status(name, word(listed.get("status")), code, at)
    fields = {
        "MessageSid": name,
        "From": word(listed.get("from")),
        "Body": word(listed.get("body")),
        "NumMedia": word(listed.get("num_media")),
    }
    found = _of_message(connection, fields) if fields["From"] else [UNKNOWN_SHAPE]
    return [replace(each, at=at) if each is not UNKNOWN_SHAPE else each for each in found]


def sent_as(listed: Iterable[Mapping[str, Any]], ways: Collection[str], since: float) -> list[str]:
    """Return the ids of what was sent since then and says it one of these ways.

    "" is a file alone. A template, and an account on trial, put words of their own around ours.
    """
    ours, found = [" ".join(words.split()) for words in ways], []
    for each in listed:
        name, at = word(each.get("sid")), _moment(each)
        said = " ".join(word(each.get("body")).split())
        has_file = word(each.get("num_media")) not in {"", "0"}
        is_it = any(_says(said, way) if way else has_file and not said for way in ours)
        is_ours = word(each.get("direction")).startswith("outbound")
        if name and is_ours and is_it and at is not None and at >= since:
            found.append(name)
    return found


def _says(said: str, words: str) -> bool:
    """Tell whether this is it: a few words may stand in anything that others send to them."""
    return said == words or (len(words) >= _TELLING and words in said)


def _of_message(connection: Connection, fields: Mapping[str, str]) -> list[Arrival]:
    """It comes from where it is answered to; of who hides their number that is another id."""
    text, sender = fields.get("Body", ""), fields["From"]
    if sender == connection.number:
        return []
    user = fields.get("ExternalUserId", "")
    known = f"whatsapp:{user.removeprefix('whatsapp:')}" if user else ""
    said = Arrival(
        id=fields["MessageSid"],
        what=What.WORDS,
        sender=sender,
        formerly=known if known != sender else "",
        name=fields.get("ProfileName", ""),
        at=now().timestamp(),
    )
    if what := _opted(connection, fields.get("OptOutType", ""), text):
        return [replace(said, what=what, reason=_STOPPED if what is What.BLOCKED else "")]
    if files := files_of(fields):
        return [replace(said, text=text, files=files)]
    if thing := _thing(fields):
        return [replace(said, what=What.UNREADABLE, text=text, thing=thing)]
    if token := fields.get("ButtonPayload"):  # of a template of the company's own
        return [replace(said, text=fields.get("ButtonText") or text or token)]
    return [replace(said, text=text)]


def _opted(connection: Connection, told: str, text: str) -> What | None:
    """Return what an opt-out word means; on WhatsApp it is a word unless Twilio says otherwise."""
    if told:
        return _OPTED.get(told.upper())
    said = text.strip().lower()
    if connection.is_whatsapp:
        return None
    return What.BLOCKED if said in _STOP else What.BEGUN if said in _BEGIN else None


def _thing(fields: Mapping[str, str]) -> str:
    if fields.get("Latitude"):
        return "place"
    if fields.get("NumMedia", "0") in {"", "0"}:
        return "" if fields.get("Body") or fields.get("ButtonPayload") else "message"
    kind = fields.get("MediaContentType0", "").partition("/")[0]
    return _THINGS.get(kind, "file")


def _of_status(about: str, told: str, code: str, at: float) -> list[Arrival]:
    """Of one message several come; the message and the state together are the id of each."""
    if told in _UNDER_WAY:
        return []
    if told not in _STATUSES:
        return [UNKNOWN_SHAPE]
    state = _STATUSES[told]
    number = int(code) if code.isdecimal() and len(code) < 10 else -1
    return [
        Arrival(
            id=f"{about}:{told}",
            what=What.STATUS,
            at=at,
            about=about,
            delivery=state,
            reason=reason_of(number) if state is Delivery.FAILED else "",
            lost_file=state is Delivery.FAILED and number in MEDIA_REFUSED,
        )
    ]


def _moment(listed: Mapping[str, Any]) -> float | None:
    try:
        return parsedate_to_datetime(word(listed.get("date_created"))).timestamp()
    except ValueError:
        return None
