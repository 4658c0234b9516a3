"""What a team settles for its own work at the desk."""

from core.handoffs.desk.labels import ContactReasonMissing, Labels
from core.handoffs.desk.reach import NobodyReached, Reach, on_a_connection, on_the_website

__all__ = [
    "ContactReasonMissing",
    "Labels",
    "NobodyReached",
    "Reach",
    "on_a_connection",
    "on_the_website",
]
