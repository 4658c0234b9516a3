"""What a message may be about besides an article: danger, a fact, nothing of ours."""

from core.subjects.facts import Company, Fact, NamedDay, concerns_company, days_asked
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
    "Company",
    "Fact",
    "NamedDay",
    "PhraseTable",
    "Subject",
    "SubjectHit",
    "SubjectKind",
    "concerns_company",
    "days_asked",
    "read_phrase",
    "surest",
]
