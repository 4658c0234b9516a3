"""What Telegram delivers: an update at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from core.channels import UNKNOWN_SHAPE, Arrival, Brought, What
from web.channels.adapter import mapping, word
from web.channels.telegram.files import files_of

# What a message may hold that is no text; the first that is there names it.
_THINGS = {
    **{"photo": "photo", "voice": "voice message", "video_note": "video message"},
    **{"video": "video", "animation": "animation", "audio": "recording", "document": "file"},
    **{"sticker": "sticker", "location": "place", "venue": "place", "contact": "contact"},
    **{"poll": "poll", "dice": "dice", "story": "story"},
}


def arrivals_of(update: Mapping[str, Any]) -> list[Arrival]:
    """Return what an update tells, UNKNOWN_SHAPE for what nobody here knows."""
    name = word(update.get("update_id"))
    found = _arrivals(name, update) if name else [UNKNOWN_SHAPE]
    return [each if each.sender else UNKNOWN_SHAPE for each in found]


def _arrivals(name: str, update: Mapping[str, Any]) -> Iterator[Arrival]:
    if message := mapping(update.get("message")):
        yield from _message_arrival(name, message)
    elif message := mapping(update.get("edited_message")):
        about, text = _message_name(message), word(message.get("text"))
        chat = word(mapping(message.get("chat")).get("id"))
        yield Arrival(name, What.EDITED, chat, text=text, about=about)
    elif query := mapping(update.get("callback_query")):
        who, about = mapping(query.get("from")), word(query.get("id"))
        token = word(query.get("data"))
        yield replace(_from(name, who, who), what=What.TAP, token=token, about=about)
    elif moved := mapping(update.get("my_chat_member")):
        private, now = mapping(moved.get("chat")), mapping(moved.get("new_chat_member"))
        if private.get("type") == "private" and now.get("status") == "kicked":
            yield Arrival(name, What.BLOCKED, word(private.get("id")))
    else:
        yield UNKNOWN_SHAPE


def _message_arrival(name: str, message: Mapping[str, Any]) -> Iterator[Arrival]:
    """A bot's message starts nothing, whatever it says; a group's is told so."""
    who, chat = mapping(message.get("from")), mapping(message.get("chat"))
    if who.get("is_bot") is True:
        return
    text, said = word(message.get("text")), _from(name, who, chat)
    said = replace(said, message=_message_name(message))
    if chat.get("type") != "private":
        yield Arrival(name, What.WORDS, word(chat.get("id")), in_group=True)
    elif text == "/start" or text.startswith("/start "):
        yield replace(said, what=What.BEGUN, token=text.removeprefix("/start").strip()[:64])
    elif text:
        yield replace(said, text=text)
    elif brought := tuple(_files(message)):
        yield replace(said, text=word(message.get("caption")), files=brought)
    else:
        thing = next((words for key, words in _THINGS.items() if key in message), "message")
        caption = word(message.get("caption"))
        yield replace(said, what=What.UNREADABLE, text=caption, thing=thing)


def _files(message: Mapping[str, Any]) -> Iterator[Brought]:
    """Yield what can be fetched; a moving picture is told of as a file too, and stays one."""
    if "animation" not in message:
        yield from (each for each in files_of(message) if each.file)


def _message_name(message: Mapping[str, Any]) -> str:
    """Return what a message is known by: its number counts within its chat alone."""
    return f"{word(mapping(message.get('chat')).get('id'))}:{word(message.get('message_id'))}"


def _from(name: str, who: Mapping[str, Any], chat: Mapping[str, Any]) -> Arrival:
    """Return who it is from: by the lasting id; a username may be somebody else's tomorrow."""
    names = (word(who.get("first_name")), word(who.get("last_name")))
    return Arrival(
        name,
        What.WORDS,
        sender=word(chat.get("id")),
        name=" ".join(filter(None, names)),
        language=word(who.get("language_code")),
    )
