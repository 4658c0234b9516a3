"""An article as its page shows it, and as search engines read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from core.answering import HelpSettings, Listed, Topic, relate
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
    next: tuple[Listed, ...]
    related: tuple[Listed, ...]
    updated: date | None


def article_path(slug: str) -> str:
    return f"/help/{quote(slug, safe='')}"


def topic_path(name: str) -> str:
    return f"/help/topics/{quote(name, safe='')}"


def article_page(
    found: Mapping[str, Any],
    near: Sequence[str],
    listed: Sequence[Listed],
    settings: HelpSettings,
) -> ArticlePage:
    """Arrange an article, as the actions process gives it, for its page; `near` as for `relate`."""
    following = tuple(Listed(each["slug"], each["title"]) for each in found["next"])
    updated = found["updated"]
    own = Listed(found["slug"], found["title"], tuple(found["tags"]))
    return ArticlePage(
        slug=own.slug,
        title=own.title,
        path=article_path(own.slug),
        topic=settings.topics_of(own.tags)[0],
        summary=to_text(found["short"]),
        short_html=to_inline_html(found["short"]),
        steps_html=tuple(to_inline_html(step) for step in found["steps"]),
        more_html=to_html(found["more"]),
        next=following,
        related=relate(own, near, listed, [each.slug for each in following]),
        updated=date.fromisoformat(updated) if updated else None,
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
    places = [
        {"@type": "ListItem", "position": number, "name": name, "item": site + path}
        for number, (name, path) in enumerate((*trail, (page.title, page.path)), start=1)
    ]
    crumbs = {"@type": "BreadcrumbList", "itemListElement": places}
    return {"@context": "https://schema.org", "@graph": [article, crumbs]}
