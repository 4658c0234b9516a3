"""What customers teach, and what is counted of them."""

from __future__ import annotations

from dataclasses import dataclass

from store.content_gaps import (
    ContentGaps,
    EmptySearches,
    GapCollector,
    Gaps,
    HelpSearches,
    QuestionLog,
    Suggestions,
)
from store.database import Database
from store.insights import InsightRollUp
from store.next_questions import AgentOffers, LearnedCounts, NextFigures, NextVerdicts, Visits
from store.suggested_examples import ExampleCollector, SuggestedExamples


@dataclass(frozen=True)
class LearningRecords:
    content_gaps: ContentGaps
    question_log: QuestionLog
    gap_collector: GapCollector
    empty_searches: EmptySearches
    help_searches: HelpSearches
    gaps: Gaps
    suggestions: Suggestions
    example_collector: ExampleCollector
    suggested_examples: SuggestedExamples
    next_visits: Visits
    learned_counts: LearnedCounts
    next_figures: NextFigures
    next_verdicts: NextVerdicts
    agent_offers: AgentOffers
    insight_roll_up: InsightRollUp


def open_learning_records(database: Database) -> LearningRecords:
    return LearningRecords(
        content_gaps=ContentGaps(database),
        question_log=QuestionLog(database),
        gap_collector=GapCollector(database),
        empty_searches=EmptySearches(database),
        help_searches=HelpSearches(database),
        gaps=Gaps(database),
        suggestions=Suggestions(database),
        example_collector=ExampleCollector(database),
        suggested_examples=SuggestedExamples(database),
        next_visits=Visits(database),
        learned_counts=LearnedCounts(database),
        next_figures=NextFigures(database),
        next_verdicts=NextVerdicts(database),
        agent_offers=AgentOffers(database),
        insight_roll_up=InsightRollUp(database),
    )
