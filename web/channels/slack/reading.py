"""What Slack delivers: an event, or what somebody tapped."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import unescape
from typing import Any
from urllib.parse import parse_qs

from core.channels import UNKNOWN_SHAPE, Arrival, Brought, Connection, What
from web.channels.adapter import items, mapping, moment, read_json, word

_BY_PEOPLE = frozenset({"", "file_share", "thread_broadcast", "me_message"})
_NOTHING_TO_US = frozenset({"url_verification", "app_rate_limited"})
_NO_MESSAGES = frozenset({"app_home_opened", "app_uninstalled", "tokens_revoked"})
_THINGS = {"image": "photo", "video": "video", "audio": "voice message"}
# A mention, a channel, an address: <@U1>, <#C1|general>, <!here>, <https://a.example|label>
_MARK = re.compile(r"<([^<>\n]{1,3000})>")
_ELSEWHERE = "It does not lie at Slack. Save it, and send it as a file."
_DIRECT = "im"
MAX_PAYLOAD_FIELDS = 4  # of the form that carries a tap; it has one


def body_of(body: bytes) -> Mapping[str, Any]:
    """Return what a delivery holds; of a tap it comes as a form."""
    if not body.startswith(b"payload="):
        return read_json(body)
    try:
        (payload,) = parse_qs(body.decode(), max_num_fields=MAX_PAYLOAD_FIELDS)["payload"]
        return mapping(json.loads(payload))
    except (KeyError, ValueError, RecursionError):
        return {}


def arrivals_of(connection: Connection, body: Mapping[str, Any]) -> list[Arrival]:
    """Return what came in; what is of another workspace is not ours to answer."""
    kind = body.get("type")
    if kind in _NOTHING_TO_US:
        return []
    team = word(body.get("team_id")) or word(mapping(body.get("team")).get("id"))
    if team != connection.account:
        return [UNKNOWN_SHAPE]
    if kind == "block_actions":
        return _of_tap(body)
    return _of_event(mapping(body.get("event"))) if kind == "event_callback" else [UNKNOWN_SHAPE]


def _of_event(event: Mapping[str, Any]) -> list[Arrival]:
    """Own and other bots' messages come before all else: they never start a turn."""
    kind, subtype = word(event.get("type")), word(event.get("subtype"))
    if kind in _NO_MESSAGES or _is_a_bots(event):
        return []
    if kind == "app_mention":
        return _of_mention(event)
    if kind != "message":
        return [UNKNOWN_SHAPE]
    if event.get("channel_type", _DIRECT) != _DIRECT:
        return []  # what is said among people
    if subtype == "message_changed":
        return _of_edit(event)
    if subtype == "message_deleted":
        return _of_deletion(event)
    return _of_message(event) if subtype in _BY_PEOPLE else []


def _is_a_bots(said: Mapping[str, Any]) -> bool:
    return bool(said.get("bot_id")) or said.get("subtype") == "bot_message"


def _of_mention(event: Mapping[str, Any]) -> list[Arrival]:
    name, channel = _name(event), word(event.get("channel"))
    if not name or not channel:
        return [UNKNOWN_SHAPE]
    if event.get("channel_type") == _DIRECT or channel.startswith("D"):
        return []  # it comes as a message as well
    return [Arrival(name, What.WORDS, channel, at=moment(event.get("ts")), in_group=True)]


def _of_message(event: Mapping[str, Any]) -> list[Arrival]:
    """The channel and the time are a message's id: one message comes in several events."""
    name, user = _name(event), word(event.get("user"))
    if not name or not user:
        return [UNKNOWN_SHAPE]
    text, files = words_of(word(event.get("text"))), items(event.get("files"))
    at = moment(event.get("ts"))
    if files:
        brought = tuple(_file(each) for each in files)
        return [Arrival(name, What.WORDS, user, at=at, text=text, files=brought)]
    return [Arrival(name, What.WORDS, user, at=at, text=text)]


def _file(told: Mapping[str, Any]) -> Brought:
    """Return a file; one that was taken away again has no address."""
    media, size = word(told.get("mimetype")), told.get("size")
    is_at_slack = not told.get("is_external")
    return Brought(
        file=word(told.get("url_private")),
        thing=_THINGS.get(media.partition("/")[0], "file"),
        name=word(told.get("name")),
        type=media,
        size=size if type(size) is int and size > 0 else 0,
        problem="" if is_at_slack else _ELSEWHERE,
    )


def _of_edit(event: Mapping[str, Any]) -> list[Arrival]:
    """It comes too when a link gets a preview, or somebody answers: then nobody has edited."""
    message, before = mapping(event.get("message")), mapping(event.get("previous_message"))
    user, text = word(message.get("user")), word(message.get("text"))
    is_same = before and text == word(before.get("text"))
    if _is_a_bots(message) or not user or "edited" not in message or is_same:
        return []
    channel, at = word(event.get("channel")), word(mapping(message.get("edited")).get("ts"))
    about = f"{channel}:{word(message.get('ts'))}"
    name = f"{about}:edited:{at}"
    return [
        Arrival(name, What.EDITED, user, at=moment(at), text=words_of(text), about=about),
    ]


def _of_deletion(event: Mapping[str, Any]) -> list[Arrival]:
    before = mapping(event.get("previous_message"))
    user, about = word(before.get("user")), word(event.get("deleted_ts"))
    if _is_a_bots(before) or not user or not about:
        return []
    about = f"{word(event.get('channel'))}:{about}"
    at = moment(event.get("event_ts") or event.get("ts"))
    return [Arrival(f"{about}:deleted", What.DELETED, user, at=at, about=about)]


def _of_tap(body: Mapping[str, Any]) -> list[Arrival]:
    user, container = mapping(body.get("user")), mapping(body.get("container"))
    who, actions = word(user.get("id")), items(body.get("actions"))
    if not who or not actions:
        return [UNKNOWN_SHAPE]
    action = actions[0]
    message = f"{word(container.get('channel_id'))}:{word(container.get('message_ts'))}"
    at, token = word(action.get("action_ts")), word(action.get("value"))
    if not at or not token:
        return [UNKNOWN_SHAPE]
    name = f"{message}:tapped:{at}:{who}"
    hint = word(user.get("name"))
    return [Arrival(name, What.TAP, who, at=moment(at), token=token, name=hint)]


def words_of(text: str) -> str:
    """Return a text of Slack's as people read it: its marks in words, its entities as signs."""
    return _unescaped(_MARK.sub(lambda found: _spelled_out(found[1]), text))


def _unescaped(text: str) -> str:
    """Return the text with the three signs that Slack escapes; other entities were typed so."""
    for entity in ("&lt;", "&gt;", "&amp;"):
        text = text.replace(entity, unescape(entity))
    return text


def _spelled_out(mark: str) -> str:
    target, _, label = mark.partition("|")
    if target.startswith(("@", "#", "!")):
        sign = "#" if target.startswith("#") else "@"
        name = label or target[1:]
        return name if target.startswith("!date") else f"{sign}{name.removeprefix(sign)}"
    address = target.removeprefix("mailto:").removeprefix("tel:")
    return address if not label or label in address else f"{label} ({address})"


def _name(event: Mapping[str, Any]) -> str:
    channel, at = word(event.get("channel")), word(event.get("ts"))
    return f"{channel}:{at}" if channel and at else ""
