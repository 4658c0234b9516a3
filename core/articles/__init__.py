"""Articles: what one is, and how it is checked, compared, imported and judged."""

from core.articles.article import (
    MAX_NEXT_QUESTIONS,
    MAX_SHORT_ANSWER_LENGTH,
    RESERVED_SLUGS,
    Article,
    ArticleFault,
    join_body,
    split_body,
)
from core.articles.checks import (
    MAX_NAME_LENGTH,
    blocking_problems,
    mild_problems,
    title_problems,
)
from core.articles.diff import Pieces, is_changed, list_difference, text_difference
from core.articles.draft import titles_of
from core.articles.effort_words import (
    MAX_INSTEAD_LENGTH,
    MAX_PHRASE_LENGTH,
    EffortWord,
    plain_phrase,
)
from core.articles.health import Count, Health
from core.articles.importing import RecordStatus, decide_import, decide_vanished
from core.articles.markup import markup_problems
from core.articles.merging import Merge, merge_drafts
from core.articles.publish_gate import (
    MAX_OF_OTHERS,
    MAX_OF_OWN,
    MAX_REPLAYED,
    ReplayedQuestion,
    Source,
    is_stolen,
    judge,
)
from core.articles.sentences import ArticleSentence, sentence_with, sentences_of
from core.articles.slugs import slugs_for
from core.articles.validation import (
    MAX_QUESTION_LENGTH,
    MAX_TITLE_LENGTH,
    Draft,
    Problem,
    ValidationContext,
    draft_of,
    draft_to_json,
    problems_of,
    read_draft,
    to_article,
    unfinished_article,
)
from core.articles.word_search import WordIndex, marked_pieces
from core.text import SLUG

__all__ = [
    "MAX_INSTEAD_LENGTH",
    "MAX_NAME_LENGTH",
    "MAX_NEXT_QUESTIONS",
    "MAX_OF_OTHERS",
    "MAX_OF_OWN",
    "MAX_PHRASE_LENGTH",
    "MAX_QUESTION_LENGTH",
    "MAX_REPLAYED",
    "MAX_SHORT_ANSWER_LENGTH",
    "MAX_TITLE_LENGTH",
    "RESERVED_SLUGS",
    "SLUG",
    "Article",
    "ArticleFault",
    "ArticleSentence",
    "Count",
    "Draft",
    "EffortWord",
    "Health",
    "Merge",
    "Pieces",
    "Problem",
    "RecordStatus",
    "ReplayedQuestion",
    "Source",
    "ValidationContext",
    "WordIndex",
    "blocking_problems",
    "decide_import",
    "decide_vanished",
    "draft_of",
    "draft_to_json",
    "is_changed",
    "is_stolen",
    "join_body",
    "judge",
    "list_difference",
    "marked_pieces",
    "markup_problems",
    "merge_drafts",
    "mild_problems",
    "plain_phrase",
    "problems_of",
    "read_draft",
    "sentence_with",
    "sentences_of",
    "slugs_for",
    "split_body",
    "text_difference",
    "title_problems",
    "titles_of",
    "to_article",
    "unfinished_article",
]
