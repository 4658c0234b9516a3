"""What drives the score is found in the record, and told on its page."""

from __future__ import annotations

from pathlib import Path

from core.staff import Role
from store.database import Database
from store.insights import Drivers
from tests.support.demo_history import count_by_hand, roll_up, write_days
from tests.support.waiting import until
from tests.support.web import running_web, sign_in


async def test_web_looks_for_what_drives_the_score_and_is_silent_where_too_little_is_there(
    database: Database, redis_url: str, tmp_path: Path
) -> None:
    write_days(database, 45)
    roll_up(database)
    rated = sum(each.score is not None for each in count_by_hand(database).values())
    async with running_web(database.url, redis_url, tmp_path) as web, web.browser() as browser:
        await sign_in(browser, web.add_staff("Sol Lead", Role.SUPERVISOR).email)
        await until(lambda: Drivers(database).last() is not None)  # a process that web has started
        page = (await browser.get("/insights/drivers")).text
    assert "Each failed answer adds" in page
    assert f"{rated:,} scores" in page
    assert "Too few scores to say anything" in page  # of each segment
