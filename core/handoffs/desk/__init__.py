"""What a team settles for its own work at the desk."""

from core.handoffs.desk.assignment import Assignment, who_gets
from core.handoffs.desk.labels import MAX_FACT_LENGTH, ContactReasonMissing, Labels
from core.handoffs.desk.reach import NobodyReached, Reach, on_a_connection, on_the_website
from core.handoffs.desk.targets import Due, Targets, next_due

__all__ = [
    "MAX_FACT_LENGTH",
    "Assignment",
    "ContactReasonMissing",
    "Due",
    "Labels",
    "NobodyReached",
    "Reach",
    "Targets",
    "next_due",
    "on_a_connection",
    "on_the_website",
    "who_gets",
]
