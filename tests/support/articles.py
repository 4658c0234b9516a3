"""Articles for tests, made and let live without what a content manager would have to do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from core.articles import Article
from core.staff import Role, StaffMember
from store.articles import (
    NewVersion,
    VersionKind,
    add_articles,
    add_versions,
    take_turn,
)
from store.database import Database

KIM = StaffMember("kim", "kim@tern.example", "Kim Novak", Role.CONTENT_MANAGER)


def an_article(slug: str, title: str, **parts: Any) -> Article:
    """An article with a short answer, two steps and a tag; `parts` as in Article."""
    defaults: dict[str, Any] = {
        "questions": (title,),
        "next": (),
        "audience": "everyone",
        "tags": ("cards",),
        "review": date(2099, 1, 31),
        "owner": "cards-team",
        "short": "Tap **Track**.",
        "steps": ("Open **Cards**.", "Tap [Track](pin)."),
        "updated": date(2026, 10, 12),
    }
    return Article(slug=slug, title=title, **{**defaults, **parts})


def let_live(database: Database, *articles: Article, are_new: bool = True) -> None:
    """Make each article's next version the live one."""
    _add(database, articles, VersionKind.PUBLISHED, are_new)


def withdraw(database: Database, *articles: Article) -> None:
    _add(database, articles, VersionKind.WITHDRAWN, are_new=False)


def _add(database: Database, articles: Iterable[Article], kind: VersionKind, are_new: bool) -> None:
    versions = [NewVersion(kind, article) for article in articles]
    with database.writing() as connection:
        take_turn(connection)
        if are_new:
            add_articles(connection, [each.article.slug for each in versions])
        add_versions(connection, versions, "for a test", KIM)
