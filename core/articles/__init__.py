"""Articles: what one is, and how it is checked, compared, imported and judged."""

from core.articles.article import (
    LONGEST_SHORT_ANSWER,
    MOST_NEXT_QUESTIONS,
    RESERVED_SLUGS,
    SLUG,
    Article,
    ArticleFault,
    join_body,
    split_body,
)
from core.articles.checks import grave_problems, mild_problems
from core.articles.diff import Pieces, is_changed, list_difference, text_difference
from core.articles.effort_words import LONGEST_INSTEAD, LONGEST_PHRASE, EffortWord, plain_phrase
from core.articles.health import Count, Health
from core.articles.importing import Standing, decide_import, decide_vanished
from core.articles.publish_gate import (
    CLARIFY,
    MOST_OF_OTHERS,
    MOST_OF_OWN,
    MOST_REPLAYED,
    ReplayedQuestion,
    Source,
    is_stolen,
    judge,
)
from core.articles.slugs import slugs_for
from core.articles.validation import (
    LONGEST_QUESTION,
    LONGEST_TITLE,
    Draft,
    Problem,
    Surroundings,
    draft_of,
    draft_to_json,
    problems_of,
    read_draft,
    to_article,
)

__all__ = [
    "CLARIFY",
    "LONGEST_INSTEAD",
    "LONGEST_PHRASE",
    "LONGEST_QUESTION",
    "LONGEST_SHORT_ANSWER",
    "LONGEST_TITLE",
    "MOST_NEXT_QUESTIONS",
    "MOST_OF_OTHERS",
    "MOST_OF_OWN",
    "MOST_REPLAYED",
    "RESERVED_SLUGS",
    "SLUG",
    "Article",
    "ArticleFault",
    "Count",
    "Draft",
    "EffortWord",
    "Health",
    "Pieces",
    "Problem",
    "ReplayedQuestion",
    "Source",
    "Standing",
    "Surroundings",
    "decide_import",
    "decide_vanished",
    "draft_of",
    "draft_to_json",
    "grave_problems",
    "is_changed",
    "is_stolen",
    "join_body",
    "judge",
    "list_difference",
    "mild_problems",
    "plain_phrase",
    "problems_of",
    "read_draft",
    "slugs_for",
    "split_body",
    "text_difference",
    "to_article",
]
