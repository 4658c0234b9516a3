"""Where customers' effort goes."""

from core.insights.drivers import (
    MIN_RATED,
    Estimate,
    drivers,
    in_words,
)
from core.insights.rated_contact import FACTORS, Factor, RatedContact, factors_of

__all__ = [
    "FACTORS",
    "MIN_RATED",
    "Estimate",
    "Factor",
    "RatedContact",
    "drivers",
    "factors_of",
    "in_words",
]
