"""Answer spans: the one sentence of an article that a question asks for."""

from core.answering.spans.choose import Sentence, is_bare, next_step, span_in
from core.answering.spans.facts import FactKind, fact_asked

__all__ = ["FactKind", "Sentence", "fact_asked", "is_bare", "next_step", "span_in"]
