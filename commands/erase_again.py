"""Erase whom a restored backup has brought back: `python -m commands.erase_again erased.json`.

The list is the one that /personal-data offers; it names nobody. The database is the one that
`make run` uses. Effie does the erasing itself, as soon as it runs.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from commands.sources import files_in_use, record_url
from core.errors import BadInput, EffieError
from core.personal_data import Whose
from core.staff import Role, StaffMember
from launch.errors import LaunchError
from store.attachments import Attachments, Files
from store.database import Database
from store.personal_data import Erasures, People, count
from store.process import begin_process

_BY = StaffMember("", "a restore", "A restore", Role.ADMIN)


def main() -> None:
    """Do it, and end with 1 if the list could not be read."""
    parser = argparse.ArgumentParser(prog="erase-again", description=__doc__)
    parser.add_argument("file", type=Path)
    file = parser.parse_args().file
    begin_process()
    try:
        database = Database(record_url())
        database.migrate()
        begun = erase_again(database, files_in_use(), read_list(file))
    except (EffieError, LaunchError, OSError) as error:
        sys.exit(str(error))
    print(f"{begun} to be erased again; see /personal-data for how far it has come.")


def read_list(file: Path) -> list[Whose]:
    """Read the list. Raises BadInput."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return [Whose.from_json(each) for each in told]
    except (ValueError, TypeError, KeyError) as error:
        raise BadInput(f"{file} is no list of erasures; download it at /personal-data.") from error


def erase_again(database: Database, files: Files, listed: list[Whose]) -> int:
    """Write down that all of these who are here again are to be erased; returns how many.

    What came from them with a file and waits to be taken in goes at once, with the file.
    """
    people, begun = People(database), 0
    erasures = Erasures(database, Attachments(database, files))
    for each in listed:
        whose = people.erased_before(each)
        if whose is not None:
            erasures.begin(whose, count(database, whose), _BY, with_colleagues=True)
            begun += 1
    return begun


if __name__ == "__main__":
    main()
