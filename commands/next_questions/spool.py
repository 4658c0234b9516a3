"""A history put in order, on disk: a million conversations take no more memory than one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime, timezone
from hashlib import sha256
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

from commands.next_questions.history_file import PastConversation
from core.errors import Fault
from core.next_questions import Asked, followed, recent

_AT_ONCE = 1_000
_TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;
CREATE TABLE conversations (name TEXT PRIMARY KEY, digest BLOB, line INT) WITHOUT ROWID;
CREATE TABLE texts (text TEXT PRIMARY KEY, article TEXT) WITHOUT ROWID;
CREATE TABLE messages (conversation TEXT, person TEXT, at REAL, segment TEXT, article TEXT,
    text TEXT);
CREATE TABLE asked (conversation TEXT, person TEXT, at REAL, segment TEXT, article TEXT,
    before REAL, of TEXT, after TEXT);
"""

Step = tuple[Asked, Asked | None]  # a question, and the one it follows


class Spool:
    """Conversations in a database of their own, which vanishes when it is closed."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self.conversations = self.again = self.messages = 0

    def fill(self, path: Path, conversations: Iterable[PastConversation]) -> None:
        """Take in conversations; one that is there already, word for word, counts once.

        Raises Fault for one that has a name twice and differs.
        """
        rest = iter(conversations)
        while some := list(islice(rest, _AT_ONCE)):
            rows = [row for each in some if self._is_new(path, each) for row in _rows(each)]
            self.messages += len(rows)
            texts = [(row[5],) for row in rows if row[5]]
            self._database.executemany("INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?)", rows)
            self._database.executemany("INSERT OR IGNORE INTO texts VALUES (?, NULL)", texts)

    @property
    def has_texts(self) -> bool:
        return self._count("texts") > 0

    def locate(self, find: Callable[[Sequence[str]], Sequence[str]]) -> None:
        """Find the article of each text, "" for none."""
        query = "SELECT text FROM texts WHERE article IS NULL LIMIT ?"
        while some := [row[0] for row in self._database.execute(query, (_AT_ONCE,))]:
            found = zip(find(some), some, strict=True)
            self._database.executemany("UPDATE texts SET article = ? WHERE text = ?", found)

    def order(self) -> None:
        """Put all questions whose article is known in order, each with what it follows."""
        query = (
            "SELECT conversation, person, at, segment,"
            " coalesce(messages.article, texts.article) AS slug"
            " FROM messages LEFT JOIN texts USING (text) WHERE slug != ''"
            " ORDER BY person, at, messages.rowid"
        )
        rows = iter(self._database.execute(query))
        people = (each for _, each in groupby(rows, itemgetter(1)))
        steps = (step for person in people for step in _steps(person))
        while some := list(islice(steps, _AT_ONCE)):
            self._database.executemany("INSERT INTO asked VALUES (?, ?, ?, ?, ?, ?, ?, ?)", some)
        self._database.execute("CREATE INDEX in_time ON asked (at)")

    @property
    def asked(self) -> int:
        return self._count("asked")

    def steps(self, offset: int = 0, limit: int = -1) -> Iterator[Step]:
        """Yield questions in the order of their times."""
        for _, _, now, before in self.asked_by(offset, limit):
            yield now, before

    def asked_by(
        self, offset: int = 0, limit: int = -1
    ) -> Iterator[tuple[str, str, Asked, Asked | None]]:
        """Yield the same, each after its conversation's and its person's name."""
        query = "SELECT * FROM asked ORDER BY at, rowid LIMIT ? OFFSET ?"
        for conversation, person, at, segment, article, before, of, after in self._database.execute(
            query, (limit, offset)
        ):
            now = Asked(segment, article, _moment(at))
            earlier = Asked(of, after, _moment(before)) if before is not None else None
            yield conversation, person, now, earlier

    def _is_new(self, path: Path, conversation: PastConversation) -> bool:
        content = (conversation.customer, conversation.segment, conversation.messages)
        digest = sha256(repr(content).encode()).digest()
        row = (conversation.name, digest, conversation.line)
        query = "INSERT OR IGNORE INTO conversations VALUES (?, ?, ?)"
        if self._database.execute(query, row).rowcount:
            self.conversations += 1
            return True
        query = "SELECT digest, line FROM conversations WHERE name = ?"
        known, line = self._database.execute(query, row[:1]).fetchone()
        if known != digest:
            raise Fault(
                path.name,
                conversation.line,
                f"the conversation '{conversation.name}' was there before (line {line}) with other "
                "messages; give each conversation a name of its own.",
            )
        self.again += 1
        return False

    def _count(self, table: str) -> int:
        query = f"SELECT count(*) FROM {table}"  # noqa: S608, the name is ours
        return int(self._database.execute(query).fetchone()[0])


@contextmanager
def spool() -> Iterator[Spool]:
    """Open an empty one; its file is nameless, and gone with the process at the latest."""
    with closing(sqlite3.connect("", isolation_level=None)) as database:
        database.executescript(_TABLES)
        database.execute("BEGIN")  # never committed: it is thrown away
        yield Spool(database)


def _rows(conversation: PastConversation) -> list[tuple[object, ...]]:
    person = f"c {conversation.customer}" if conversation.customer else f"t {conversation.name}"
    return [
        (
            conversation.name,
            person,
            message.at.timestamp(),
            conversation.segment,
            message.article or None,
            message.text or None,
        )
        for message in conversation.messages
    ]


def _steps(rows: Iterable[tuple[str, str, float, str, str]]) -> Iterator[tuple[object, ...]]:
    """Yield one person's questions, each with what it follows."""
    thread: tuple[Asked, ...] = ()
    for conversation, person, at, segment, article in rows:
        now = Asked(segment, article, _moment(at))
        before = followed(now, thread)
        thread = recent(now, thread)
        of = (before.at.timestamp(), before.segment, before.article) if before else (None,) * 3
        yield (conversation, person, at, segment, article, *of)


def _moment(at: float) -> datetime:
    return datetime.fromtimestamp(at, timezone.utc)
