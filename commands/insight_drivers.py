"""Find what drives the effort score in the record: `python -m commands.insight_drivers`.

Web starts it once a day, as a process of its own: what it loads and works out is nothing that
whoever answers customers should wait for. The database is the one that `make run` uses.
"""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from commands.drivers import Report, report_on
from commands.sources import record_url
from core.errors import EffieError
from core.insights import DRIVER_DAYS, Estimate, in_words
from launch.errors import LaunchError
from store.clock import now
from store.database import Database
from store.insights import Drivers

_LAST_IN_LINE = 10  # whoever answers customers goes first


def main() -> None:
    """Do it; ends with 1 if the record cannot be read."""
    os.nice(_LAST_IN_LINE)
    try:
        print(f"Looked at {find_drivers(Database(record_url())):,} contacts with a score.")
    except (EffieError, LaunchError) as error:
        sys.exit(str(error))


def find_drivers(database: Database) -> int:
    """Keep what drives the score of the last months; returns how many contacts say so."""
    drivers = Drivers(database)
    contacts = drivers.rated_since(now() - timedelta(days=DRIVER_DAYS))
    drivers.keep(_as_json(report_on(contacts)))
    return len(contacts)


def _as_json(report: Report) -> dict[str, Any]:
    groups = {"": report.overall, **report.by_segment}
    return {
        "rated": dict(report.rated),
        "drivers": {name: [_driver(each) for each in found] for name, found in groups.items()},
    }


def _driver(driver: Estimate) -> dict[str, Any]:
    return asdict(driver) | {"factor": driver.factor.name, "words": in_words(driver)}


if __name__ == "__main__":
    main()
