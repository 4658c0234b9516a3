"""Which conversations hold some words, by the full text that the database keeps."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Select,
    Table,
    column,
    func,
    literal_column,
    select,
    table,
    true,
)

from store.schema import notes, utterances
from store.schema.search import BY_PEOPLE, NOTED, SAID

MAX_MATCHES = 2_000  # messages, and as many notes, with the words: the latest ones
_SAMPLE = 300  # messages that are read to guess how many hold the words
_MIN_BEGINNING = 3  # letters; of two almost every message holds a word that begins with them
_SOURCES = ((SAID, utterances, utterances.c.seq), (NOTED, notes, notes.c.id))


def holding(connection: Connection, words: tuple[str, ...]) -> list[str]:
    """Return the conversations in which all these words were said or noted in one message.

    The last word may be the beginning of a longer one, where the words as they are do not stand in
    enough messages: to gather all that begins with it costs the more the more there is.
    """
    found: dict[str, None] = {}
    for name, of, key in _SOURCES:
        whole = _matches(connection, name, of, key, words, begins=False)
        if len(whole) < MAX_MATCHES and _may_begin(words[-1]):
            whole = _matches(connection, name, of, key, words, begins=True)
        found |= dict.fromkeys(whole)
    return list(found)


def _matches(
    connection: Connection, name: str, of: Table, key: Any, words: tuple[str, ...], *, begins: bool
) -> list[str]:
    """Return the conversation of each message that holds them, the latest first."""
    if connection.dialect.name == "postgresql":
        asked = " & ".join(f"'{word}'" for word in words) + (":*" if begins else "")
        return _by_index_or_one_by_one(connection, of, key, asked)
    asked = " ".join(f'"{word}"' for word in words) + ("*" if begins else "")
    in_rows = select(of.c.conversation).where(key.in_(_rows_with(name, asked)))
    return list(connection.execute(in_rows).scalars())


def _by_index_or_one_by_one(connection: Connection, of: Table, key: Any, asked: str) -> list[str]:
    """Return them from PostgreSQL, whose index is the slower the more there are.

    What a third of the messages hold is sooner found by reading the latest ones; of notes there
    are too few.
    """

    def found(query: Select[Any]) -> list[str]:
        return list(connection.execute(query).scalars())

    if of is utterances and len(found(_among_latest(of, key, asked, _SAMPLE))) * 3 > _SAMPLE:
        latest = found(_among_latest(of, key, asked, 3 * MAX_MATCHES))
        if len(latest) == MAX_MATCHES:
            return latest
    return found(_among_all(of, key, asked))


def _among_latest(of: Table, key: Any, asked: str, many: int) -> Select[Any]:
    rows = select(of.c.conversation, of.c.text, key.label("key")).where(_by_people(of))
    latest = rows.order_by(key.desc()).limit(many).subquery()
    found = select(latest.c.conversation).where(_holds(latest.c.text, asked))
    return found.order_by(latest.c.key.desc()).limit(MAX_MATCHES)


def _among_all(of: Table, key: Any, asked: str) -> Select[Any]:
    """Select those that the index finds, which is put in order after that.

    Apart, else PostgreSQL may read all messages in their order, to find the few that fit.
    """
    rows = select(of.c.conversation, key.label("key"))
    found = rows.where(_holds(of.c.text, asked), _by_people(of)).cte().prefix_with("MATERIALIZED")
    return select(found.c.conversation).order_by(found.c.key.desc()).limit(MAX_MATCHES)


def _holds(column: ColumnElement[str], asked: str) -> ColumnElement[bool]:
    query = func.to_tsquery(literal_column("'simple'"), asked)
    return func.to_tsvector(literal_column("'simple'"), column).op("@@")(query)


def _may_begin(word: str) -> bool:
    """Tell whether a word is looked for as a beginning; in other scripts one sign is a word."""
    return len(word) >= _MIN_BEGINNING or not word.isascii()


def _by_people(of: Table) -> ColumnElement[bool]:
    return literal_column(BY_PEOPLE, Boolean) if of is utterances else true()


def _rows_with(name: str, asked: str) -> Select[Any]:
    """Select the latest rows that SQLite's table of words finds."""
    words = table(name, column("rowid"))
    found = select(words.c.rowid).where(literal_column(name).op("MATCH")(asked))
    return found.order_by(words.c.rowid.desc()).limit(MAX_MATCHES)
