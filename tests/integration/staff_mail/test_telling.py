"""What members of staff are told by e-mail: each thing once, unless they want it not."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import datetime, timedelta

import pytest
from aiosmtplib import SMTPServerDisconnected
from sqlalchemy import update

from core.conversations import ANONYMOUS
from core.handoffs import FollowUpKind
from core.staff import Role, StaffMember
from core.staff_mail import StaffMailKind
from store.clock import now
from store.conversations import Conversations, Notes
from store.database import Database
from store.handoffs import FollowUps, Owed
from store.insights import Insights, mark
from store.schema import staff
from store.staff import PasswordLinks, Staff
from store.staff_mail import StaffMails, queue_what_is_due
from tests.integration.staff_mail.conftest import SITE
from tests.support.demo_history import roll_up, write_days
from tests.support.vendors.mail import OWN, MailVendor
from tests.support.waiting import until
from tests.support.web import PASSWORD, Web, sign_in
from web.channels.email import smtp
from web.insights.weekly import send_weekly

SOON = timedelta(minutes=6)  # longer than a mention is left to be read


def note(web: Web, conversation: str, by: StaffMember, *named: StaffMember) -> None:
    Notes(web.services.database).add(conversation, f"note-{by.id}", by, "fix Ada's card", named)


def owe(database: Database, due: datetime) -> int:
    one = Conversations(database).start(ANONYMOUS, "web", "").id
    owed = Owed(one, FollowUpKind.PROMISED, due, words="ring Ada")
    return FollowUps(database).open(owed).id


@pytest.mark.every_database
async def test_a_mention_that_is_not_read_is_mailed_once_without_its_words(
    web: Web,
    provider: MailVendor,
    database: Database,
) -> None:
    ravi = web.services.staff.everyone()[0].member
    sam, una, lea = (web.add_staff(each) for each in ("Sam Whitaker", "Una Quiet", "Lea Quick"))
    web.services.staff_mails.choose(una.id, [StaffMailKind.FOLLOW_UP])
    one = Conversations(database).start(ANONYMOUS, "web", "").id
    note(web, one, ravi, sam, una, lea)
    assert queue_what_is_due(database, now()) == 0, "whoever is at the desk reads it there"
    (unread,) = web.services.staff_notices.of(lea, one)
    web.services.staff_notices.read(unread.id, lea)
    for _ in range(2):
        await asyncio.gather(
            *(asyncio.to_thread(queue_what_is_due, database, now() + SOON) for _ in range(3))
        )
    await until(lambda: web.services.staff_mails.waiting() == 0)
    assert Counter(got.to for got in provider.got) == {sam.email: 1}
    (got,) = provider.got
    assert "Ravi Menon has named you" in str(got.mail["Subject"])
    assert f"/desk?conversation={one}" in got.plain
    assert "Ada" not in got.plain
    assert got.mail["Auto-Submitted"] == "auto-generated"


@pytest.mark.every_database
async def test_a_follow_up_that_is_due_is_told_its_owner_once_or_else_those_who_lead(
    web: Web,
    provider: MailVendor,
    database: Database,
) -> None:
    ravi = web.services.staff.everyone()[0].member
    sam = web.add_staff("Sam Whitaker")
    web.add_staff("Lea Quick")
    follow_ups, at = FollowUps(database), now()
    owned, _nobodys, done, _later = (
        owe(database, at + timedelta(hours=hours)) for hours in (1, 1, 1, 24)
    )
    follow_ups.claim(owned, sam)
    follow_ups.finish(done, sam, "rang")
    assert [queue_what_is_due(database, at + timedelta(hours=2)) for _ in range(2)] == [2, 0]
    await until(lambda: web.services.staff_mails.waiting() == 0)
    assert Counter(got.to for got in provider.got) == {sam.email: 1, ravi.email: 1}
    assert all("/desk/follow-ups" in got.plain for got in provider.got)


@pytest.mark.every_database
def test_what_is_done_before_its_mail_goes_out_is_not_told_and_what_is_claimed_is_nobody_elses(
    database: Database,
) -> None:
    mails, at = StaffMails(database), now()
    sam = Staff(database).add("sam@tern.example", "Sam Whitaker", Role.AGENT, PASSWORD, by="test")
    done, owed = (owe(database, at) for _ in range(2))
    for each in (done, owed):
        FollowUps(database).claim(each, sam)
    assert queue_what_is_due(database, at) == 2
    FollowUps(database).finish(done, sam, "rang")
    due = mails.claim(now())
    assert due is not None
    assert (due.kind, due.member, due.attempts) == (StaffMailKind.FOLLOW_UP, sam, 1)
    assert mails.claim(now()) is None
    again = mails.claim(now() + timedelta(minutes=5))
    assert again is not None, "whoever claimed it died"
    assert (again.id, again.attempts) == (due.id, 2)
    mails.note_sent(again)
    assert (mails.waiting(), mails.failed(5)) == (0, [])


@pytest.mark.every_database
def test_more_than_are_looked_for_at_once_are_told_one_look_after_the_other(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.staff_mail.finding._AT_ONCE", 2)
    sam = Staff(database).add("sam@tern.example", "Sam Whitaker", Role.AGENT, PASSWORD, by="test")
    at = now()
    for _ in range(5):
        FollowUps(database).claim(owe(database, at), sam)
    assert [queue_what_is_due(database, now()) for _ in range(4)] == [2, 2, 1, 0]


def test_a_link_that_an_admin_passes_on_is_not_ended_by_a_mail_that_still_waits(
    database: Database,
) -> None:
    accounts, mails = Staff(database), StaffMails(database)
    lena = accounts.invite("lena@tern.example", "Lena Vogt", Role.AGENT, "ravi").member
    mails.queue(lena, StaffMailKind.INVITED)
    shown = accounts.reset_password(lena.id, "ravi")
    assert mails.claim(now()) is None
    mails.queue(lena, StaffMailKind.FORGOTTEN)
    PasswordLinks(database).use(shown.secret, PASSWORD)
    assert mails.claim(now()) is None, "a password was set, so nobody waits for a link"


async def test_what_the_server_does_not_take_is_tried_again_or_shown_to_admins(
    web: Web,
    provider: MailVendor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("core.staff_mail.retries._WAITS", (timedelta(seconds=0.1),) * 3)
    mails = web.services.staff_mails
    sam, lena = web.add_staff("Sam Whitaker"), web.add_staff("Lena Vogt")
    provider.answers.extend(["451 4.7.1 try again later"] * 2)
    mails.queue(sam, StaffMailKind.RESET)
    await until(lambda: len(provider.got_by(sam.email)) == 1)
    provider.nobody.add(lena.email)
    mails.queue(lena, StaffMailKind.RESET)
    await until(lambda: bool(mails.failed(5)))
    async with web.browser() as ravi:
        csrf = {"csrf": await sign_in(ravi, "ravi@tern.example")}
        page = (await ravi.get("/staff-mail")).text
        assert ("lena@tern.example" in page, "sam@tern.example" in page) == (True, False)
        tested = await ravi.post("/staff-mail/test", data=csrf)
        assert "The server has taken a test to ravi@tern.example" in tested.text
        assert len(provider.got_by("ravi@tern.example")) == 1

        def away(*_: object, **__: object) -> None:
            raise SMTPServerDisconnected("gone")

        monkeypatch.setattr(smtp.aiosmtplib.SMTP, "connect", away)
        failed = await ravi.post("/staff-mail/test", data=csrf, headers={"Accept": "text/html"})
        assert (failed.status_code, "was not taken" in failed.text) == (502, True)


async def test_everybody_chooses_what_they_are_written_to_for(web: Web) -> None:
    sam = web.add_staff("Sam Whitaker")
    async with web.browser() as browser:
        csrf = {"csrf": await sign_in(browser, sam.email)}
        wanted = web.services.staff_mails.wanted_by
        assert wanted(sam.id) == {StaffMailKind.MENTION, StaffMailKind.FOLLOW_UP}
        await browser.post("/account/mail", data={**csrf, "mail": "follow_up"})
        assert wanted(sam.id) == {StaffMailKind.FOLLOW_UP}
        page = (await browser.get("/account")).text
        assert page.count('name="mail" value="follow_up" checked') == 1
        assert 'name="mail" value="mention" checked' not in page


async def test_whoever_left_is_written_to_no_more(
    web: Web,
    provider: MailVendor,
) -> None:
    sam = web.add_staff("Sam Whitaker")
    web.add_staff("Una Quiet", Role.ADMIN)
    web.services.staff.deactivate(sam.id, "test")
    web.services.staff_mails.queue(sam, StaffMailKind.FORGOTTEN)
    await until(lambda: web.services.staff_mails.waiting() == 0)
    assert provider.got == []


async def test_the_week_goes_out_from_the_staffs_server_once_to_each_reader(
    web: Web,
    provider: MailVendor,
    database: Database,
) -> None:
    web.add_staff("Sam Whitaker")
    lead = web.add_staff("Sol Lead", Role.SUPERVISOR)
    with database.writing() as connection:
        connection.execute(update(staff).values(created_at=now() - timedelta(days=30)))
    write_days(database, 21)
    roll_up(database)
    await until(lambda: Insights(database).waiting() == 0)
    with database.writing() as connection:  # today goes on, and nobody waits for it
        mark(connection, [now().date()])
    await asyncio.gather(*(send_weekly(web.services) for _ in range(3)))
    await until(lambda: len(provider.got) == 2)
    await send_weekly(web.services)
    told = {"ravi@tern.example": 1, lead.email: 1}
    assert Counter(got.to for got in provider.got) == told
    async with web.browser() as browser:
        await sign_in(browser, lead.email)
        page = (await browser.get("/insights/week")).text
    assert f"It goes out from {OWN}" in page
    (got, *_) = provider.got_by(lead.email)
    assert str(got.mail["Subject"]).startswith("Customers' effort last week")
    contacts = got.plain.partition(" contacts.")[0].rpartition(" ")[2]
    assert f"{contacts} contacts" in page
    assert f"{SITE}/insights/week" in got.plain
