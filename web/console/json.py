"""What the console's pages and scripts read of an article."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from core.articles import Draft, Problem, draft_of, draft_to_json
from store.articles import ArticleRecord, ListedArticle, SavedDraft, Schedule, Version


def record_json(record: ArticleRecord) -> dict[str, Any]:
    listed = record.listed
    return {
        "slug": listed.slug,
        "state": listed.state.value,
        "version": listed.version,
        "published_at": moment(listed.published_at),
        "published_by": listed.published_by,
        "live": draft_to_json(draft_of(record.live)) if record.live else None,
        "draft": saved_json(record.draft) if record.draft else None,
        "schedule": schedule_json(record.schedule) if record.schedule else None,
    }


def saved_json(saved: SavedDraft) -> dict[str, Any]:
    return {
        "draft": draft_to_json(saved.draft),
        "revision": saved.revision,
        "based_on": saved.based_on,
        "by": saved.by,
        "at": saved.at.isoformat(),
        "from_folder": saved.from_folder,
    }


def schedule_json(schedule: Schedule) -> dict[str, Any]:
    return {
        "publish_at": moment(schedule.publish_at),
        "expire_at": moment(schedule.expire_at),
        "by": schedule.by,
        "why": schedule.why,
    }


def listed_json(article: ListedArticle) -> dict[str, Any]:
    drafted = article.draft_at is not None
    return {
        "slug": article.slug,
        "title": article.title,
        "state": article.state.value,
        "owner": article.owner,
        "review": article.review,
        "tags": list(article.tags),
        "publish_at": moment(article.publish_at),
        "expire_at": moment(article.expire_at),
        "changed_at": moment(article.draft_at or article.published_at),
        "changed_by": article.draft_by if drafted else article.published_by,
    }


def version_json(version: Version) -> dict[str, Any]:
    return {
        "number": version.number,
        "kind": version.kind.value,
        "why": version.why,
        "by": version.by,
        "at": version.at.isoformat(),
    }


def problem_json(problem: Problem) -> dict[str, Any]:
    return {
        "field": problem.field,
        "item": problem.item,
        "words": problem.words,
        "grave": problem.blocking,
    }


def current_draft(record: ArticleRecord) -> Draft:
    """Return what an editor goes on from: the draft, else what is or was last published."""
    if record.draft:
        return record.draft.draft
    article = record.live or (record.last.article if record.last else None)
    return draft_of(article) if article else Draft()


def moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
