"""Where customers' effort goes: rolled up from the record by days, and read for the pages."""

from store.insights.comments import CommentGroup, CommentGrouping, Comments
from store.insights.content import (
    gap_days,
    searched_in_vain,
    searches_by_day,
    wanted_most,
)
from store.insights.drivers import Drivers
from store.insights.judged import judged_since
from store.insights.listing import BehindFigure, InsightContacts
from store.insights.marks import mark
from store.insights.occupancy import Occupancy, add_to_queues
from store.insights.offers import (
    Offered,
    offers_by_day,
    offers_by_pair,
    roll_up_offers,
)
from store.insights.questions import questions_by_segment, questions_reaching, questions_since
from store.insights.reading import Insights
from store.insights.refused import Refused, refused_in
from store.insights.rolling import InsightRollUp
from store.insights.service import Service
from store.insights.weekly import declined, want

__all__ = [
    "BehindFigure",
    "CommentGroup",
    "CommentGrouping",
    "Comments",
    "Drivers",
    "InsightContacts",
    "InsightRollUp",
    "Insights",
    "Occupancy",
    "Offered",
    "Refused",
    "Service",
    "add_to_queues",
    "declined",
    "gap_days",
    "judged_since",
    "mark",
    "offers_by_day",
    "offers_by_pair",
    "questions_by_segment",
    "questions_reaching",
    "questions_since",
    "refused_in",
    "roll_up_offers",
    "searched_in_vain",
    "searches_by_day",
    "want",
    "wanted_most",
]
