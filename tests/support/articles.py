"""Articles for tests, made and let live without what a content manager would have to do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select

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
from store.schema import articles as table

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


def let_live(database: Database, *articles: Article) -> None:
    """Make each article's next version the live one, whether there has been one or not."""
    _add(database, articles, VersionKind.PUBLISHED)


def withdraw(database: Database, *articles: Article) -> None:
    _add(database, articles, VersionKind.WITHDRAWN)


def _add(database: Database, articles: Iterable[Article], kind: VersionKind) -> None:
    versions = [NewVersion(kind, article) for article in articles]
    with database.writing() as connection:
        take_turn(connection)
        # A web process that runs beside may have taken in the folder's before.
        there = set(connection.execute(select(table.c.slug)).scalars())
        slugs = [each.article.slug for each in versions]
        add_articles(connection, [slug for slug in slugs if slug not in there])
        add_versions(connection, versions, "for a test", KIM)
