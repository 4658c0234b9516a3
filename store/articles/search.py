"""Finding articles in the record a page at a time, however many there are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Label, and_, case, false, func, or_, select

from store.articles.listing import LATEST, listed_of, listing
from store.articles.rows import ArticleState, ListedArticle
from store.database import Database
from store.schema import article_drafts, article_schedules
from store.schema import articles as table

_TEXTS, _LISTS = ("title", "short", "more"), ("questions", "steps")
_CONTENTS = (LATEST.c.content, article_drafts.c.content)
MAX_WORDS = 12  # of a search that are looked for


@dataclass(frozen=True)
class ArticleQuery:
    """Which articles to find; what is empty does not count.

    near: articles that mean much the same as the words, the nearest first
    mine: owners whose overdue articles come first where no words are looked for
    """

    words: str = ""
    near: tuple[str, ...] = ()
    state: ArticleState | None = None
    scheduled: bool = False
    overdue: bool = False
    owner: str = ""
    tag: str = ""
    mine: tuple[str, ...] = ()


@dataclass(frozen=True)
class FoundArticle:
    """literally: whether the words themselves stand in it, or only what they mean."""

    article: ListedArticle
    literally: bool
    overdue: bool


@dataclass(frozen=True)
class ArticleTally:
    """How many articles there are."""

    all: int
    by_state: dict[ArticleState, int]
    scheduled: int
    overdue: int


class ArticleSearch:
    """The articles, found by their words and by what is recorded about them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(
        self, query: ArticleQuery, today: date, start: int = 0, limit: int = 50
    ) -> tuple[int, list[FoundArticle]]:
        """Return how many articles fit, and `limit` of them from `start` on.

        What has the words in its title comes first, then in its text, then what means the same;
        without words, one's own overdue articles and then what changed last.
        """
        literally, late = _has_words(query.words).label("literally"), _overdue(today).label("late")
        total = func.count().over().label("total")
        keys = listing().with_only_columns(table.c.slug, literally, late, total)
        keys = keys.where(*_conditions(query, literally.element, late.element))
        keys = keys.order_by(*_order(query, literally, late))
        with self._database.reading() as connection:
            rows = connection.execute(keys.offset(start).limit(limit)).all()
            # Only of these: taking every article's JSON apart is what takes long.
            shown = listing().where(table.c.slug.in_([row.slug for row in rows]))
            articles = {row.slug: listed_of(row) for row in connection.execute(shown)}
            if not rows and start:
                first = connection.execute(keys.limit(1)).one_or_none()
                return (int(first.total) if first else 0), []
        found = [FoundArticle(articles[r.slug], bool(r.literally), bool(r.late)) for r in rows]
        return (int(rows[0].total) if rows else 0), found

    def tally(self, today: date) -> ArticleTally:
        """Count all articles."""
        states = {state: _count(_in_state(state)) for state in ArticleState}
        others = {"planned": _count(_planned()), "late": _count(_overdue(today))}
        columns = [*(c.label(s.value) for s, c in states.items())]
        columns += [column.label(name) for name, column in others.items()]
        query = listing().with_only_columns(func.count().label("all"), *columns)
        with self._database.reading() as connection:
            row = connection.execute(query).mappings().one()
        by_state = {state: int(row[state.value] or 0) for state in ArticleState}
        return ArticleTally(row["all"], by_state, int(row["planned"] or 0), int(row["late"] or 0))

    def begun(self) -> frozenset[str]:
        """Return the articles that were never published yet."""
        with self._database.reading() as connection:
            query = select(table.c.slug).where(table.c.version == 0)
            return frozenset(connection.execute(query).scalars())

    def owners(self) -> list[str]:
        """Return everybody who owns an article, by name."""
        return sorted(self._distinct("owner") - {""}, key=str.casefold)

    def audiences(self) -> list[str]:
        return sorted(self._distinct("audience") - {""}, key=str.casefold)

    def tags(self) -> list[str]:
        """Return every tag that an article has."""
        sets = (json.loads(tags) for tags in self._distinct("tags") if tags)
        return sorted({tag for tags in sets for tag in tags}, key=str.casefold)

    def titles(self, slugs: tuple[str, ...]) -> dict[str, str]:
        """Return the titles of those of the articles that there are."""
        query = listing().where(table.c.slug.in_(slugs))
        with self._database.reading() as connection:
            return {row.slug: row.title or "" for row in connection.execute(query)}

    def _distinct(self, name: str) -> set[str]:
        query = listing().with_only_columns(_shown(name)).distinct()
        with self._database.reading() as connection:
            return {value or "" for value in connection.execute(query).scalars()}


