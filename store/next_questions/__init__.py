"""What is learned of next questions, kept."""

from store.next_questions.counts import LearnedCounts, LearnedRow
from store.next_questions.visits import Visits

__all__ = ["LearnedCounts", "LearnedRow", "Visits"]
