"""ClamAV's INSTREAM: what is sent to the scanner, and what its answer says."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from core.errors import BadInput, Unavailable

_CHUNK = 64 * 1024  # bytes
_COMMAND = b"zINSTREAM\0"


class FileState(str, Enum):
    """What may be done with a file."""

    READY = "ready"
    HELD = "held"  # until a scanner that is away has looked at it
    REFUSED = "refused"  # the scanner has found something in it


class Infected(BadInput):
    """The virus scanner refuses this file. It was not sent."""


class ScannerAway(Unavailable):
    """The virus scanner is away for the moment. The file is held until it has been looked at."""


def instream(data: bytes) -> Iterator[bytes]:
    """Yield what is written to the scanner: the command, the file in pieces, and its end."""
    yield _COMMAND
    for start in range(0, len(data), _CHUNK):
        piece = data[start : start + _CHUNK]
        yield len(piece).to_bytes(4, "big") + piece
    yield bytes(4)


def read_verdict(answer: bytes) -> str:
    """Return what the scanner has found, "" if nothing; raises ScannerAway for no verdict."""
    said = answer.rstrip(b"\0\r\n").decode("utf-8", "replace")
    _, _, verdict = said.partition(": ")
    if verdict == "OK":
        return ""
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND")
    raise ScannerAway(f"The virus scanner gives no verdict: {said[:100] or 'nothing'}")
