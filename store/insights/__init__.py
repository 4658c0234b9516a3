"""Where customers' effort goes: rolled up from the record by days, and read for the pages."""

from store.insights.drivers import Drivers
from store.insights.listing import BehindFigure, InsightContacts
from store.insights.questions import questions_since
from store.insights.reading import Insights
from store.insights.refused import Refused, refused_in
from store.insights.rolling import InsightRollUp, mark
from store.insights.service import Service

__all__ = [
    "BehindFigure",
    "Drivers",
    "InsightContacts",
    "InsightRollUp",
    "Insights",
    "Refused",
    "Service",
    "mark",
    "questions_since",
    "refused_in",
]
