"""Word-level difference of two texts, and item-level difference of two lists (difflib)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import zip_longest

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_ALIKE = 0.4  # items less alike than this are one that went and one that came
_MAX_WORDS_LENGTH = 4_000  # longer texts are compared as a whole


class Change(str, Enum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    """A stretch of text, and whether both, only the older or only the newer one has it."""

    change: Change
    text: str


Pieces = tuple[Piece, ...]


def text_difference(old: str, new: str) -> Pieces:
    """Return both texts as one, in stretches that are the same, gone or new."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if max(len(before), len(after)) > _MAX_WORDS_LENGTH:
        return _whole(old, new)
    pieces: list[Piece] = []
    for old_part, new_part, is_same in _stretches(before, after):
        same = (Piece(Change.SAME, old_part),)
        pieces.extend(same if is_same else _whole(old_part, new_part))
    return tuple(pieces)


def list_difference(old: Sequence[str], new: Sequence[str]) -> tuple[Pieces, ...]:
    """Return the items of both lists in order, each in stretches that are the same, gone or new."""
    rows: list[Pieces] = []
    for step, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            rows.extend((Piece(Change.SAME, item),) for item in old[i:j])
        else:
            rows.extend(_changed_items(old[i:j], new[k:m]))
    return tuple(rows)


def is_changed(pieces: Pieces) -> bool:
    return any(piece.change is not Change.SAME for piece in pieces)


def _stretches(before: list[str], after: list[str]) -> list[tuple[str, str, bool]]:
    """Return (old, new, whether they are the same) in order.

    A blank between two changes counts as changed with them: words that came together are shown
    together.
    """
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    found: list[tuple[str, str, bool]] = []
    for number, (step, i, j, k, m) in enumerate(steps):
        old, new = "".join(before[i:j]), "".join(after[k:m])
        is_inside = 0 < number < len(steps) - 1
        is_same = step == "equal" and not (is_inside and old.isspace())
        if found and not is_same and not found[-1][2]:
            old, new = found[-1][0] + old, found[-1][1] + new
            found.pop()
        found.append((old, new, is_same))
    return found


def _changed_items(old: Sequence[str], new: Sequence[str]) -> Iterator[Pieces]:
    """Pair items that stand at the same place and are alike; the others went or came."""
    came: list[Pieces] = []
    for before, after in zip_longest(old, new):
        if before is not None and after is not None and _are_alike(before, after):
            yield text_difference(before, after)
            continue
        if before is not None:
            yield (Piece(Change.GONE, before),)
        if after is not None:
            came.append((Piece(Change.NEW, after),))
    yield from came


def _are_alike(before: str, after: str) -> bool:
    old, new = _words(before), _words(after)
    return SequenceMatcher(None, old, new).ratio() >= _ALIKE


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not word.isspace()]


def _whole(old: str, new: str) -> Pieces:
    found = ((Change.GONE, old), (Change.NEW, new))
    return tuple(Piece(change, text) for change, text in found if text)
