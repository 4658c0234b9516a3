"""What is kept of customers, by kinds: what admins hand out and erase."""

from core.personal_data.kinds import Kind
from core.personal_data.receipts import Counts, in_words
from core.personal_data.whose import ERASED, MIN_TERM_LENGTH, PSEUDONYM, Whose, read_terms

__all__ = [
    "ERASED",
    "MIN_TERM_LENGTH",
    "PSEUDONYM",
    "Counts",
    "Kind",
    "Whose",
    "in_words",
    "read_terms",
]
