"""The knowledge base in and out of the record: `python -m commands.articles import FOLDER`, say.

The database is the one that `make run` uses: DATABASE_URL, else what `var/` says. What is imported
while Effie runs is live within a second.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from commands.sources import record_url
from core.articles.importing import ImportOutcome
from core.errors import EffieError
from core.staff import Role, StaffMember
from launch.errors import LaunchError
from store.article_files import (
    ImportOptions,
    ImportReport,
    export_folder,
    import_questions,
    read_question_table,
)
from store.database import Database
from store.exports import bring_in

TERMINAL = StaffMember("", "", "command line", Role.ADMIN)
WORDS = {
    ImportOutcome.NEW: "new",
    ImportOutcome.CHANGED: "changed",
    ImportOutcome.UNCHANGED: "unchanged",
    ImportOutcome.WITHDRAWN: "withdrawn",
    ImportOutcome.DRAFT: "here already, or changed here as well: kept as drafts",
    ImportOutcome.CONFLICT: "changed in the console, with a draft in the way: not taken",
    ImportOutcome.FAULTY: "faulty: not taken",
}
_LISTED = (
    ImportOutcome.NEW,
    ImportOutcome.CHANGED,
    ImportOutcome.WITHDRAWN,
    ImportOutcome.DRAFT,
    ImportOutcome.CONFLICT,
)


def main() -> None:
    """Do what is asked, and end with 1 if a file could not be taken."""
    wanted = _read_arguments(sys.argv[1:])
    progress = Progress(sys.stderr)
    try:
        database = Database(record_url())
        database.migrate()
        sys.exit(_do(database, wanted, progress))
    except (EffieError, LaunchError, OSError) as error:
        progress.end()
        sys.exit(str(error))
    except KeyboardInterrupt:
        progress.end()
        sys.exit("\nInterrupted. What was taken in so far stays; run it again to go on.")


class Progress:
    """How far it is: on a terminal in one line, in a file a line every few seconds."""

    def __init__(self, out: TextIO, every: float = 5.0) -> None:
        self._out, self._live = out, out.isatty()
        self._every = 0.1 if self._live else every
        self._told = time.monotonic()

    def tell(self, stage: str, done: int, total: int) -> None:
        if done < total and time.monotonic() - self._told < self._every:
            return
        self._told = time.monotonic()
        line = f"{stage} {done:,} of {total:,} articles"
        self._out.write(f"\r\033[K{line}" if self._live else f"{line}\n")
        if self._live and done >= total:
            self._out.write("\n")
        self._out.flush()

    def end(self) -> None:
        if self._live:
            self._out.write("\n")


def _do(database: Database, wanted: argparse.Namespace, progress: Progress) -> int:
    path = Path(wanted.path)
    if wanted.command == "export":
        there, written = export_folder(database, path, progress.tell)
        _say(f"{there:,} articles are in {path}; {written:,} files have changed.")
        return 0
    if wanted.command == "import-questions":
        table = read_question_table(path.name, path.read_bytes())
        wish = ImportOptions(dry=wanted.dry_run)
        done = import_questions(database, table, wish, TERMINAL, progress.tell)
        _say(f"{done.questions:,} example questions {'would be ' * done.dry}added.")
    else:
        wish = ImportOptions(wanted.dry_run, wanted.overwrite, wanted.withdraw, wanted.publish)
        done = bring_in(database, path, path.name, wish, TERMINAL, progress.tell)
        if done.origin:
            _say(f"Articles of another help centre: {done.origin}.")
    _report(done)
    return 1 if done.count(ImportOutcome.FAULTY) or done.faults else 0


def _report(done: ImportReport) -> None:
    for taken in done.results:
        if done.dry and taken.outcome in _LISTED:
            _say(f"{taken.outcome.value:<10} {taken.slug}")
    for fault in done.all_faults:
        _say(str(fault))
    for outcome, words in WORDS.items():
        if number := done.count(outcome):
            _say(f"{number:>7,} {words}")
    if done.drafts:
        _say(f"{done.drafts:>7,} of these as drafts: nobody is answered from them yet")
    if done.dry:
        _say("This was a dry run: nothing has changed.")


def _read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="commands.articles", description="Articles in and out.")
    commands = parser.add_subparsers(dest="command", required=True)
    bring = commands.add_parser("import", help="a folder, a .zip, or an export")
    bring.add_argument("--overwrite", action="store_true", help="over what the console changed")
    bring.add_argument("--publish", action="store_true", help="an export's published articles")
    bring.add_argument("--withdraw", action="store_true", help="withdraw articles without a file")
    questions = commands.add_parser("import-questions", help="a CSV: article,question")
    export = commands.add_parser("export", help="every live article to a folder")
    for command in (bring, questions, export):
        command.add_argument("path")
    for command in (bring, questions):
        command.add_argument("--dry-run", action="store_true", help="only tell what would happen")
    return parser.parse_args(arguments)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
