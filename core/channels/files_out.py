"""Files that go out beside the words: which of them a vendor takes, and the link for the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from core.attachments import Attached, read_attachments
from core.channels.styled import Mark, Style, Styled, join

_NO_ADDRESS = " (it can be opened in the chat on our website)"


@dataclass(frozen=True)
class FileRoom:
    """Which files a vendor takes from us.

    largest: the most bytes of each media type; a type that does not stand there is not taken
    in_all: the most bytes of all files of a message; 0 for as much as there is
    with_words: whether they go out in one message with the words, not as messages of their own
    """

    largest: Mapping[str, int]
    in_all: int = 0
    with_words: bool = False


@dataclass(frozen=True)
class SentFile:
    """A file that goes out. url: where it can be had for two weeks, "" if nobody knows"""

    attached: Attached
    url: str = ""

    @property
    def in_words(self) -> Styled:
        """What stands for it where it can't go out itself: a link, or its name alone."""
        words = self.attached.in_words
        if not self.url:
            return Styled(words + _NO_ADDRESS)
        return Styled(words, (Mark(Style.LINK, 0, len(words), self.url),))

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self.attached), "url": self.url}


def read_sent_files(json: Iterable[Any]) -> tuple[SentFile, ...]:
    """Read what `to_json` has made of each; what is damaged is left out."""
    return tuple(
        SentFile(attached, str(each.get("url", "")))
        for each in json
        for attached in read_attachments({"attachments": [each]})
    )


def with_links(words: Styled, files: Sequence[SentFile]) -> Styled:
    """Return the words with what stands for these files below them."""
    return join([words, *(file.in_words for file in files)])


def taken(
    files: Sequence[SentFile], room: FileRoom | None
) -> tuple[tuple[SentFile, ...], tuple[SentFile, ...]]:
    """Return the files that a vendor takes, and those of which it gets the link."""
    fit: list[SentFile] = []
    linked: list[SentFile] = []
    used = 0
    for file in files:
        size = file.attached.size
        fits = room is not None and size <= room.largest.get(file.attached.type, 0)
        if fits and room is not None and (not room.in_all or used + size <= room.in_all):
            fit.append(file)
            used += size
        else:
            linked.append(file)
    return tuple(fit), tuple(linked)
