"""Rolling the record up, day by day."""

from store.insights.rolling.met import COMMENTED, MET, OFFERED, REFUSED, came_to
from store.insights.rolling.roll_up import InsightRollUp
from store.insights.rolling.sums import ALL, ARTICLE, REASON, SPLIT

__all__ = [
    "ALL",
    "ARTICLE",
    "COMMENTED",
    "MET",
    "OFFERED",
    "REASON",
    "REFUSED",
    "SPLIT",
    "InsightRollUp",
    "came_to",
]
