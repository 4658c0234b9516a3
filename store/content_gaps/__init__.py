"""The record of questions and of the gaps they belong to."""

from store.content_gaps.collector import GapCollector
from store.content_gaps.empty_searches import EmptySearches
from store.content_gaps.evidence import COMMENT, add_evidence_about
from store.content_gaps.help_searches import HelpSearches
from store.content_gaps.marks import ContentGap, ContentGaps
from store.content_gaps.question_log import QuestionLog
from store.content_gaps.record import Due, Gaps, NoSuchGap
from store.content_gaps.rises import Rises, Rising
from store.content_gaps.suggestions import Suggestions

__all__ = [
    "COMMENT",
    "ContentGap",
    "ContentGaps",
    "Due",
    "EmptySearches",
    "GapCollector",
    "Gaps",
    "HelpSearches",
    "NoSuchGap",
    "QuestionLog",
    "Rises",
    "Rising",
    "Suggestions",
    "add_evidence_about",
]
