"""Where customers' effort goes."""

from core.insights.asked import (
    FILTERS,
    NO_QUEUE,
    OWN_LANGUAGE,
    Scope,
    read_scope,
)
from core.insights.causes import CAUSES, Cause, CauseKind, CauseWords
from core.insights.drivers import (
    DRIVER_DAYS,
    MIN_RATED,
    Estimate,
    drivers,
    in_words,
)
from core.insights.figures import (
    MIN_ALIKE,
    MIN_COMMENTS,
    MIN_FOR_MEAN,
    Figure,
    mean,
    mean_score,
    share,
)
from core.insights.measures import (
    BY_NAME,
    HIGH_SCORE,
    LATER_DAYS,
    MAX_PAUSE_MINUTES,
    MEASURES,
    SOON_DAYS,
    Measure,
)
from core.insights.rated_contact import FACTORS, Factor, RatedContact, factors_of
from core.insights.service import (
    SERVICE,
    SERVICE_BY_NAME,
    SERVICE_COUNTS,
    promises_kept,
    reopened,
    service_mean,
)
from core.insights.summed import SCORES, Summed
from core.insights.thresholds import AskedBefore, Trial, try_thresholds
from core.insights.weekly import (
    MAX_WEEKLY,
    WEEKLY_CAUSE,
    Better,
    got_better,
    told_from,
    week_before,
    week_to_tell,
)

__all__ = [
    "BY_NAME",
    "CAUSES",
    "DRIVER_DAYS",
    "FACTORS",
    "FILTERS",
    "HIGH_SCORE",
    "LATER_DAYS",
    "MAX_PAUSE_MINUTES",
    "MAX_WEEKLY",
    "MEASURES",
    "MIN_ALIKE",
    "MIN_COMMENTS",
    "MIN_FOR_MEAN",
    "MIN_RATED",
    "NO_QUEUE",
    "OWN_LANGUAGE",
    "SCORES",
    "SERVICE",
    "SERVICE_BY_NAME",
    "SERVICE_COUNTS",
    "SOON_DAYS",
    "WEEKLY_CAUSE",
    "AskedBefore",
    "Better",
    "Cause",
    "CauseKind",
    "CauseWords",
    "Estimate",
    "Factor",
    "Figure",
    "Measure",
    "RatedContact",
    "Scope",
    "Summed",
    "Trial",
    "drivers",
    "factors_of",
    "got_better",
    "in_words",
    "mean",
    "mean_score",
    "promises_kept",
    "read_scope",
    "reopened",
    "service_mean",
    "share",
    "told_from",
    "try_thresholds",
    "week_before",
    "week_to_tell",
]
