"""The week by e-mail: once to everybody who may see it, as its page tells it."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta

from sqlalchemy import update

from core.insights import week_to_tell
from core.staff import Role
from store.channels import Outbox
from store.clock import now
from store.database import Database
from store.insights import Insights, mark, want
from store.schema import staff
from tests.support.channels import At
from tests.support.demo_history import count_by_hand, roll_up, write_days
from tests.support.vendors.mail import MailVendor
from tests.support.waiting import until
from tests.support.web import sign_in
from web.insights.weekly import send_weekly


async def test_each_reader_gets_the_week_once_as_the_page_tells_it(
    database: Database, at: At, post: MailVendor
) -> None:
    web = at.web
    lead = web.add_staff("Sol Lead", Role.SUPERVISOR)
    silent = web.add_staff("Una Quiet", Role.ADMIN)
    web.add_staff("Sam Agent")
    with database.writing() as connection:
        connection.execute(update(staff).values(created_at=now() - timedelta(days=30)))
    web.add_staff("Nia New", Role.ADMIN)
    want(database, silent.id, False)
    write_days(database, 21)
    roll_up(database)
    await until(lambda: Insights(database).waiting() == 0)
    with database.writing() as connection:  # today goes on, and nobody waits for it
        mark(connection, [now().date()])
    await asyncio.gather(*(send_weekly(web.services) for _ in range(3)))
    await send_weekly(web.services)
    await until(lambda: bool(post.got))
    queued = [each for n in range(1, 20) if (each := Outbox(database).get(n)) is not None]
    assert Counter(each.recipient for each in queued) == {lead.email: 1}
    (got,) = post.got_by(lead.email)
    assert str(got.mail["Subject"]).startswith("Customers' effort last week")
    async with web.browser() as browser:
        await sign_in(browser, lead.email)
        page = (await browser.get("/insights/week")).text
    told = week_to_tell(now())
    counted = count_by_hand(database).values()
    week = [each for each in counted if told.since <= each.day <= told.until]
    assert f"{len(week):,} contacts" in page
    spent: Counter[tuple[str, str]] = Counter()
    for each in week:
        spent.update(each.costs)
    minutes = f"{max(spent.values()):,.0f} minutes in "
    assert minutes in page
    assert minutes in " ".join(got.plain.split())
    assert "Stop sending it to me" in page


async def test_without_a_mailbox_the_page_says_so(at: At) -> None:
    lead = at.web.add_staff("Sol Lead", Role.SUPERVISOR)
    async with at.web.browser() as browser:
        await sign_in(browser, lead.email)
        assert "no mailbox is connected" in (await browser.get("/insights/week")).text
    await send_weekly(at.web.services)
