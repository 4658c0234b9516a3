"""Files that came in beside the words, before anybody has fetched them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from core.attachments import NotAccepted, check_size
from core.channels.errors import FileLost

_NEVER_TAKEN = frozenset({"audio", "video"})


@dataclass(frozen=True)
class Brought:
    """A file as the vendor tells of it; what it really is, its content tells later.

    file: what the vendor is asked for: an id of its own, or an address; "" where it came with the
        words
    thing: what it is, in a word for the customer: "photo"
    name, type: as it is told, "" where it is not
    size: bytes, as it is told; 0 where it is not
    data: the file itself in base64, where it came with the words
    aside: where it was put until it is taken in, "" if nowhere
    problem: why it can't be had, in whole sentences; "" if it can
    """

    file: str = ""
    thing: str = "file"
    name: str = ""
    type: str = ""
    size: int = 0
    data: str = ""
    aside: str = ""
    problem: str = ""

    def check(self) -> None:
        """Raise NotAccepted, FileTooLarge or FileLost where what is told of it says no already."""
        if self.problem:
            raise FileLost(self.problem)
        if is_recording(self.type):
            raise NotAccepted("Voice messages, recordings and videos can't be opened here.")
        if self.size:
            check_size(self.size)

    @staticmethod
    def from_json(json: Mapping[str, Any]) -> Brought:
        """Read what `asdict` made of one; what a newer version has added is left out."""
        return Brought(**{f.name: json[f.name] for f in fields(Brought) if f.name in json})


def is_recording(media: str) -> bool:
    """Tell whether a media type is one of sound or of moving pictures, which are never taken."""
    return media.partition("/")[0].strip().lower() in _NEVER_TAKEN
