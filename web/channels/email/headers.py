"""Headers of mails as people read them."""

from __future__ import annotations

from email.header import decode_header


def decoded(value: object) -> str:
    """Return a header as text; `=?utf-8?q?…?=` decoded, broken ones as they stand."""
    text = str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    text = text.replace("\r", "").replace("\n", "")
    if "=?" not in text:
        return text
    try:
        return "".join(
            part.decode(charset or "ascii", "replace") if isinstance(part, bytes) else part
            for part, charset in decode_header(text)
        )
    except (LookupError, ValueError):
        return text
