"""Next questions: which follows which, learned as it is asked, and which to offer."""

from core.next_questions.asked import MAX_THREAD, WITHIN, Asked, followed, offered_earlier, recent
from core.next_questions.clusters import Cluster, Lift, clusters, lift_of
from core.next_questions.counts import Earlier, FollowCounts, Lesson, SegmentCounts, lesson_of
from core.next_questions.era import MAX_FOLLOWERS, Believed, Step
from core.next_questions.learned import Learned, draw_for
from core.next_questions.ranking import LIKELY, Chance, chances_after, offers
from core.next_questions.row import Row
from core.next_questions.verdicts import Verdict, Verdicts, read_verdict
from core.next_questions.visits import Visit, read_visits, still_open

__all__ = [
    "LIKELY",
    "MAX_FOLLOWERS",
    "MAX_THREAD",
    "WITHIN",
    "Asked",
    "Believed",
    "Chance",
    "Cluster",
    "Earlier",
    "FollowCounts",
    "Learned",
    "Lesson",
    "Lift",
    "Row",
    "SegmentCounts",
    "Step",
    "Verdict",
    "Verdicts",
    "Visit",
    "chances_after",
    "clusters",
    "draw_for",
    "followed",
    "lesson_of",
    "lift_of",
    "offered_earlier",
    "offers",
    "read_verdict",
    "read_visits",
    "recent",
    "still_open",
]
