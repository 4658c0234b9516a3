"""Articles as the web process shows them, wherever they are shown."""

from web.articles.actions_client import Knowledge
from web.articles.asking import ask_again
from web.articles.finding import find_articles
from web.articles.health_cache import ListHealth
from web.articles.live_questions import LiveQuestions
from web.articles.markdown import to_inline_html, to_text
from web.articles.page import article_page, article_path, structured_data, topic_path
from web.articles.popular import Wanted

__all__ = [
    "Knowledge",
    "ListHealth",
    "LiveQuestions",
    "Wanted",
    "article_page",
    "article_path",
    "ask_again",
    "find_articles",
    "structured_data",
    "to_inline_html",
    "to_text",
    "topic_path",
]
