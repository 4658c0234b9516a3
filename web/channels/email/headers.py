"""Headers of mails as people read them."""

from __future__ import annotations

from email.errors import HeaderParseError
from email.header import decode_header

from core.text import clean_text


def decoded(value: object) -> str:
    """Return a header as text in one line; `=?utf-8?q?…?=` decoded, broken ones as they stand.

    What is encoded may hold anything: what no database keeps and no other mail can bear is left
    out, as half a character or a line break in a Message-ID.
    """
    text = str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return " ".join(clean_text(_decoded(text.replace("\r", "").replace("\n", ""))).splitlines())


def _decoded(text: str) -> str:
    if "=?" not in text:
        return text
    try:
        return "".join(
            part.decode(charset or "ascii", "replace") if isinstance(part, bytes) else part
            for part, charset in decode_header(text)
        )
    except (LookupError, ValueError, HeaderParseError):
        return text
