"""Which files may be sent: told by what is in them, never by what they are called."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from core.errors import BadInput

MAX_ATTACHMENT_BYTES = 10_000_000
MAX_ATTACHMENTS = 5  # in a message
MAX_ATTACHMENTS_KEPT = 100  # of a conversation
MAX_PICTURE_PIXELS = 40_000_000  # a phone's largest ordinary picture has 12 to 24 million
MAX_ALT_LENGTH = 300  # characters
MAX_FILE_NAME_LENGTH = 100  # characters

PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
PDF, TEXT = "application/pdf", "text/plain"

# The endings that fit a type; the first is given to a name that has none of them.
_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "image/jpeg": (".jpg", ".jpeg", ".jfif"),
    "image/png": (".png",),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    PDF: (".pdf",),
    TEXT: (".txt", ".csv", ".log", ".md", ".text"),
}
_MARKUP = ("<!doctype", "<html", "<svg", "<?xml", "<script", "<head", "<body", "{\\rtf", "%!ps")
_TOLD = "Pictures (JPEG, PNG, GIF, WebP), PDFs and plain text files can be sent."
_STOPS = frozenset('/\\:*?"<>|')


class NotAccepted(BadInput):
    """This kind of file can't be sent. Send a picture, a PDF or a plain text file."""

    status = 415


class FileTooLarge(BadInput):
    """This file is too large. Send a smaller one."""

    status = 413


def media_type(told: str, beginning: bytes, is_text: bool) -> str:
    """Return what a file is sent and served as; raises NotAccepted.

    told: what its signature tells; "" if it has none that is known
    beginning: its first bytes
    is_text: whether all of it is UTF-8 without control characters
    """
    if told in PICTURES or told == PDF:
        return told
    start = beginning.decode("utf-8", "replace").lstrip("\ufeff \t\r\n").lower()
    if is_text and not start.startswith(_MARKUP):
        return TEXT
    if start.startswith("<svg") or "<svg" in start[:500]:
        raise NotAccepted("SVG drawings can't be sent, since they may hold programs. " + _TOLD)
    raise NotAccepted("This kind of file can't be sent. " + _TOLD)


def file_name(given: str, media: str) -> str:
    """Return a name that can be saved anywhere, with an ending that fits the content."""
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    kept = "".join(each for each in last if _may_stand(each)).strip(" .")
    endings = _ENDINGS[media]
    stem, ending = kept, endings[0]
    for each in endings:
        if kept.lower().endswith(each):
            stem, ending = kept[: -len(each)], kept[-len(each) :]
    stem = stem.strip(" .")[: MAX_FILE_NAME_LENGTH - len(ending)].strip(" .")
    return (stem or "file") + ending


def check_size(size: int) -> None:
    """Raise FileTooLarge, or BadInput for an empty file."""
    if size > MAX_ATTACHMENT_BYTES:
        raise FileTooLarge(
            f"This file is larger than {MAX_ATTACHMENT_BYTES // 1_000_000} MB. Send a smaller one."
        )
    if size == 0:
        raise BadInput("This file is empty. Choose another.")


def check_pixels(width: int, height: int, frames: int = 1) -> None:
    """Raise FileTooLarge for a picture that takes more room unpacked than we give it."""
    if width * height * frames > MAX_PICTURE_PIXELS:
        raise FileTooLarge(
            f"This picture has more than {MAX_PICTURE_PIXELS // 1_000_000} million pixels. "
            "Send a smaller one."
        )


def _may_stand(character: str) -> bool:
    """Leave out what no system saves, and marks that turn the reading order round."""
    return character not in _STOPS and unicodedata.category(character) not in {
        *("Cc", "Cf", "Cs", "Co", "Zl", "Zp"),
    }
