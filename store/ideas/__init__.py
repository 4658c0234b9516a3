"""Ideas of members of staff, as they were left, voted for and answered."""

from store.ideas.record import MAX_LISTED_IDEAS, Ideas, Listed, subject_of

__all__ = ["MAX_LISTED_IDEAS", "Ideas", "Listed", "subject_of"]
