"""What is around an article in the record, so that it can be checked beside the others."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from core.articles import Article, EffortWord, ValidationContext
from core.text import plain
from store.articles.listing import read_live
from store.clock import now
from store.database import Database
from store.schema import articles as table


def surroundings(
    database: Database,
    effort_words: tuple[EffortWord, ...] = (),
    incoming: Iterable[Article] = (),
) -> ValidationContext:
    """Return what an article is checked beside: all that is live or being written.

    incoming: articles that are about to come in as well
    """
    with database.reading() as connection:
        live = read_live(connection)
        withdrawn = (table.c.live == 0) & (table.c.version > 0)
        slugs = set(connection.execute(select(table.c.slug).where(~withdrawn)).scalars())
    coming = {article.slug: article for article in incoming}
    questions: dict[str, str] = {}
    for article in filter(None, {**live, **coming}.values()):
        for question in article.questions:
            questions.setdefault(plain(question), article.slug)
    known = frozenset(slugs | coming.keys())
    return ValidationContext(known, questions, effort_words, now().date())
