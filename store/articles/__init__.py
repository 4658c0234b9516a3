"""The record of articles: versions, drafts, schedule, search, feedback and activity."""

from store.articles.activity import ARTICLE, ArticleActivity
from store.articles.changes import (
    NewVersion,
    add_articles,
    add_versions,
    lock_articles,
    put_draft,
    take_turn,
)
from store.articles.comments import MAX_ARTICLE_COMMENT_LENGTH, Comment, Comments
from store.articles.feedback import ArticleFeedback
from store.articles.health import ArticleHealth
from store.articles.pinned_questions import PinnedQuestions
from store.articles.record import (
    MAX_WHY_LENGTH,
    Articles,
    DraftConflict,
    SlugTaken,
)
from store.articles.rows import (
    ArticleRecord,
    ArticleState,
    ListedArticle,
    SavedDraft,
    Schedule,
    Version,
    VersionKind,
    article_from_json,
)
from store.articles.search import ArticleQuery, ArticleSearch
from store.articles.validation_context import read_validation_context

__all__ = [
    "ARTICLE",
    "MAX_ARTICLE_COMMENT_LENGTH",
    "MAX_WHY_LENGTH",
    "ArticleActivity",
    "ArticleFeedback",
    "ArticleHealth",
    "ArticleQuery",
    "ArticleRecord",
    "ArticleSearch",
    "ArticleState",
    "Articles",
    "Comment",
    "Comments",
    "DraftConflict",
    "ListedArticle",
    "NewVersion",
    "PinnedQuestions",
    "SavedDraft",
    "Schedule",
    "SlugTaken",
    "Version",
    "VersionKind",
    "add_articles",
    "add_versions",
    "article_from_json",
    "lock_articles",
    "put_draft",
    "read_validation_context",
    "take_turn",
]
