"""Every day of /insights counted anew from the record: `python -m commands.recompute_insights`.

For after a restored backup, or conversations that were deleted by hand. Effie may run meanwhile; a
run that is cut off is gone on with by Effie itself.
"""

from __future__ import annotations

import sys

from commands.sources import record_url, settings_in_use
from core.errors import EffieError
from launch.errors import LaunchError
from store.database import Database
from store.insights import InsightRollUp
from store.process import begin_process


def main() -> None:
    """Count and say how far it is; ends with 1 if that cannot be done."""
    begin_process()
    try:
        database = Database(record_url())
        database.migrate()
        segment = settings_in_use(database).segments.default
        roll_up = InsightRollUp(database)
        roll_up.mark_everything()
        days = 0
        while left := roll_up.catch_up(segment):
            days += 1
            print(f"\r{days:,} parts counted, {left - 1:,} known to be left ", end="", flush=True)
    except (EffieError, LaunchError) as error:
        sys.exit(str(error))
    print("\nEvery day is counted anew; see /insights.")


if __name__ == "__main__":
    main()
