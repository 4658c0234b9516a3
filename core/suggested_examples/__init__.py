"""Suggested examples: what customers' own questions teach, and when it may be believed."""

from core.suggested_examples.sightings import (
    MAX_EXAMPLE_LENGTH,
    Sighting,
    Signal,
    Taught,
    inserted_articles,
    is_worth_learning,
    people,
    signal_of,
    taught_by,
)
from core.suggested_examples.suggestions import (
    READY_FROM,
    AcceptRules,
    Check,
    Standing,
    SuggestedExample,
    SuggestionState,
    in_order,
)

__all__ = [
    "MAX_EXAMPLE_LENGTH",
    "READY_FROM",
    "AcceptRules",
    "Check",
    "Sighting",
    "Signal",
    "Standing",
    "SuggestedExample",
    "SuggestionState",
    "Taught",
    "in_order",
    "inserted_articles",
    "is_worth_learning",
    "people",
    "signal_of",
    "taught_by",
]
