"""Which account a provider's words sign in to: by its id, else by an address it confirmed, once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from core.staff import NotVouchedFor, Role, StaffMember, VouchedFor
from store.audit import read_audit
from store.database import Database
from store.staff import Staff, StaffIdentities, StaffSessions
from store.staff.accounts import LastAdmin
from store.staff.identities import AccountClosed, NoAccountHere, NotLinked, SomebodyElses

pytestmark = pytest.mark.every_database

PASSWORD = "long enough"
SAM = VouchedFor(
    issuer="https://login.tern.example",
    subject="7",
    email="sam@tern.example",
    name="Sam Whitaker",
    role=None,
    new_role=Role.AGENT,
)


@pytest.fixture
def staff(database: Database) -> Staff:
    return Staff(database)


@pytest.fixture
def identities(database: Database) -> StaffIdentities:
    return StaffIdentities(database)


@pytest.fixture
def sam(staff: Staff) -> StaffMember:
    return staff.add("sam@tern.example", "Sam", Role.AGENT, PASSWORD, by="test")


def test_who_is_linked_once_is_known_by_the_providers_id_whatever_their_address_becomes(
    identities: StaffIdentities, sam: StaffMember
) -> None:
    assert identities.sign_in(SAM, makes_accounts=False) == sam
    assert identities.sign_in(replace(SAM, email=""), makes_accounts=False) == sam
    assert identities.sign_in(replace(SAM, email="new@tern.example"), makes_accounts=True) == sam
    assert identities.since(sam.id) is not None


def test_nobody_is_linked_by_an_address_that_is_not_confirmed(
    identities: StaffIdentities, sam: StaffMember
) -> None:
    with pytest.raises(NotVouchedFor):
        identities.sign_in(replace(SAM, email=""), makes_accounts=True)
    assert identities.since(sam.id) is None


def test_an_address_that_went_to_somebody_else_hands_no_account_over(
    identities: StaffIdentities, sam: StaffMember, database: Database
) -> None:
    identities.sign_in(SAM, makes_accounts=False)
    with pytest.raises(SomebodyElses):
        identities.sign_in(replace(SAM, subject="8"), makes_accounts=True)
    session = StaffSessions(database).start(sam, "192.0.2.1", "Firefox", vouched_for=True)
    identities.unlink(sam, by="ravi@tern.example")
    assert StaffSessions(database).member(session) is None
    with pytest.raises(NotLinked):
        identities.unlink(sam, by="ravi@tern.example")
    assert identities.sign_in(replace(SAM, subject="8"), makes_accounts=False) == sam
    done = [line.what for line in read_audit(database, sam.email)]
    assert done[1:] == ["staff.link", "staff.sign_in", "staff.unlink", "staff.link"]


def test_an_account_is_made_only_where_the_settings_say_so_and_once(
    identities: StaffIdentities, staff: Staff
) -> None:
    with pytest.raises(NoAccountHere):
        identities.sign_in(SAM, makes_accounts=False)

    def come(_: int) -> StaffMember:
        return identities.sign_in(replace(SAM, new_role=Role.SUPERVISOR), makes_accounts=True)

    with ThreadPoolExecutor(4) as pool:
        assert len({member.id for member in pool.map(come, range(4))}) == 1
    (account,) = staff.everyone()
    assert (account.member.name, account.member.role) == ("Sam Whitaker", Role.SUPERVISOR)
    assert (account.has_password, account.is_linked) == (False, True)


def test_a_deactivated_account_stays_closed(
    identities: StaffIdentities, staff: Staff, sam: StaffMember
) -> None:
    staff.add("ravi@tern.example", "Ravi", Role.ADMIN, PASSWORD, by="test")
    staff.deactivate(sam.id, by="test")
    with pytest.raises(AccountClosed):
        identities.sign_in(SAM, makes_accounts=True)
    staff.reactivate(sam.id, by="test")
    identities.sign_in(SAM, makes_accounts=False)
    staff.deactivate(sam.id, by="test")
    with pytest.raises(AccountClosed):
        identities.sign_in(SAM, makes_accounts=True)


def test_the_role_the_provider_names_counts_from_each_sign_in_on_but_an_admin_is_left(
    identities: StaffIdentities, staff: Staff, sam: StaffMember, database: Database
) -> None:
    as_admin = replace(SAM, role=Role.ADMIN)
    assert identities.sign_in(as_admin, makes_accounts=False).role is Role.ADMIN
    assert (
        read_audit(database, sam.email)[-1].who,
        read_audit(database, sam.email)[-1].detail,
    ) == (
        "single sign-on",
        "agent → admin",
    )
    as_agent = replace(SAM, role=Role.AGENT)
    assert identities.sign_in(as_agent, makes_accounts=False).role is Role.ADMIN
    with pytest.raises(LastAdmin):
        staff.change_role(sam.id, Role.AGENT, by="test")


def test_a_session_the_provider_vouched_for_needs_no_second_factor_of_ours(
    sam: StaffMember, database: Database
) -> None:
    sessions = StaffSessions(database)
    session = sessions.start(sam, "192.0.2.1", "Firefox", vouched_for=True)
    assert sessions.member(session, {Role.AGENT}) == sam
