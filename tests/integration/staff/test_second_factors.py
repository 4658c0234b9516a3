"""Second factors in the record: each code counts once, and nobody reads the secrets."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from core.staff import (
    HALF_LASTS,
    OFFER_LASTS,
    STEP,
    OfferOver,
    Role,
    StaffMember,
    WrongCode,
    WrongRecoveryCode,
)
from store.audit import read_audit
from store.clock import now
from store.database import Database
from store.schema import half_sign_ins, recovery_codes, second_factors
from store.staff import HalfSignIns, SecondFactors, Staff, StaffSessions
from store.staff.second_factors import AlreadySetUp, NotSetUp, SecretUnreadable
from tests.support.authenticator import Authenticator

pytestmark = pytest.mark.every_database

PASSWORD = "long enough"
SECRET = "a secret for tests, long enough to sign"


@pytest.fixture
def sam(database: Database) -> StaffMember:
    return Staff(database).add("sam@tern.example", "Sam", Role.AGENT, PASSWORD, by="test")


@pytest.fixture
def factors(database: Database) -> SecondFactors:
    return SecondFactors(database, SECRET)


def set_up(factors: SecondFactors, member: StaffMember) -> tuple[Authenticator, tuple[str, ...]]:
    offer = factors.offer(member, "Tern")
    app = Authenticator(offer.secret)
    return app, factors.set_up(member, offer.sealed, app.code())


def test_a_code_signs_in_once_and_of_two_who_send_it_at_once_one_is_let_in(
    factors: SecondFactors, sam: StaffMember
) -> None:
    app, _ = set_up(factors, sam)
    code = app.code()

    def let_in(_: int) -> bool:
        try:
            factors.check(sam, code)
        except WrongCode:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(let_in, range(4))) == 1
    assert not let_in(0)


def test_a_code_is_over_after_its_time(
    factors: SecondFactors, sam: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, _ = set_up(factors, sam)
    code, later = app.code(), now() + 5 * STEP
    monkeypatch.setattr("store.staff.second_factors.now", lambda: later)
    with pytest.raises(WrongCode):
        factors.check(sam, code)


def test_each_recovery_code_works_once_for_its_owner_alone(
    factors: SecondFactors, sam: StaffMember, database: Database
) -> None:
    _, codes = set_up(factors, sam)
    kim = Staff(database).add("kim@tern.example", "Kim", Role.AGENT, PASSWORD, by="test")
    assert len(set(codes)) == 10
    with pytest.raises(WrongRecoveryCode):
        factors.use_recovery_code(kim, codes[0])
    for code in codes:
        factors.use_recovery_code(sam, code)
        with pytest.raises(WrongRecoveryCode):
            factors.use_recovery_code(sam, code)
    factor = factors.of(sam.id)
    assert factor is not None
    assert factor.codes_left == 0
    used = [line for line in read_audit(database, sam.email) if line.what == "staff.recovery_code"]
    assert [line.detail for line in used] == [f"{left} left" for left in range(9, -1, -1)]


def test_neither_the_apps_secret_nor_a_recovery_code_can_be_read_in_the_record(
    factors: SecondFactors, sam: StaffMember, database: Database
) -> None:
    offer = factors.offer(sam, "Tern")
    codes = factors.set_up(sam, offer.sealed, Authenticator(offer.secret).code())
    with database.reading() as connection:
        kept = str(connection.execute(select(second_factors)).all())
        kept += str(connection.execute(select(recovery_codes)).all())
    assert offer.secret not in kept
    assert not any(code.replace("-", "") in kept for code in codes)
    with_another = SecondFactors(database, "another secret for tests, long enough too")
    with pytest.raises(SecretUnreadable):
        with_another.check(sam, "123456")
    with_another.use_recovery_code(sam, codes[0])


def test_an_offer_is_for_one_person_and_for_some_minutes(
    factors: SecondFactors, sam: StaffMember, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim = Staff(database).add("kim@tern.example", "Kim", Role.AGENT, PASSWORD, by="test")
    offer = factors.offer(sam, "Tern")
    code = Authenticator(offer.secret).code()
    for sealed in (factors.offer(kim, "Tern").sealed, "nonsense", ""):
        with pytest.raises(OfferOver):
            factors.set_up(sam, sealed, code)
    with pytest.raises(WrongCode):
        factors.set_up(sam, offer.sealed, "000000" if code != "000000" else "000001")
    assert factors.of(sam.id) is None
    later = now() + OFFER_LASTS + timedelta(seconds=1)
    monkeypatch.setattr("store.sealing.now", lambda: later)
    with pytest.raises(OfferOver):
        factors.set_up(sam, offer.sealed, code)


def test_setting_up_ends_every_session_and_cannot_be_done_over_one_that_is_on(
    factors: SecondFactors, sam: StaffMember, database: Database
) -> None:
    session = StaffSessions(database).start(sam, "192.0.2.1", "Firefox on Linux")
    app, codes = set_up(factors, sam)
    assert StaffSessions(database).member(session) is None
    with pytest.raises(AlreadySetUp):
        set_up(factors, sam)
    factors.check(sam, app.code())
    factors.use_recovery_code(sam, codes[0])


def test_who_turns_it_off_needs_a_code_and_who_lost_it_an_admin(
    factors: SecondFactors, sam: StaffMember, database: Database
) -> None:
    app, codes = set_up(factors, sam)
    with pytest.raises(WrongCode):
        factors.turn_off(sam, codes[0])
    factors.turn_off(sam, app.code())
    assert factors.of(sam.id) is None
    with pytest.raises(NotSetUp):
        factors.reset(sam.id, by="ravi@tern.example")
    set_up(factors, sam)
    session = StaffSessions(database).start(sam, "192.0.2.1", "Firefox on Linux")
    factors.reset(sam.id, by="ravi@tern.example")
    assert StaffSessions(database).member(session) is None
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(recovery_codes)).scalar() == 0
    lines = [(line.who, line.what) for line in read_audit(database, sam.email)]
    assert (sam.email, "staff.second_factor_off") in lines
    assert ("ravi@tern.example", "staff.second_factor_reset") in lines


def test_a_session_of_a_role_that_needs_a_second_factor_is_good_for_nothing_without_one(
    factors: SecondFactors, sam: StaffMember, database: Database
) -> None:
    sessions = StaffSessions(database)
    before = sessions.start(sam, "192.0.2.1", "Firefox on Linux")
    assert sessions.member(before, {Role.ADMIN}) == sam
    assert sessions.member(before, {Role.AGENT}) is None
    set_up(factors, sam)
    after = sessions.start(sam, "192.0.2.1", "Firefox on Linux")
    assert sessions.member(after, {Role.AGENT}) == sam


def test_half_a_sign_in_ends_by_itself_and_with_the_password(
    sam: StaffMember, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    half = HalfSignIns(database)
    token = half.start(sam)
    assert half.owner(token) == sam
    assert half.owner("guessed") is None
    Staff(database).change_password(sam, PASSWORD, "another long one")
    assert half.owner(token) is None
    token = half.start(sam)
    later = now() + HALF_LASTS + timedelta(seconds=1)
    monkeypatch.setattr("store.staff.half_sign_ins.now", lambda: later)
    assert half.owner(token) is None
    half.start(sam)
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(half_sign_ins)).scalar() == 1
