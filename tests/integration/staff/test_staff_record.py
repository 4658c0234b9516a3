"""Staff in the record: accounts, sessions and the links that set a password."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import alembic.command
import alembic.config
import pytest
from sqlalchemy import text

from core.errors import BadInput
from core.staff import LINK_LASTS, SESSION_LASTS, SESSION_LASTS_UNUSED, Role, StaffMember
from launch.paths import HOME
from store.clock import now
from store.database import Database
from store.staff import EmailTaken, PasswordLinks, Staff, StaffSessions, WrongLogin
from store.staff.accounts import Deactivated, LastAdmin
from store.staff.password_links import LinkGone

pytestmark = pytest.mark.every_database

PASSWORD = "long enough"


@pytest.fixture
def staff(database: Database) -> Staff:
    return Staff(database)


@pytest.fixture
def sessions(database: Database) -> StaffSessions:
    return StaffSessions(database)


@pytest.fixture
def links(database: Database) -> PasswordLinks:
    return PasswordLinks(database)


@pytest.fixture
def sam(staff: Staff) -> StaffMember:
    return staff.add("Sam@Tern.example", "Sam Whitaker", Role.AGENT, PASSWORD, by="test")


def pass_time(patch: pytest.MonkeyPatch, module: str, by: timedelta) -> None:
    patch.setattr(f"store.staff.{module}.now", lambda: now() + by)


def test_only_the_right_password_signs_in_and_a_session_ends_with_signing_out(
    staff: Staff, sessions: StaffSessions, sam: StaffMember
) -> None:
    assert staff.check_password("sam@tern.example", PASSWORD) == sam
    for email, password in (("sam@tern.example", "wrong"), ("nobody@tern.example", "x")):
        with pytest.raises(WrongLogin):
            staff.check_password(email, password)
    token = sessions.start(sam, "192.0.2.1", "Firefox on Linux")
    assert sessions.member(token) == sam
    sessions.end(token, sam)
    assert sessions.member(token) is None


def test_accounts_need_a_free_address_and_a_long_password(staff: Staff, sam: StaffMember) -> None:
    with pytest.raises(EmailTaken):
        staff.add("SAM@tern.example", "Other", Role.AGENT, PASSWORD, by="test")
    with pytest.raises(BadInput):
        staff.add("new@tern.example", "New", Role.AGENT, "short", by="test")
    with pytest.raises(BadInput):
        staff.add("no address", "New", Role.AGENT, PASSWORD, by="test")


def test_a_session_that_is_used_lasts_a_shift_and_no_longer(
    sessions: StaffSessions, sam: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = sessions.start(sam, "192.0.2.1", "Firefox on Linux")
    used_every = SESSION_LASTS_UNUSED - timedelta(minutes=1)
    passed = timedelta()
    while (passed := passed + used_every) < SESSION_LASTS:
        pass_time(monkeypatch, "sessions", passed)
        assert sessions.member(token) == sam
    pass_time(monkeypatch, "sessions", SESSION_LASTS)
    assert sessions.member(token) is None
    assert sessions.of(sam.id) == []


def test_a_session_that_is_not_used_ends_sooner(
    sessions: StaffSessions, sam: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = sessions.start(sam, "192.0.2.1", "Firefox on Linux")
    pass_time(monkeypatch, "sessions", SESSION_LASTS_UNUSED)
    assert sessions.member(token) is None
    assert sessions.of(sam.id) == []


def test_a_link_sets_a_password_once(staff: Staff, links: PasswordLinks) -> None:
    link = staff.invite("lena@tern.example", "Lena Vogt", Role.AGENT, by="test")
    with pytest.raises(WrongLogin):
        staff.check_password("lena@tern.example", "")
    with pytest.raises(BadInput):
        links.use(link.secret, "short")
    assert links.use(link.secret, PASSWORD) == link.member
    assert staff.check_password("lena@tern.example", PASSWORD) == link.member
    with pytest.raises(LinkGone):
        links.use(link.secret, "another password")


def test_a_link_expires_and_goes_with_its_account(
    staff: Staff, links: PasswordLinks, sam: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = staff.reset_password(sam.id, by="test")
    assert links.owner(link.secret) == sam
    staff.deactivate(sam.id, by="test")
    with pytest.raises(LinkGone):
        links.owner(link.secret)
    with pytest.raises(Deactivated):
        staff.reset_password(sam.id, by="test")
    staff.reactivate(sam.id, by="test")
    late = staff.reset_password(sam.id, by="test")
    pass_time(monkeypatch, "password_links", LINK_LASTS)
    with pytest.raises(LinkGone):
        links.use(late.secret, PASSWORD)


def test_of_two_admins_who_remove_each_other_at_once_one_stays(staff: Staff) -> None:
    one = staff.add("one@tern.example", "One", Role.ADMIN, PASSWORD, by="test")
    two = staff.add("two@tern.example", "Two", Role.ADMIN, PASSWORD, by="test")
    for _ in range(10):
        with ThreadPoolExecutor(2) as threads:
            refused = [error for error in threads.map(removing(staff), (one, two)) if error]
        assert len(refused) == 1
        assert [staff.get(each.id).active for each in (one, two)].count(True) == 1
        for each in (one, two):
            staff.reactivate(each.id, by="test")


def removing(staff: Staff) -> Callable[[StaffMember], LastAdmin | None]:
    """A call that deactivates somebody and returns why not; two of them begin together."""
    together = threading.Barrier(2)

    def remove(member: StaffMember) -> LastAdmin | None:
        together.wait()
        try:
            staff.deactivate(member.id, by="test")
        except LastAdmin as error:
            return error
        return None

    return remove


def test_sessions_from_before_they_told_when_and_where_end_with_the_upgrade(
    database: Database, sessions: StaffSessions, sam: StaffMember
) -> None:
    migrate(database, "0002")
    with database.writing() as connection:
        add = "INSERT INTO staff_sessions VALUES ('hash', :sam, '2999-01-01 00:00:00')"
        connection.execute(text(add), {"sam": sam.id})
    database.migrate()
    assert sessions.of(sam.id) == []
    assert sessions.member(sessions.start(sam, "192.0.2.1", "Firefox on Linux")) == sam


def migrate(database: Database, revision: str) -> None:
    config = alembic.config.Config()
    config.set_main_option("script_location", str(HOME / "store" / "migrations"))
    with database.reading() as connection:
        config.attributes["connection"] = connection
        alembic.command.downgrade(config, revision)
        connection.commit()
