"""Signed tags: which of our mails somebody answers, provable by nothing but our own secret.

A tag survives being written in capitals, as some servers do with addresses.
"""

from __future__ import annotations

import hmac
import re
from base64 import b32encode
from enum import Enum
from hashlib import sha256

_MAC_LENGTH = 16  # characters of 5 bits: 80 bits
_TAG = r"([0-9]{1,12})-([a-z2-7]{16})"
_ADDRESS = re.compile(rf"[^@\s]{{1,64}}\+r{_TAG}@[^@\s]{{1,255}}", re.IGNORECASE)
_MESSAGE_ID = re.compile(rf"<effie\.{_TAG}@[^@<>\s]{{1,255}}>", re.IGNORECASE)
_CHOICE = re.compile(rf"([0-9]{{1,2}})-{_TAG}", re.IGNORECASE)
MAX_ADDRESS_HEADER = 20_000  # characters in which tags are looked for


class Purpose(str, Enum):
    """What a tag may be used for; one for something else proves nothing here."""

    REPLY = "reply"
    MESSAGE_ID = "message-id"
    CHOICE = "choice"


def reply_address(secret: str, address: str, message: int) -> str:
    """Return the address under which one of our mails is answered."""
    local, _, domain = address.rpartition("@")
    return f"{local}+r{message}-{_mac(secret, Purpose.REPLY, message)}@{domain}"


def message_id(secret: str, address: str, message: int) -> str:
    """Return the Message-ID of one of our mails, the same at every attempt to send it."""
    domain = address.rpartition("@")[2]
    return f"<effie.{message}-{_mac(secret, Purpose.MESSAGE_ID, message)}@{domain}>"


def choice_tag(secret: str, message: int, place: int) -> str:
    """Return what the link of a button carries."""
    return f"{place}-{message}-{_mac(secret, Purpose.CHOICE, message, place)}"


def answered_by_address(secret: str, addresses: str) -> int:
    """Return which of our mails an address among these belongs to; 0 for none of ours."""
    return _first(secret, Purpose.REPLY, _ADDRESS, addresses)


def answered_by_id(secret: str, ids: str) -> int:
    """Return the last of our mails among these Message-IDs; 0 if none is ours."""
    return _first(secret, Purpose.MESSAGE_ID, _MESSAGE_ID, ids)


def read_choice(secret: str, tag: str) -> tuple[int, int] | None:
    """Return the mail and the place of a link's button; None for what we never signed."""
    found = _CHOICE.fullmatch(tag)
    if found is None:
        return None
    place, message = int(found[1]), int(found[2])
    is_ours = _same(found[3], _mac(secret, Purpose.CHOICE, message, place))
    return (message, place) if is_ours else None


def _first(secret: str, purpose: Purpose, pattern: re.Pattern[str], text: str) -> int:
    """The last one counts: the newest mail stands at the end of `References`."""
    for message, mac in reversed(pattern.findall(text[-MAX_ADDRESS_HEADER:])):
        if _same(mac, _mac(secret, purpose, int(message))):
            return int(message)
    return 0


def _mac(secret: str, purpose: Purpose, *signed: int) -> str:
    told = ":".join([purpose.value, *map(str, signed)])
    digest = hmac.new(secret.encode(), told.encode(), sha256).digest()
    return b32encode(digest).decode().lower()[:_MAC_LENGTH]


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.lower().encode(), expected.encode())
