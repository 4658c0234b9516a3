"""How often readers of a help page said that the article helped; nothing about who said it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, update

from store.clock import now
from store.database import Database
from store.inserts import insert_once
from store.schema import article_feedback


@dataclass(frozen=True)
class Feedback:
    """What readers said about an article."""

    helped: int = 0
    not_helped: int = 0


class ArticleFeedback:
    """Counts by article and day."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, article: str, helped: bool) -> None:
        """Count one reader's word about an article, today."""
        key = {"article": article, "day": now().date()}
        said = article_feedback.c.helped if helped else article_feedback.c.not_helped
        with self._database.writing() as connection:
            insert_once(connection, article_feedback, key | {"helped": 0, "not_helped": 0})
            connection.execute(update(article_feedback).filter_by(**key).values({said: said + 1}))

    def since(self, day: date) -> dict[str, Feedback]:
        """Return the counts from a day on, by article."""
        counted = article_feedback.c
        query = (
            select(counted.article, func.sum(counted.helped), func.sum(counted.not_helped))
            .where(counted.day >= day)
            .group_by(counted.article)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return {article: Feedback(int(yes), int(no)) for article, yes, no in rows}
