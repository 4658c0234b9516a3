"""Questions without an article: logged, grouped into gaps, named, and found closed."""

from core.content_gaps.closing import Closing, Standing, closing_of, standing_of, to_replay
from core.content_gaps.drafting import first_draft, propose_title, with_questions
from core.content_gaps.gaps import (
    LONGEST_WORDS,
    AlreadyDecided,
    Gap,
    GapKind,
    GapState,
    GapWords,
    in_order,
    kind_of,
    read_why,
    said_since,
    weekly,
)
from core.content_gaps.naming import name_of, others_of
from core.content_gaps.question_log import WORDLESS, LoggedQuestion, log_questions

__all__ = [
    "LONGEST_WORDS",
    "WORDLESS",
    "AlreadyDecided",
    "Closing",
    "Gap",
    "GapKind",
    "GapState",
    "GapWords",
    "LoggedQuestion",
    "Standing",
    "closing_of",
    "first_draft",
    "in_order",
    "kind_of",
    "log_questions",
    "name_of",
    "others_of",
    "propose_title",
    "read_why",
    "said_since",
    "standing_of",
    "to_replay",
    "weekly",
    "with_questions",
]
