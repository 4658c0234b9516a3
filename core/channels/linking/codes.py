"""The codes that take a conversation from one channel to another: made, read and hashed."""

from __future__ import annotations

import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

# Crockford's alphabet: no letter is taken for a digit.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MEANT = str.maketrans("OIL", "011")
CODE_BYTES = 8  # random bytes of which a code is made, 5 bits of each: 40 bits
_CODE = re.compile(r"(?<![0-9A-Za-z-])([0-9A-Za-z]{4})-?([0-9A-Za-z]{4})(?![0-9A-Za-z-])")
_TAGGED = re.compile(r"[^@\s]{1,64}\+c([0-9A-Za-z]{4})-?([0-9A-Za-z]{4})@", re.IGNORECASE)
MAX_CODED_LENGTH = 300  # characters of a message in which a code is looked for
_LEADS = "Continue"  # what stands before the code in a message that we have prepared


@dataclass(frozen=True)
class Shown:
    """A code in what somebody sent. alone: nothing else stands there that means anything"""

    code: str
    alone: bool


def make_code(random: bytes) -> str:
    """Return the code of CODE_BYTES random bytes, as people read it: 7KQ3-M9XD."""
    signs = "".join(_ALPHABET[byte % 32] for byte in random[:CODE_BYTES])
    return f"{signs[:4]}-{signs[4:]}"


def hashed(code: str, secret: str) -> str:
    """Return what is kept of a code; nobody finds the code from it without our secret."""
    return hmac.new(secret.encode(), f"link:{code}".encode(), sha256).hexdigest()


def matching_number(random: bytes) -> int:
    """Return the number that both ends show, from 10 to 99."""
    return 10 + int.from_bytes(random[:4], "big") % 90


def prepared(code: str) -> str:
    """Return the message that a link to a messenger prepares."""
    return f"{_LEADS} {code}"


def shown_in(text: str) -> Shown | None:
    """Return the code in a message, None for other words.

    A word of eight letters alone is none: a code that is typed without its dash has a digit.
    """
    said = text.strip()
    if len(said) > MAX_CODED_LENGTH:
        return None
    for found in _CODE.finditer(said):
        signs = "".join(found.groups())
        has_dash = "-" in found[0]
        if not has_dash and not any(sign.isdigit() for sign in signs):
            continue
        code = _read(found.groups())
        if code:
            rest = (said[: found.start()] + said[found.end() :]).strip(" .!\n")
            return Shown(code, rest in {"", _LEADS})
    return None


def asks_to_unlink(text: str) -> bool:
    """Tell whether a message is nothing but the wish to part a messenger from the others."""
    return text.strip().strip("./!").lower() == "unlink"


def code_of_address(addresses: str) -> str:
    """Return the code that an address of our mailbox carries, "" if none does."""
    found = _TAGGED.search(addresses[:MAX_CODED_LENGTH])
    return _read(found.groups()) if found else ""


def tagged(address: str, code: str) -> str:
    """Return our mailbox's address with a code in it."""
    local, _, domain = address.rpartition("@")
    return f"{local}+c{code}@{domain}"


def _read(groups: Sequence[str]) -> str:
    signs = "".join(groups).upper().translate(_MEANT)
    return f"{signs[:4]}-{signs[4:]}" if set(signs) <= set(_ALPHABET) else ""
