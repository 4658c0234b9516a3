"""Questions without an article: logged, grouped into gaps, named, and found closed."""

from core.content_gaps.closing import Closing, GapStatus, closing_of, standing_of, to_replay
from core.content_gaps.drafting import first_draft, propose_title, with_questions
from core.content_gaps.gaps import (
    MAX_DISMISSAL_LENGTH,
    MAX_WORDS_LENGTH,
    AlreadyDecided,
    Gap,
    GapEvidence,
    GapKind,
    GapState,
    in_order,
    kind_of,
    read_why,
    said_since,
    weekly,
)
from core.content_gaps.naming import name_of, others_of
from core.content_gaps.question_log import WORDLESS, LoggedQuestion, log_questions
from core.content_gaps.rearranging import NotOpen, check_merge, to_split_off

__all__ = [
    "MAX_DISMISSAL_LENGTH",
    "MAX_WORDS_LENGTH",
    "WORDLESS",
    "AlreadyDecided",
    "Closing",
    "Gap",
    "GapEvidence",
    "GapKind",
    "GapState",
    "GapStatus",
    "LoggedQuestion",
    "NotOpen",
    "check_merge",
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
    "to_split_off",
    "weekly",
    "with_questions",
]
