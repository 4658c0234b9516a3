"""Files as messages name them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from core.attachments.types import PICTURES


@dataclass(frozen=True)
class Attached:
    """A file that a message brings; the file itself is kept beside the record.

    id: ours
    name: what it is called when it is saved; safe for every system
    type: its media type, as its content tells it
    size: bytes
    width, height: of a picture, in pixels; else 0
    alt: what a picture shows, in the sender's words; "" if they did not say
    """

    id: str
    name: str
    type: str
    size: int
    width: int = 0
    height: int = 0
    alt: str = ""

    @property
    def is_picture(self) -> bool:
        return self.type in PICTURES

    @property
    def in_words(self) -> str:
        """What stands for it where only words are shown."""
        what = "Picture" if self.is_picture else "File"
        return f"{what}: {self.alt or self.name}"


def attachments_json(attached: Iterable[Attached]) -> dict[str, Any]:
    """Return what a message's content holds of its files; {} for one without any."""
    found = [asdict(each) for each in attached]
    return {"attachments": found} if found else {}


def read_attachments(content: Mapping[str, Any]) -> tuple[Attached, ...]:
    """Return the files in a message's content; what is damaged is left out."""
    found = content.get("attachments")
    if not isinstance(found, (list, tuple)):
        return ()
    return tuple(each for item in found if (each := _read(item)) is not None)


def _read(item: object) -> Attached | None:
    if not isinstance(item, Mapping):
        return None
    words = {name: item.get(name, "") for name in ("id", "name", "type", "alt")}
    numbers = {name: item.get(name, 0) for name in ("size", "width", "height")}
    is_whole = all(isinstance(word, str) for word in words.values()) and all(
        type(number) is int and number >= 0 for number in numbers.values()
    )
    return Attached(**words, **numbers) if is_whole and words["id"] else None
