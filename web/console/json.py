"""What the console's pages and scripts read of an article."""

from __future__ import annotations

from typing import Any

from core.articles import Draft, draft_of
from store.articles import ArticleRecord, ListedArticle, Version
from web.http import to_json

LABELS = {
    "title": "Title",
    "short": "Short answer",
    "steps": "Steps",
    "more": "More",
    "questions": "Example questions",
    "next": "Next questions",
    "tags": "Tags",
    "audience": "Audience",
    "owner": "Owner",
    "review": "Review date",
}  # of an article's parts, in the order they are written


def record_json(record: ArticleRecord) -> dict[str, Any]:
    """Return {slug, state, version, published_at, published_by, live, draft, schedule}."""
    saved = ("draft", "revision", "based_on", "by", "at", "from_folder")
    planned = ("publish_at", "expire_at", "by", "why")
    return {
        **to_json(record.listed, "slug", "state", "version", "published_at", "published_by"),
        "live": to_json(draft_of(record.live)) if record.live else None,
        "draft": to_json(record.draft, *saved) if record.draft else None,
        "schedule": to_json(record.schedule, *planned) if record.schedule else None,
    }


def listed_json(article: ListedArticle) -> dict[str, Any]:
    """Return an article as the list shows it, with who changed it last and when."""
    shown = ("slug", "title", "state", "owner", "review", "tags", "publish_at", "expire_at")
    drafted = article.draft_at is not None
    return {
        **to_json(article, *shown),
        "changed_at": to_json(article.draft_at or article.published_at),
        "changed_by": article.draft_by if drafted else article.published_by,
    }


def version_json(version: Version) -> dict[str, Any]:
    return dict(to_json(version, "number", "kind", "why", "by", "at"))


def current_draft(record: ArticleRecord) -> Draft:
    """Return what an editor goes on from: the draft, else what is or was last published."""
    if record.draft:
        return record.draft.draft
    article = record.live or (record.last.article if record.last else None)
    return draft_of(article) if article else Draft()
