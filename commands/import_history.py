"""Take a history of conversations into the record: `python -m commands.import_history FILE`.

The database is the one that `make run` uses: DATABASE_URL, else what `var/` says. Effie may run
meanwhile, and offers what was learned within seconds after it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from time import monotonic

from commands.next_questions import Known, TakenIn, make_finder, take_in
from commands.sources import record_url, settings_in_use
from core.errors import EffieError
from launch.errors import LaunchError
from store.articles import Articles
from store.database import Database

_TELL_EVERY = 5.0  # seconds


def main() -> None:
    """Do it, and end with 1 if the file could not be taken."""
    parser = argparse.ArgumentParser(prog="import-history", description=__doc__)
    parser.add_argument("file", type=Path)
    file = parser.parse_args().file
    try:
        done = import_history(Database(record_url()), file, Progress())
    except (EffieError, LaunchError) as error:
        sys.exit(f"{error}\nNothing was imported.")
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. Nothing was imported; run it again.")
    print("\n".join(_lines(file, done)))


def import_history(database: Database, file: Path, tell: Progress) -> TakenIn:
    """Take a file in; raises Fault naming file, line and what to do."""
    database.migrate()
    settings = settings_in_use(database)
    _, articles = Articles(database).live()
    known = Known(frozenset(article.slug for article in articles), tuple(settings.segments.by_name))
    answer = settings.confidence.common.answer
    default = settings.segments.of("").name
    return take_in(database, file, known, default, lambda: make_finder(articles, answer), tell)


class Progress:
    """Says now and then what is done, and how much of it."""

    def __init__(self) -> None:
        self._told = monotonic()

    def __call__(self, what: str, much: int) -> None:
        if monotonic() - self._told >= _TELL_EVERY:
            self._told = monotonic()
            print(f"{what} {much:,}", file=sys.stderr, flush=True)


def _lines(file: Path, done: TakenIn) -> list[str]:
    if done.imported_before:
        return [f"{file.name} was imported before, on {done.imported_before}: nothing has changed."]
    again = f" ({done.again:,} were there before)" if done.again else ""
    lines = [
        f"{done.conversations:,} new conversations{again}: {done.questions:,} of "
        f"{done.messages:,} messages have an article, and are learned from."
    ]
    if not done.questions:
        lines.append("Nothing has changed.")
    return lines


if __name__ == "__main__":
    main()
