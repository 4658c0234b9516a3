"""What is kept of customers, by kinds: what admins hand out and erase."""

from core.personal_data.kinds import Kind
from core.personal_data.receipts import Counts, in_words
from core.personal_data.retention import (
    AGEING,
    MAX_RETENTION_DAYS,
    MIN_RETENTION_DAYS,
    QUIET_FOR,
    Retention,
    RetentionMode,
)
from core.personal_data.whose import ERASED, MIN_TERM_LENGTH, PSEUDONYM, Whose, can_tell, read_terms
from core.personal_data.words import holds_words

__all__ = [
    "AGEING",
    "ERASED",
    "MAX_RETENTION_DAYS",
    "MIN_RETENTION_DAYS",
    "MIN_TERM_LENGTH",
    "PSEUDONYM",
    "QUIET_FOR",
    "Counts",
    "Kind",
    "Retention",
    "RetentionMode",
    "Whose",
    "can_tell",
    "holds_words",
    "in_words",
    "read_terms",
]
