"""The files of a mail: its attachments, and pictures that stand in its words."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from email.message import Message

from core.channels import Brought, is_recording
from web.channels.email.headers import decoded

MAX_ATTACHMENT_NAME = 100  # characters
# Of a picture in the words: smaller ones are logos of signatures, which come with every mail.
MIN_INLINE_BYTES = 16_000
_CUT = "The mail is too large. Send a smaller file, or several mails."
_REPORTS = frozenset({"message/delivery-status", "text/rfc822-headers"})


def is_file(part: Message) -> bool:
    """Tell whether a part is a file, and no words."""
    return part.get_content_disposition() == "attachment" or part.get_content_maintype() not in {
        "text",
        "multipart",
    }


def files_of(parts: Iterable[Message], is_cut: bool) -> Iterator[Brought]:
    """Yield the files of a mail as far as they came.

    is_cut: the mail was longer than is fetched, so its last part has no end
    """
    every = list(parts)
    for part in every:
        if is_file(part) and part.get_content_type() not in _REPORTS:
            has_no_end = is_cut and part is every[-1]
            data = b"" if has_no_end or is_recording(part.get_content_type()) else _content(part)
            if not _is_a_logo(part, data):
                yield _file(part, data, has_no_end)


def _file(part: Message, data: bytes, has_no_end: bool) -> Brought:
    name = " ".join(decoded(part.get_filename() or "").split())[:MAX_ATTACHMENT_NAME]
    return Brought(
        thing=f"attachment ({name or part.get_content_type()})",
        name=name,
        type=part.get_content_type(),
        size=len(data),
        data=b64encode(data).decode(),
        problem=_CUT if has_no_end else "",
    )


def _is_a_logo(part: Message, data: bytes) -> bool:
    is_inline = part.get_content_disposition() != "attachment" and bool(part.get("content-id"))
    return is_inline and part.get_content_maintype() == "image" and len(data) < MIN_INLINE_BYTES


def _content(part: Message) -> bytes:
    """Return what a part holds; of a mail within a mail, which is no file, nothing."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
