"""Segments by rules over what is known of customers."""

from core.handoffs.segmenting.reading import check_fact, check_reached, read_rule
from core.handoffs.segmenting.rules import CONTACTS, FactKind, Rule, SegmentRules

__all__ = [
    "CONTACTS",
    "FactKind",
    "Rule",
    "SegmentRules",
    "check_fact",
    "check_reached",
    "read_rule",
]
