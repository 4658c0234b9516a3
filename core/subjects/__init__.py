"""What a message may be about besides an article: danger, a fact, nothing of ours."""

from core.subjects.facts import (
    Company,
    Fact,
    NamedDay,
    concerns_company,
    days_asked,
    fact_meant,
    names_fact,
)
from core.subjects.off_topic import Lines, OffTopic
from core.subjects.phrases import MAX_GAP, PhraseTable, read_phrase
from core.subjects.sensitive import Aftermath, Sensitive, SensitiveTopic
from core.subjects.subject import (
    SURE,
    Subject,
    SubjectHit,
    SubjectKind,
    merged,
    surest,
)

__all__ = [
    "MAX_GAP",
    "SURE",
    "Aftermath",
    "Company",
    "Fact",
    "Lines",
    "NamedDay",
    "OffTopic",
    "PhraseTable",
    "Sensitive",
    "SensitiveTopic",
    "Subject",
    "SubjectHit",
    "SubjectKind",
    "concerns_company",
    "days_asked",
    "fact_meant",
    "merged",
    "names_fact",
    "read_phrase",
    "surest",
]
