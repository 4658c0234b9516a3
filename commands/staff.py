"""Creating a staff account: `python -m commands.staff EMAIL NAME ROLE`.

With `--reset-two-factor EMAIL` it takes back a second factor that the last admin lost.

The password is asked for, or read from standard input when that is no terminal. The database is
the one that `make run` uses: DATABASE_URL, else what `var/` says.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys

from core.errors import EffieError
from core.staff import MIN_PASSWORD_LENGTH, Role, read_email, read_name
from launch.errors import LaunchError
from launch.paths import find_paths
from launch.secrets_file import read_secrets
from launch.variables import resolve
from store.database import Database
from store.process import begin_process
from store.staff import EmailTaken, Staff, reset_second_factor


def main() -> None:
    """Create the account, or say in one line why not."""
    parser = argparse.ArgumentParser(prog="commands.staff", description="Create a staff account.")
    parser.add_argument("email")
    parser.add_argument("name", nargs="?")
    parser.add_argument("role", nargs="?", choices=[role.value for role in Role])
    parser.add_argument(
        "--reset-two-factor",
        action="store_true",
        help="take back the second factor of an account that exists",
    )
    wanted = parser.parse_args()
    if not wanted.reset_two_factor and wanted.role is None:
        parser.error("give an e-mail address, a name and a role")
    begin_process()
    try:
        if wanted.reset_two_factor:
            reset(wanted.email)
        else:
            add(wanted.email, wanted.name, Role(wanted.role))
    except (EffieError, LaunchError, OSError) as error:
        sys.exit(str(error))
    except (KeyboardInterrupt, EOFError):
        sys.exit("\nNothing was changed.")


def add(email: str, name: str, role: Role) -> None:
    """Ask for the password last, when nothing else can be wrong any more."""
    email, name = read_email(email), read_name(name)
    database = Database(_database_url())
    database.migrate()
    staff = Staff(database)
    if staff.exists(email):
        raise EmailTaken(
            f"There is already an account with the address {email}. Admins change its role and "
            "password at /staff."
        )
    staff.add(email, name, role, _password(), by="command line")
    sys.stdout.write(f"{email} can sign in at /login as {role.label}.\n")


def reset(email: str) -> None:
    """Let somebody sign in by their password alone again; who may run this may read everything."""
    email = read_email(email)
    database = Database(_database_url())
    database.migrate()
    reset_second_factor(database, email, by="command line")
    sys.stdout.write(f"Two-factor sign-in of {email} is reset; a password is enough now.\n")


def _database_url() -> str:
    paths = find_paths(os.environ)
    secrets = read_secrets(paths.var / "secrets.env")
    return resolve(os.environ, secrets, paths.var).variables["DATABASE_URL"]


def _password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass(f"Password (at least {MIN_PASSWORD_LENGTH} characters): ")
    return sys.stdin.readline().rstrip("\n")


if __name__ == "__main__":
    main()
