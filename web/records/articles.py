"""What is answered from, and how well it serves."""

from __future__ import annotations

from dataclasses import dataclass

from core.environment import Environment
from store.article_files import ArticleSync
from store.articles import (
    ArticleFeedback,
    ArticleHealth,
    Articles,
    ArticleSearch,
    Comments,
    PinnedQuestions,
)
from store.database import Database
from web.articles import ListHealth, LiveArticles, PopularArticles


@dataclass(frozen=True)
class ArticleRecords:
    articles: Articles
    article_sync: ArticleSync
    article_search: ArticleSearch
    live_articles: LiveArticles
    list_health: ListHealth
    article_feedback: ArticleFeedback
    article_health: ArticleHealth
    popular_articles: PopularArticles
    pinned_questions: PinnedQuestions
    comments: Comments


def open_article_records(database: Database, environment: Environment) -> ArticleRecords:
    return ArticleRecords(
        articles=Articles(database),
        article_sync=ArticleSync(database, environment.articles),
        article_search=ArticleSearch(database),
        live_articles=LiveArticles(Articles(database), ArticleSearch(database)),
        list_health=ListHealth(ArticleHealth(database)),
        article_feedback=ArticleFeedback(database),
        article_health=ArticleHealth(database),
        popular_articles=PopularArticles(ArticleHealth(database)),
        pinned_questions=PinnedQuestions(database),
        comments=Comments(database),
    )
