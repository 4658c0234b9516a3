"""A demo history with all that is found in it, written before web begins to read it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from commands.demo.planning import MENDED_AFTER, MISSING
from core.staff import Role
from store.clock import now
from store.content_gaps import GapCollector
from store.database import Database
from store.insights import Drivers
from tests.browser.insights.pages import LAST_WEEK, SINCE_MENDED
from tests.support.browser.site import Site, running_site
from tests.support.demo_history import roll_up, write_days

FOUND = {  # so that web need not look for it
    "rated": {"": 800, "newcomer": 90},
    "drivers": {
        "": [{"words": "Each failed answer adds 0.71 to the effort score."}],
        "newcomer": [],
    },
}


@pytest.fixture(scope="package")
def site(redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    with closing(Database(f"sqlite:///{folder / 'effie.db'}")) as database:
        database.migrate()
        write_days(database, MENDED_AFTER + SINCE_MENDED, until=now() - timedelta(days=LAST_WEEK))
        roll_up(database)
        put_into_gaps(database)
        roll_up(database)
        Drivers(database).keep(FOUND)
    with running_site(redis_url, folder) as site:
        site.add_staff("Ravi Menon", Role.ADMIN)
        yield site


def put_into_gaps(database: Database) -> None:
    """Group what nobody answered by its matter, as the assistant would."""
    collector = GapCollector(database)
    while collector.collect():
        pass
    gaps = {words: str(gap) for gap, said in collector.groups().items() for words in said}
    matters = {words: f"matter {n}" for n, matter in enumerate(MISSING) for words in matter}
    waiting = collector.waiting(10_000)
    collector.assign(
        {each: {**matters, **gaps}.get(words, words) for each, words in waiting.items()}
    )
