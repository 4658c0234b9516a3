"""What is asked in measurements of replies, and a customer who asks it."""

from benchmarks.replies.asked import QUESTIONS, questions
from benchmarks.replies.conversation import PER_CONVERSATION, Conversation

__all__ = ["PER_CONVERSATION", "QUESTIONS", "Conversation", "questions"]
