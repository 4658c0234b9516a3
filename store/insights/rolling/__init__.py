"""Rolling the record up, day by day."""

from store.insights.rolling.roll_up import InsightRollUp, mark
from store.insights.rolling.sums import ALL, ARTICLE, REASON, SPLIT

__all__ = ["ALL", "ARTICLE", "REASON", "SPLIT", "InsightRollUp", "mark"]
