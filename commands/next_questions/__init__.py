"""Measuring next questions: a clientele whose truth is known, and histories of companies."""

from commands.next_questions.finder import make_finder
from commands.next_questions.history_figures import measure_history
from commands.next_questions.history_file import Known, PastConversation, PastMessage, read_history
from commands.next_questions.planted_figures import measure_planted
from commands.next_questions.spool import Spool, spool
from commands.next_questions.taking_in import TakenIn, take_in

__all__ = [
    "Known",
    "PastConversation",
    "PastMessage",
    "Spool",
    "TakenIn",
    "make_finder",
    "measure_history",
    "measure_planted",
    "read_history",
    "spool",
    "take_in",
]
