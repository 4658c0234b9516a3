"""Creating a staff account: `python -m web.add_staff EMAIL NAME ROLE`.

The password is asked for, or read from standard input when that is no terminal.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

from core.environment import read_environment
from core.errors import EffieError
from core.staff import Role
from store.database import Database
from store.staff import Staff


def main() -> None:
    """Create the account, or say in one line why not."""
    parser = argparse.ArgumentParser(description="Create a staff account.")
    parser.add_argument("email")
    parser.add_argument("name")
    parser.add_argument("role", choices=[role.value for role in Role])
    wanted = parser.parse_args()
    try:
        environment = read_environment(os.environ, Path(__file__).parents[1])
        database = Database(environment.database_url)
        database.migrate()
        staff = Staff(database)
        member = staff.add(
            wanted.email, wanted.name, Role(wanted.role), _password(), by="command line"
        )
    except EffieError as error:
        sys.exit(error.message)
    sys.stdout.write(f"{member.email} can sign in at /desk as {member.role.value}.\n")


def _password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Password (at least 10 characters): ")
    return sys.stdin.readline().rstrip("\n")


if __name__ == "__main__":
    main()
