"""What is learned of next questions, kept."""

from store.next_questions.counts import LearnedCounts, LearnedRow
from store.next_questions.imports import Histories, ImportOvertaken
from store.next_questions.visits import Visits, person_digest

__all__ = [
    "Histories",
    "ImportOvertaken",
    "LearnedCounts",
    "LearnedRow",
    "Visits",
    "person_digest",
]
