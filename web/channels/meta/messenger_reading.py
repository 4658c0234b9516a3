"""What Messenger and Instagram deliver: several events of several people at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from core.channels import (
    UNKNOWN_SHAPE,
    Arrival,
    Connection,
    Delivery,
    Kind,
    What,
    marked,
    read_token,
)
from core.channels.linking import shown_in
from web.channels.adapter import items, mapping, moment, word
from web.channels.meta.files import messenger_file
from web.channels.meta.graph import known_id

_OBJECTS = {Kind.MESSENGER: "page", Kind.INSTAGRAM: "instagram"}
_NOTHING_TO_US = frozenset({"reaction", "referral", "optin", "account_linking"})
_THINGS = {
    **{"image": "photo", "video": "video", "audio": "recording", "file": "file"},
    **{"location": "place", "sticker": "sticker", "share": "post", "story_mention": "story"},
}
_MILLISECONDS = 1000


def arrivals_of(connection: Connection, body: Mapping[str, Any]) -> list[Arrival]:
    """Return everything in a delivery, in its order."""
    entries = items(body.get("entry"))
    if body.get("object") != _OBJECTS[connection.kind] or not entries:
        return [UNKNOWN_SHAPE]
    return [arrival for entry in entries for arrival in _of_entry(connection, entry)]


def _of_entry(connection: Connection, entry: Mapping[str, Any]) -> Iterator[Arrival]:
    """What another app of the page's handles ("standby") and other pages' events are not ours."""
    events = items(entry.get("messaging"))
    is_ours = word(entry.get("id")) == connection.account
    if "standby" in entry and not events:
        return
    if not is_ours or not events:
        yield UNKNOWN_SHAPE
    for event in events if is_ours else ():
        yield from _of_event(connection, event)


def _of_event(connection: Connection, event: Mapping[str, Any]) -> Iterator[Arrival]:
    """An echo of what we said comes before all else: on Instagram it looks like a message."""
    sender, message = word(mapping(event.get("sender")).get("id")), mapping(event.get("message"))
    if message.get("is_echo") is True or (sender and sender == connection.account):
        yield from _of_echo(event, message)
        return
    at = moment(event.get("timestamp")) / _MILLISECONDS
    from_them = Arrival("", What.WORDS, sender, at=at)
    if not sender:
        yield UNKNOWN_SHAPE
    elif message:
        yield _of_message(from_them, message)
    elif postback := mapping(event.get("postback")):
        yield _of_postback(from_them, postback)
    elif shown_in(ref := word(mapping(event.get("referral")).get("ref"))):
        yield _of_link(from_them, ref)
    elif edit := mapping(event.get("message_edit")):
        about = known_id(word(edit.get("mid")))
        name = f"{about}:edit:{word(edit.get('num_edit'))}"
        yield replace(
            from_them, id=name, what=What.EDITED, about=about, text=word(edit.get("text"))
        )
    elif "delivery" in event or "read" in event:
        yield from _of_receipt(from_them, event)
    elif not _NOTHING_TO_US & set(event):
        yield UNKNOWN_SHAPE


def _of_echo(event: Mapping[str, Any], message: Mapping[str, Any]) -> Iterator[Arrival]:
    """What bears a mark of ours was sent; all else that comes back tells nothing."""
    about, mark = known_id(word(message.get("mid"))), word(message.get("metadata"))
    if not about or marked(mark) is None:
        return
    to = word(mapping(event.get("recipient")).get("id"))
    at = moment(event.get("timestamp")) / _MILLISECONDS
    told = Arrival(f"{about}:echo", What.STATUS, to, at=at, about=about, mark=mark)
    yield replace(told, delivery=Delivery.SENT)


def _of_message(said: Arrival, message: Mapping[str, Any]) -> Arrival:
    name, text = known_id(word(message.get("mid"))), word(message.get("text"))
    if not name:
        return UNKNOWN_SHAPE
    if message.get("is_deleted") is True:
        return replace(said, id=f"{name}:deleted", what=What.DELETED, about=name)
    said = replace(said, id=name)
    if token := word(mapping(message.get("quick_reply")).get("payload")):
        return replace(said, what=What.TAP, token=token)
    found = [(each, messenger_file(each)) for each in items(message.get("attachments"))]
    files = tuple(file for _, file in found if file is not None)
    kinds = [word(each.get("type")) for each, file in found if file is None]
    unreadable = [kind for kind in kinds if kind != "fallback"]  # a link's preview
    said = replace(said, files=files)
    if (text or files) and not unreadable:
        return replace(said, text=text)
    thing = _THINGS.get(unreadable[0], "message") if unreadable else "message"
    return replace(said, what=What.UNREADABLE, text=text, thing=thing)


def _of_postback(tapped: Arrival, postback: Mapping[str, Any]) -> Arrival:
    """A button of ours; or "Get started", or a question that the page's own settings offer."""
    payload, title = word(postback.get("payload")), word(postback.get("title"))
    own = f"{tapped.sender}:{tapped.at}:{payload}"
    name = known_id(word(postback.get("mid"))) or sha256(own.encode()).hexdigest()
    if read_token(payload):
        return replace(tapped, id=name, what=What.TAP, token=payload)
    if payload.upper().replace(" ", "_") == "GET_STARTED" or not title:
        ref = word(mapping(postback.get("referral")).get("ref"))
        return replace(tapped, id=name, what=What.BEGUN, token=ref)
    return replace(tapped, id=name, text=title)


def _of_link(begun: Arrival, ref: str) -> Arrival:
    """They have opened our link with a code in it; of a new chat "Get started" tells it."""
    own = f"{begun.sender}:{begun.at}:{ref}"
    return replace(begun, id=sha256(own.encode()).hexdigest(), what=What.BEGUN, token=ref)


def _of_receipt(told: Arrival, event: Mapping[str, Any]) -> Iterator[Arrival]:
    """Messenger tells what was delivered by name, and up to when all was read."""
    delivery, read = mapping(event.get("delivery")), mapping(event.get("read"))
    state = Delivery.DELIVERED if delivery else Delivery.READ
    told = replace(told, what=What.STATUS, delivery=state)
    mids = delivery.get("mids")
    by_name = [word(mid) for mid in mids] if isinstance(mids, list) else [word(read.get("mid"))]
    named = [known_id(mid) for mid in by_name if mid]
    if named:
        for about in named:
            yield replace(told, id=f"{about}:{state.value}", about=about)
        return
    until = moment(delivery.get("watermark") or read.get("watermark")) / _MILLISECONDS
    if until > 0:
        yield replace(told, id=f"{state.value}:{told.sender}:{until}", at=until)
    else:
        yield UNKNOWN_SHAPE
