"""An article as its page shows it, and as search engines read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from core.answering import HelpSettings, Topic, relate
from core.articles import Article
from web.articles.live_articles import ArticleSet
from web.articles.markdown import to_html, to_inline_html, to_text


@dataclass(frozen=True)
class ArticlePage:
    """What the page of an article shows. The ..._html are sanitised, the rest is text.

    next: what people usually ask next; related: what else is about the same
    """

    slug: str
    title: str
    path: str
    topic: Topic
    summary: str
    short_html: str
    steps_html: tuple[str, ...]
    more_html: str
    next: tuple[Article, ...]
    related: tuple[Article, ...]
    updated: date | None


def article_path(slug: str) -> str:
    return f"/help/{quote(slug, safe='')}"


def topic_path(name: str) -> str:
    return f"/help/topics/{quote(name, safe='')}"


def article_page(
    article: Article,
    near: Sequence[str],
    articles: ArticleSet,
    settings: HelpSettings,
    base: str,
) -> ArticlePage:
    """Arrange an article for its page; `near` as for `relate`, `base` as for `to_html`."""
    return ArticlePage(
        slug=article.slug,
        title=article.title,
        path=article_path(article.slug),
        topic=settings.topics_of(article.tags)[0],
        summary=to_text(article.short),
        short_html=to_html(article.short, base),
        steps_html=tuple(to_inline_html(step, base) for step in article.steps),
        more_html=to_html(article.more, base),
        next=articles.some(article.next),
        related=relate(article, near, articles.by_title, article.next),
        updated=article.updated,
    )


def structured_data(page: ArticlePage, site: str, company: str) -> dict[str, Any]:
    """Return the page as schema.org has it: an article, and where it stands."""
    article = {
        "@type": "Article",
        "headline": page.title,
        "description": page.summary,
        "mainEntityOfPage": site + page.path,
        "publisher": {"@type": "Organization", "name": company},
    }
    if page.updated:
        article["dateModified"] = page.updated.isoformat()
    trail = ((f"{company} help", "/help"), (page.topic.label, topic_path(page.topic.name)))
    trail_items = [
        {"@type": "ListItem", "position": number, "name": name, "item": site + path}
        for number, (name, path) in enumerate((*trail, (page.title, page.path)), start=1)
    ]
    crumbs = {"@type": "BreadcrumbList", "itemListElement": trail_items}
    return {"@context": "https://schema.org", "@graph": [article, crumbs]}
