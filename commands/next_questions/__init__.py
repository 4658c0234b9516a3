"""Measuring next questions: a clientele whose truth is known, and histories of companies."""

from commands.next_questions.history_figures import measure_history
from commands.next_questions.history_file import Known, PastConversation, PastMessage, read_history
from commands.next_questions.planted_figures import measure_planted
from commands.next_questions.spool import Spool, spool

__all__ = [
    "Known",
    "PastConversation",
    "PastMessage",
    "Spool",
    "measure_history",
    "measure_planted",
    "read_history",
    "spool",
]