def _conditions(
    query: ArticleQuery, literally: ColumnElement[bool], late: ColumnElement[bool]
) -> Iterator[ColumnElement[bool]]:
    if query.words:
        yield or_(literally, table.c.slug.in_(query.near))
    if query.state:
        yield _in_state(query.state)
    if query.scheduled:
        yield _planned()
    if query.overdue:
        yield late
    if query.owner:
        yield _shown("owner") == query.owner
    if query.tag:
        yield _like(_shown("tags"), json.dumps(query.tag))


def _order(
    query: ArticleQuery, literally: Label[bool], late: Label[bool]
) -> Iterator[ColumnElement[Any]]:
    if query.words:
        in_title = and_(*(_like(_shown("title"), word) for word in _words(query.words)))
        yield case((in_title, 0), else_=1)
        yield literally.desc()
        nearest = [(table.c.slug == slug, place) for place, slug in enumerate(query.near)]
        if nearest:
            yield case(*nearest, else_=len(nearest))
    else:
        mine = func.lower(_shown("owner")).in_([owner.lower() for owner in query.mine])
        yield case((and_(late.element, mine), 0), else_=1)
    yield func.coalesce(article_drafts.c.at, LATEST.c.at).desc()
    yield table.c.slug.asc()


def _has_words(words: str) -> ColumnElement[bool]:
    """Every word stands somewhere in the article, live or in its draft."""
    looked_for = _words(words)
    return and_(*(_has_word(word) for word in looked_for)) if looked_for else false()


def _has_word(word: str) -> ColumnElement[bool]:
    return or_(
        _like(table.c.slug, word),
        *(
            _like(content[name].as_string(), json.dumps(form)[1:-1] if name in _LISTS else form)
            for form in _forms(word)
            for content in _CONTENTS
            for name in (*_TEXTS, *_LISTS)  # lists are searched as the JSON that they are kept as
        ),
    )


def _forms(word: str) -> set[str]:
    """A word as it may stand where only the letters of ASCII are made small, as SQLite does."""
    if word.isascii():
        return {word}
    forms = (word, word.capitalize(), word.upper())
    return {"".join(c.lower() if c.isascii() else c for c in form) for form in forms}


def _words(words: str) -> list[str]:
    return words.lower().split()[:MAX_WORDS]


def _like(column: ColumnElement[str], part: str) -> ColumnElement[bool]:
    return func.lower(column).contains(part, autoescape=True, escape="!")


def _shown(name: str) -> ColumnElement[str]:
    """What the list shows of an article: as it was last published, else as it is drafted."""
    published, drafted = (content[name].as_string() for content in _CONTENTS)
    return func.coalesce(published, drafted)


def _in_state(state: ArticleState) -> ColumnElement[bool]:
    is_live, drafted = table.c.live > 0, article_drafts.c.article.is_not(None)
    return {
        ArticleState.LIVE: and_(is_live, ~drafted),
        ArticleState.CHANGED: and_(is_live, drafted),
        ArticleState.WITHDRAWN: and_(~is_live, table.c.version > 0),
        ArticleState.DRAFT: and_(~is_live, table.c.version == 0),
    }[state]


def _planned() -> ColumnElement[bool]:
    planned = article_schedules
    return or_(planned.c.publish_at.is_not(None), planned.c.expire_at.is_not(None))


def _overdue(today: date) -> ColumnElement[bool]:
    return and_(table.c.live > 0, _shown("review") <= today.isoformat())


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
