"""What a message of ours carries unseen, so that the vendor's word of it tells which one."""

from __future__ import annotations

from hashlib import sha256

_SIGNS = 16  # of the digest
_LONGEST = 19  # digits; the number of a row has fewer


def mark_of(message: int, cause: str) -> str:
    """Return the mark of an outgoing message: another installation's is never the same."""
    return f"{message}.{sha256(cause.encode()).hexdigest()[:_SIGNS]}"


def marked(mark: str) -> int | None:
    """Return the message that a mark may be of, None for what is no mark of ours."""
    number, dot, signs = mark.partition(".")
    is_ours = bool(dot) and number.isascii() and number.isdecimal() and len(number) < _LONGEST
    return int(number) if is_ours and len(signs) == _SIGNS else None
