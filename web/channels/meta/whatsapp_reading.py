"""What WhatsApp delivers: several messages and statuses at once, with a number or without.

Who has a username may hide their telephone number, and is known by an id within the company's
account alone. So that id is theirs wherever it is told, and the number what they were known by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.channels import UNKNOWN_SHAPE, Arrival, Connection, Delivery, What
from web.channels.adapter import items, mapping, moment, word
from web.channels.meta.files import whatsapp_files
from web.channels.meta.graph import known_id
from web.channels.meta.reasons import is_about_file, reason_of

_OBJECT = "whatsapp_business_account"
_ECHOES = "smb_message_echoes"  # what colleagues write with the app on a phone of ours
_STATUSES = {
    "sent": Delivery.SENT,
    "delivered": Delivery.DELIVERED,
    "read": Delivery.READ,
    "played": Delivery.READ,
    "failed": Delivery.FAILED,
}
_THINGS = {
    **{"image": "photo", "sticker": "sticker", "video": "video", "document": "file"},
    **{"audio": "recording", "location": "place", "contacts": "contact", "order": "order"},
}
_MOVES = frozenset({"user_changed_number", "customer_changed_number", "user_changed_user_id"})


@dataclass(frozen=True)
class _Who:
    """user: the id within our account, "" where none is told; number: with country, as sent"""

    user: str
    number: str
    name: str

    @property
    def id(self) -> str:
        return self.user or self.number

    @property
    def other_id(self) -> str:
        return self.number if self.user else ""


def arrivals_of(connection: Connection, body: Mapping[str, Any]) -> list[Arrival]:
    """Return everything in a delivery, in its order."""
    changes = [c for entry in items(body.get("entry")) for c in items(entry.get("changes"))]
    if body.get("object") != _OBJECT or not changes:
        return [UNKNOWN_SHAPE]
    return [arrival for change in changes for arrival in _of_change(connection, change)]


def _of_change(connection: Connection, change: Mapping[str, Any]) -> Iterator[Arrival]:
    """What is for another number of the company's is not for this connection to answer."""
    value, field = mapping(change.get("value")), change.get("field")
    if field == _ECHOES:
        return
    to = word(mapping(value.get("metadata")).get("phone_number_id"))
    messages, statuses = items(value.get("messages")), items(value.get("statuses"))
    if field != "messages" or to != connection.account or not (messages or statuses):
        yield UNKNOWN_SHAPE
        return
    for message in messages:
        yield from _of_message(message, _who(message, items(value.get("contacts"))))
    for status in statuses:
        yield _of_status(status)


def _who(message: Mapping[str, Any], contacts: list[Mapping[str, Any]]) -> _Who:
    number, user = word(message.get("from")), word(message.get("from_user_id"))
    told = ((word(c.get("wa_id")), word(c.get("user_id")), c) for c in contacts)
    theirs = [c for wa_id, user_id, c in told if wa_id == number != "" or user_id == user != ""]
    contact = (theirs or (contacts if len(contacts) == 1 else [{}]))[0]
    return _Who(
        user=user or word(contact.get("user_id")),
        number=number or word(contact.get("wa_id")),
        name=word(mapping(contact.get("profile")).get("name")),
    )


def _of_message(message: Mapping[str, Any], who: _Who) -> Iterator[Arrival]:
    name, kind = known_id(word(message.get("id"))), word(message.get("type"))
    if not name or not who.id:
        yield UNKNOWN_SHAPE
        return
    said = Arrival(
        id=name,
        what=What.WORDS,
        sender=who.id,
        formerly=who.other_id,
        name=who.name,
        at=moment(message.get("timestamp")),
    )
    content = mapping(message.get(kind))
    if kind == "reaction" or "group_id" in message:
        return  # a reaction says nothing; into a group only we ourselves could bring customers
    if kind == "system":
        yield from _moved(said, who, content)
    elif kind == "text":
        yield replace(said, text=word(content.get("body")))
    elif kind in {"interactive", "button"}:
        yield _of_button(said, content)
    elif kind == "edit":
        words = word(mapping(mapping(content.get("message")).get("text")).get("body"))
        about = word(content.get("original_message_id"))
        yield replace(said, what=What.EDITED, text=words, about=about)
    elif kind == "revoke":
        about = word(content.get("original_message_id"))
        yield replace(said, what=What.DELETED, about=about)
    elif kind == "request_welcome":
        yield replace(said, what=What.BEGUN)
    elif files := whatsapp_files(kind, content):
        yield replace(said, text=word(content.get("caption")), files=files)
    else:
        is_voice = content.get("voice") is True
        thing = "voice message" if is_voice else _THINGS.get(kind, "message")
        caption = word(content.get("caption"))
        yield replace(said, what=What.UNREADABLE, text=caption, thing=thing)


def _of_button(said: Arrival, content: Mapping[str, Any]) -> Arrival:
    reply = mapping(content.get("button_reply")) or mapping(content.get("list_reply"))
    if token := word(reply.get("id")):
        return replace(said, what=What.TAP, token=token)
    if words := word(content.get("text")):  # of a template's button, which says what it means
        return replace(said, text=words)
    return replace(said, what=What.UNREADABLE, thing="form")


def _moved(said: Arrival, who: _Who, system: Mapping[str, Any]) -> Iterator[Arrival]:
    """They have another number, or another id. Anything else that WhatsApp tells is no matter."""
    new = word(system.get("user_id")) or word(system.get("wa_id"))
    old = word(system.get("customer")) or who.number
    if who.user and who.user != new:
        old = who.user
    if system.get("type") in _MOVES and new and old and new != old:
        yield replace(said, what=What.MOVED, sender=new, formerly=old)


def _of_status(status: Mapping[str, Any]) -> Arrival:
    """Of one message several come; the message and the state together are the id of each."""
    about, told = known_id(word(status.get("id"))), word(status.get("status"))
    if not about or told not in _STATUSES:
        return UNKNOWN_SHAPE
    errors = items(status.get("errors")) if told == "failed" else []
    return Arrival(
        id=f"{about}:{told}",
        what=What.STATUS,
        sender=word(status.get("recipient_user_id")) or word(status.get("recipient_id")),
        at=moment(status.get("timestamp")),
        about=about,
        delivery=_STATUSES[told],
        mark=word(status.get("biz_opaque_callback_data")),
        reason=reason_of(errors[0]) if errors else "",
        lost_file=bool(errors) and is_about_file(errors[0]),
    )
