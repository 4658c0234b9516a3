"""Preparing the database: `python -m web.setup` (run by `make run`; safe to run again)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from core.environment import read_environment
from core.errors import EffieError
from core.staff import Role
from store.database import Database
from store.staff import Staff

DEMO_STAFF = (
    ("sam@tern.example", "Sam Whitaker", Role.AGENT),
    ("ada@tern.example", "Ada Lindqvist", Role.AGENT),
    ("noor@tern.example", "Noor Haddad", Role.SUPERVISOR),
    ("kim@tern.example", "Kim Novak", Role.CONTENT_MANAGER),
)


def main() -> None:
    """Bring the tables up to date; with EFFIE_DEMO=1 also make the demo accounts."""
    try:
        environment = read_environment(os.environ, Path(__file__).parents[1])
        database = Database(environment.database_url)
        database.migrate()
        if environment.demo:
            add_demo_staff(Staff(database), os.environ["EFFIE_DEMO_PASSWORD"])
    except EffieError as error:
        sys.exit(error.message)


def add_demo_staff(staff: Staff, password: str) -> None:
    """Create the demo accounts that do not exist yet."""
    for email, name, role in DEMO_STAFF:
        if not staff.exists(email):
            staff.add(email, name, role, password, by="setup")


if __name__ == "__main__":
    main()
