"""What is learned of next questions, kept."""

from store.next_questions.agent_offers import AgentOffer, AgentOffers
from store.next_questions.counts import LearnedCounts, LearnedRow
from store.next_questions.figures import Behind, NextFigures, PairFigures
from store.next_questions.imports import Histories, ImportOvertaken
from store.next_questions.verdicts import NextVerdicts
from store.next_questions.visits import Visits, person_digest

__all__ = [
    "AgentOffer",
    "AgentOffers",
    "Behind",
    "Histories",
    "ImportOvertaken",
    "LearnedCounts",
    "LearnedRow",
    "NextFigures",
    "NextVerdicts",
    "PairFigures",
    "Visits",
    "person_digest",
]
