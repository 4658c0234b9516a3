"""The full text of what people said and noted, kept by the database in the same transaction.

SQLite has a table of words for each (FTS5, without a copy of the texts), filled and emptied by
triggers; PostgreSQL has an index of expressions. So whatever is written, changed or erased is found
or not found at once, and nobody has to remember it. What the assistant says is left out: it says
the same to everybody.

A migration that makes `utterances` or `notes` anew on SQLite takes the triggers away with the old
table: it must call `drop_search` before and `create_search` after that.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

SAID, NOTED = "said_words", "noted_words"  # the tables of words on SQLite
BY_PEOPLE = "author IN ('customer', 'agent')"  # of utterances; as the indexes have it, literally

_SQLITE = (
    "CREATE VIRTUAL TABLE said_words USING fts5 (text, content='utterances', content_rowid='seq',"
    " tokenize='unicode61 remove_diacritics 2')",
    "INSERT INTO said_words (rowid, text)"
    " SELECT seq, text FROM utterances WHERE author IN ('customer', 'agent')",
    "CREATE TRIGGER said_words_added AFTER INSERT ON utterances"
    " WHEN new.author IN ('customer', 'agent') BEGIN"
    " INSERT INTO said_words (rowid, text) VALUES (new.seq, new.text); END",
    "CREATE TRIGGER said_words_gone AFTER DELETE ON utterances"
    " WHEN old.author IN ('customer', 'agent') BEGIN"
    " INSERT INTO said_words (said_words, rowid, text) VALUES ('delete', old.seq, old.text); END",
    "CREATE TRIGGER said_words_changed AFTER UPDATE OF text ON utterances"
    " WHEN old.author IN ('customer', 'agent') BEGIN"
    " INSERT INTO said_words (said_words, rowid, text) VALUES ('delete', old.seq, old.text);"
    " INSERT INTO said_words (rowid, text) VALUES (new.seq, new.text); END",
    "CREATE VIRTUAL TABLE noted_words USING fts5 (text, content='notes', content_rowid='id',"
    " tokenize='unicode61 remove_diacritics 2')",
    "INSERT INTO noted_words (rowid, text) SELECT id, text FROM notes",
    "CREATE TRIGGER noted_words_added AFTER INSERT ON notes BEGIN"
    " INSERT INTO noted_words (rowid, text) VALUES (new.id, new.text); END",
    "CREATE TRIGGER noted_words_gone AFTER DELETE ON notes BEGIN"
    " INSERT INTO noted_words (noted_words, rowid, text) VALUES ('delete', old.id, old.text); END",
    "CREATE TRIGGER noted_words_changed AFTER UPDATE OF text ON notes BEGIN"
    " INSERT INTO noted_words (noted_words, rowid, text) VALUES ('delete', old.id, old.text);"
    " INSERT INTO noted_words (rowid, text) VALUES (new.id, new.text); END",
)
_POSTGRESQL = (
    "CREATE INDEX said_words ON utterances USING gin (to_tsvector('simple', text))"
    f" WHERE {BY_PEOPLE}",
    "CREATE INDEX noted_words ON notes USING gin (to_tsvector('simple', text))",
)


def is_of_search(table: str) -> bool:
    """Tell whether a table belongs to the search; SQLite keeps several for each table of words."""
    return table.startswith((SAID, NOTED))


def forget_deleted() -> tuple[str, ...]:
    """Return the statements after which SQLite's tables of words hold no deleted word."""
    return (
        "INSERT INTO said_words (said_words) VALUES ('optimize')",
        "INSERT INTO noted_words (noted_words) VALUES ('optimize')",
    )


def create_search(connection: Connection) -> None:
    """Make it, with all that was said before."""
    for statement in _POSTGRESQL if _is_postgresql(connection) else _SQLITE:
        connection.execute(text(statement))


def drop_search(connection: Connection) -> None:
    """Take it away."""
    if _is_postgresql(connection):
        connection.execute(text("DROP INDEX said_words"))
        connection.execute(text("DROP INDEX noted_words"))
        return
    for name in (SAID, NOTED):
        for event in ("added", "gone", "changed"):
            connection.execute(text(f"DROP TRIGGER {name}_{event}"))
        connection.execute(text(f"DROP TABLE {name}"))


def _is_postgresql(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"
