"""Which conversations hold some words, by the full text that the database keeps."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
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

from core.conversations import Author
from store.schema import notes, utterances
from store.schema.search import NOTED, SAID

MAX_MATCHES = 2_000  # messages, and as many notes, with the words: the latest ones
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
        query = func.to_tsquery(literal_column("'simple'"), asked)
        held = func.to_tsvector(literal_column("'simple'"), of.c.text).op("@@")(query)
        found = select(of.c.conversation).where(held, _by_people(of)).order_by(key.desc())
        return list(connection.execute(found.limit(MAX_MATCHES)).scalars())
    asked = " ".join(f'"{word}"' for word in words) + ("*" if begins else "")
    in_rows = select(of.c.conversation).where(key.in_(_rows_with(name, asked)))
    return list(connection.execute(in_rows).scalars())


def _may_begin(word: str) -> bool:
    """Tell whether a word is looked for as a beginning; in other scripts one sign is a word."""
    return len(word) >= _MIN_BEGINNING or not word.isascii()


def _by_people(of: Table) -> ColumnElement[bool]:
    return of.c.author.in_((Author.CUSTOMER, Author.AGENT)) if of is utterances else true()


def _rows_with(name: str, asked: str) -> Select[Any]:
    """Select the latest rows that SQLite's table of words finds."""
    words = table(name, column("rowid"))
    found = select(words.c.rowid).where(literal_column(name).op("MATCH")(asked))
    return found.order_by(words.c.rowid.desc()).limit(MAX_MATCHES)
