"""What the record says of the other articles, so that one can be checked against them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from core.articles import Article, EffortWord, ValidationContext, titles_of
from core.text import plain
from store.articles.listing import read_live
from store.clock import now
from store.database import Database
from store.schema import articles as table


def read_validation_context(
    database: Database,
    effort_words: tuple[EffortWord, ...] = (),
    added: Iterable[Article] = (),
) -> ValidationContext:
    """Return what `problems_of` compares an article with: all that is live or being written.

    added: articles that are about to be imported as well
    """
    with database.reading() as connection:
        live = read_live(connection)
        withdrawn = (table.c.live == 0) & (table.c.version > 0)
        slugs = set(connection.execute(select(table.c.slug).where(~withdrawn)).scalars())
    importing = {article.slug: article for article in added}
    articles = [article for article in {**live, **importing}.values() if article]
    questions: dict[str, str] = {}
    for article in articles:
        for question in article.questions:
            questions.setdefault(plain(question), article.slug)
    known, titles = frozenset(slugs | importing.keys()), titles_of(articles)
    return ValidationContext(known, titles, questions, effort_words, now().date())
