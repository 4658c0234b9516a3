"""Next questions: which follows which, learned as it is asked, and which to offer."""

from core.next_questions.asked import WITHIN, Asked, followed, recent
from core.next_questions.clusters import Cluster, Lift, clusters, lift_of
from core.next_questions.counts import FollowCounts, SegmentCounts
from core.next_questions.era import MAX_FOLLOWERS, Believed, Step
from core.next_questions.ranking import LIKELY, Chance, chances_after, offers
from core.next_questions.row import Row

__all__ = [
    "LIKELY",
    "MAX_FOLLOWERS",
    "WITHIN",
    "Asked",
    "Believed",
    "Chance",
    "Cluster",
    "FollowCounts",
    "Lift",
    "Row",
    "SegmentCounts",
    "Step",
    "chances_after",
    "clusters",
    "followed",
    "lift_of",
    "offers",
    "recent",
]
