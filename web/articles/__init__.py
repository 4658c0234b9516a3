"""Articles as the web process shows them, wherever they are shown."""

from web.articles.actions_client import ActionsClient, Got
from web.articles.finding import find_articles, search_help
from web.articles.health_cache import ListHealth
from web.articles.live_articles import ArticleSet, LiveArticles
from web.articles.markdown import markdown_tokens, to_html, to_inline_html, to_text
from web.articles.page import article_page, article_path, structured_data, topic_path
from web.articles.popular import PopularArticles
from web.articles.review import next_review

__all__ = [
    "ActionsClient",
    "ArticleSet",
    "Got",
    "ListHealth",
    "LiveArticles",
    "PopularArticles",
    "article_page",
    "article_path",
    "find_articles",
    "markdown_tokens",
    "next_review",
    "search_help",
    "structured_data",
    "to_html",
    "to_inline_html",
    "to_text",
    "topic_path",
]
