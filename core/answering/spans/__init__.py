"""Answer spans: the one sentence of an article that a question asks for."""

from core.answering.spans.choose import (
    Sentence,
    Span,
    best_span,
    is_bare,
    is_report,
    next_step,
    span_in,
)
from core.answering.spans.facts import FactKind, fact_asked, is_measured

__all__ = [
    "FactKind",
    "Sentence",
    "Span",
    "best_span",
    "fact_asked",
    "is_bare",
    "is_measured",
    "is_report",
    "next_step",
    "span_in",
]
