"""What is said in a conversation, and what it tells about the customer, their mood and effort."""

from core.conversations.customer import ANONYMOUS, Profile, profile_from_claims
from core.conversations.effort import EffortSoFar, effort_so_far
from core.conversations.messages import (
    MOST_SUGGESTIONS,
    Author,
    Choice,
    ChoiceKind,
    Entry,
    Holder,
    Kind,
    may_go_on,
    read_choice,
)
from core.conversations.page import Page, read_page
from core.conversations.redaction import mask
from core.conversations.same_issue import Matter, is_same, telling_words
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
    "MOST_SUGGESTIONS",
    "STAFF_ONLY",
    "Author",
    "Choice",
    "ChoiceKind",
    "EffortSoFar",
    "Entry",
    "Holder",
    "Kind",
    "Matter",
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
    "telling_words",
    "utterance_from_event",
]
