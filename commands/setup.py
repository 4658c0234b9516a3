"""Preparing the database: `python -m commands.setup` (run by `make run`; safe to run again)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from core.environment import read_environment
from core.errors import EffieError, Fault
from core.staff import Role, StaffMember
from store.article_files import ArticleSync
from store.database import Database
from store.logs import configure_logs
from store.process import begin_process
from store.staff import ReplyWords, SavedReplies, Staff
from web.demo.replies import REPLIES

DEMO_STAFF = (
    ("sam@tern.example", "Sam Whitaker", Role.AGENT),
    ("ada@tern.example", "Ada Lindqvist", Role.AGENT),
    ("noor@tern.example", "Noor Haddad", Role.SUPERVISOR),
    ("kim@tern.example", "Kim Novak", Role.CONTENT_MANAGER),
    ("ravi@tern.example", "Ravi Menon", Role.ADMIN),
)


def main() -> None:
    """Bring the tables up to date and take in the folder of articles.

    With EFFIE_DEMO=1 also make the demo accounts and replies.
    """
    begin_process()
    configure_logs()
    try:
        environment = read_environment(os.environ, Path(__file__).parents[1])
        database = Database(environment.database_url)
        database.migrate()
        take_in_articles(database, environment.articles)
        if environment.demo:
            add_demo_staff(Staff(database), os.environ["EFFIE_DEMO_PASSWORD"])
            add_demo_replies(SavedReplies(database))
    except EffieError as error:
        sys.exit(error.message)


def take_in_articles(database: Database, folder: Path) -> None:
    """Take what changed in the folder into the record, and print what somebody has to know."""
    sync = ArticleSync(database, folder)
    try:
        taken = sync.sync(_tell_progress)
    except Fault as missing:
        print(missing)
        return
    for line in (line for report in taken for line in report.lines()):
        print(line)


def _tell_progress(done: int, total: int) -> None:
    """To standard error, where the launcher looks for a sign of life."""
    print(f"{done:,} of {total:,} articles are taken in.", file=sys.stderr)


def add_demo_staff(staff: Staff, password: str) -> None:
    """Create the demo accounts that do not exist yet."""
    for email, name, role in DEMO_STAFF:
        if not staff.exists(email):
            staff.add(email, name, role, password, by="setup")


def add_demo_replies(replies: SavedReplies) -> None:
    """Give everybody some saved replies, unless there are any."""
    everybody = StaffMember("", "", "setup", Role.ADMIN)
    if not replies.of(everybody):
        for title, text in REPLIES:
            replies.add(everybody, ReplyWords(title, text), shared=True)


if __name__ == "__main__":
    main()
