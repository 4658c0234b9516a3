"""What is said in a conversation, and what it tells about the customer, their mood and effort."""

from core.conversations.customer import ANONYMOUS, Profile, profile_from_claims
from core.conversations.effort import EffortSoFar, effort_so_far
from core.conversations.messages import (
    MAX_SUGGESTIONS,
    Author,
    Choice,
    ChoiceKind,
    Holder,
    InboxMessage,
    InboxMessageKind,
    may_go_on,
    read_choice,
)
from core.conversations.page import Page, read_page
from core.conversations.redaction import mask
from core.conversations.same_issue import Issue, content_words, is_same
from core.conversations.sentiment import Mood, MoodState, is_frustrated, mood_of, nod
from core.conversations.summary import summary_of
from core.conversations.survey import (
    Moment,
    Survey,
    SurveyAnswered,
    SurveyNotAsked,
    SurveyRules,
    needs_follow_up,
    read_score,
    score_in_words,
    should_ask,
)
from core.conversations.transcript import (
    BROKEN,
    STAFF_ONLY,
    Utterance,
    for_customer,
    utterance_from_event,
)

__all__ = [
    "ANONYMOUS",
    "BROKEN",
    "MAX_SUGGESTIONS",
    "STAFF_ONLY",
    "Author",
    "Choice",
    "ChoiceKind",
    "EffortSoFar",
    "Holder",
    "InboxMessage",
    "InboxMessageKind",
    "Issue",
    "Moment",
    "Mood",
    "MoodState",
    "Page",
    "Profile",
    "Survey",
    "SurveyAnswered",
    "SurveyNotAsked",
    "SurveyRules",
    "Utterance",
    "content_words",
    "effort_so_far",
    "for_customer",
    "is_frustrated",
    "is_same",
    "mask",
    "may_go_on",
    "mood_of",
    "needs_follow_up",
    "nod",
    "profile_from_claims",
    "read_choice",
    "read_page",
    "read_score",
    "score_in_words",
    "should_ask",
    "summary_of",
    "utterance_from_event",
]
