"""Reading what the host site answers: bounded, checked, and nothing but text."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from core.conversations import AccountRow
from core.errors import EffieError
from core.text import clean_text, clip

MAX_REPLY_BYTES = 16_384  # bytes; ten rows of the longest texts, with room to spare
MAX_REPLY_ROWS = 10
MAX_REPLY_TEXT_LENGTH = 200  # characters of each text

_FIELDS = ("title", "value", "note")
# What turns the writing direction around could make a text read as another one.
_DIRECTIONS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F])


class UnusableReply(EffieError):
    """The host site's answer is not what docs/embedding.md describes. Correct it there."""


def read_reply(body: bytes, mask: Callable[[str], str]) -> tuple[AccountRow, ...]:
    """Return the rows of an answer, () where there is nothing of that kind.

    mask: replaces what nobody may keep
    Raises UnusableReply naming what is wrong, without a word of what was answered.
    """
    if len(body) > MAX_REPLY_BYTES:
        raise UnusableReply(f"The answer is longer than {MAX_REPLY_BYTES:,} bytes. Shorten it.")
    rows = _object(body).get("rows")
    if not isinstance(rows, list):
        raise UnusableReply("The answer has no list 'rows'. Send an empty one if there is nothing.")
    return tuple(_row(row, mask) for row in rows[:MAX_REPLY_ROWS])


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        answer = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise UnusableReply("The answer is not JSON in UTF-8. Send such.") from None
    if not isinstance(answer, dict):
        raise UnusableReply("The answer is not a JSON object. Send one with a list 'rows'.")
    return answer


def _row(row: object, mask: Callable[[str], str]) -> AccountRow:
    if not isinstance(row, dict):
        raise UnusableReply("A row of the answer is not a JSON object. Send its title and value.")
    texts = {name: _text(row.get(name, ""), name) for name in _FIELDS}
    if not texts["title"]:
        raise UnusableReply("A row of the answer has no title. Give each one.")
    return AccountRow(**{name: mask(text) for name, text in texts.items()})


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise UnusableReply(f"A row's '{name}' is not text. Send numbers as they are to be read.")
    line = " ".join(clean_text(value.translate(_DIRECTIONS)).split())
    return clip(line, MAX_REPLY_TEXT_LENGTH)
