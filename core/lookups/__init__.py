"""Questions about a customer's own account, which the host site answers."""

from core.lookups.lookup import IDENTITY_CLAIM, AccountLookup, AccountLookups, Outcome
from core.lookups.reply import (
    MAX_REPLY_BYTES,
    MAX_REPLY_ROWS,
    MAX_REPLY_TEXT_LENGTH,
    UnusableReply,
    read_reply,
)
from core.lookups.request import identity_for, request_body
from core.lookups.signature import (
    MAX_SIGNATURE_AGE,
    SIGNATURE_HEADER,
    TIMESTAMP_HEADER,
    is_signed,
    signature_of,
)

__all__ = [
    "IDENTITY_CLAIM",
    "MAX_REPLY_BYTES",
    "MAX_REPLY_ROWS",
    "MAX_REPLY_TEXT_LENGTH",
    "MAX_SIGNATURE_AGE",
    "SIGNATURE_HEADER",
    "TIMESTAMP_HEADER",
    "AccountLookup",
    "AccountLookups",
    "Outcome",
    "UnusableReply",
    "identity_for",
    "is_signed",
    "read_reply",
    "request_body",
    "signature_of",
]
