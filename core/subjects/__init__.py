"""What a message may be about besides an article: danger, a fact, nothing of ours."""

from core.subjects.phrases import MAX_GAP, PhraseTable, read_phrase
from core.subjects.subject import (
    SURE,
    Subject,
    SubjectHit,
    SubjectKind,
    surest,
)

__all__ = [
    "MAX_GAP",
    "SURE",
    "PhraseTable",
    "Subject",
    "SubjectHit",
    "SubjectKind",
    "read_phrase",
    "surest",
]
