"""Measure the pages of insights over many conversations, by HTTP: how long each takes, and memory.

python -m benchmarks.insights [--conversations 100000] [--days 365] [--looks 20]
    [--only PART ...] [--record FILE] [--json OUT]

Fills a record (SQLite, in a folder of its own; DATABASE_URL may name an empty one instead), rolls
it up, then once more what a day's conversations change, starts a web process over it, and looks at
every page and every list behind a figure, over the last 90 days and over all days. --record names
a file that is kept, and filled only if it is not there yet. 1,000,000 conversations need several
GB, and patience.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.insights.looks import paths_of, served
from benchmarks.insights.made_up import fill
from core.errors import EffieError
from launch.errors import LaunchError
from store.clock import now
from store.database import Database
from store.insights import InsightRollUp, Insights, mark, roll_up_offers

_USUAL = 90  # days, of a page that is asked for nothing
MAX_CONVERSATIONS, MAX_DAYS, MAX_LOOKS = 2_000_000, 366, 200


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; returns the exit status, 2 for a mistake in the input."""
    options = _options(arguments)
    try:
        with TemporaryDirectory() as folder:
            found = measure(options, Path(folder))
    except (EffieError, LaunchError) as error:
        print(error, file=sys.stderr)
        return 2
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return 0


def measure(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Fill a record if there is none, roll it up, and look at the pages; prints as it goes."""
    file = options.record or folder / "effie.db"
    is_new = not file.exists()
    database = Database(os.environ.get("DATABASE_URL") or f"sqlite:///{file}")
    database.migrate()
    found: dict[str, Any] = {"conversations": options.conversations, "days": options.days}
    if is_new:
        began = time.perf_counter()
        fill(database, options.conversations, options.days, _say)
        found["filled_seconds"] = round(time.perf_counter() - began, 1)
    found |= _rolled_up(database)
    with database.writing() as connection:
        mark(connection, [now().date() - timedelta(days=1)])
    found["night"] = _rolled_up(database)
    year = {"since": (now().date() - timedelta(days=options.days - 1)).isoformat()}
    with served(folder, database) as web:
        found["pages"] = {}
        for days in ({}, year) if options.days > _USUAL else ({},):
            for path in paths_of(days, options.only):
                look = web.look(path, options.looks)
                found["pages"][path] = asdict(look)
                told = f"{path:<72} {look.median:>8.0f} {look.p95:>8.0f}"
                print(told if look.met else f"{told}  over", flush=True)
        found["web_megabytes"] = round(web.megabytes)
    print(f"web held {found['web_megabytes']} MB", flush=True)
    database.close()
    return found


def _rolled_up(database: Database) -> dict[str, float]:
    """Roll up what is marked; returns how long that took."""
    roll_up, steps, longest = InsightRollUp(database), 0, 0.0
    began, worked = time.perf_counter(), time.process_time()
    while roll_up_offers(database):
        _say(f"offers, {time.perf_counter() - began:.0f} s")
    while True:
        step = time.perf_counter()
        left = roll_up.catch_up("newcomer")
        if not left:
            break
        steps, longest = steps + 1, max(longest, time.perf_counter() - step)
        if steps % 20 == 0:
            _say(f"{steps} parts rolled up, {Insights(database).waiting()} days are left")
    found = {
        "rolled_up_seconds": round(time.perf_counter() - began, 1),
        "rolled_up_processor_seconds": round(time.process_time() - worked, 1),
        "longest_part_seconds": round(longest, 2),
    }
    print(json.dumps(found), flush=True)
    return found


def _say(what: str) -> None:
    print(f"{what} …", file=sys.stderr, flush=True)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.insights")
    parser.add_argument("--conversations", type=int, default=100_000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--looks", type=int, default=20)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--record", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    for name, most in (
        ("conversations", MAX_CONVERSATIONS),
        ("days", MAX_DAYS),
        ("looks", MAX_LOOKS),
    ):
        if not 1 <= getattr(options, name) <= most:
            parser.error(f"--{name} must be from 1 to {most:,}")
    return options


if __name__ == "__main__":
    sys.exit(main())
