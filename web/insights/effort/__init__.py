"""The effort score, what getting help has cost, and what drives it."""

from web.insights.effort.comments import comments_page
from web.insights.effort.drivers import insight_driver_routes
from web.insights.effort.ledger import (
    action_of,
    behind_cause,
    cause_in_words,
    gaps_of,
    ledger_page,
)
from web.insights.effort.page import effort_page

__all__ = [
    "action_of",
    "behind_cause",
    "cause_in_words",
    "comments_page",
    "effort_page",
    "gaps_of",
    "insight_driver_routes",
    "ledger_page",
]
