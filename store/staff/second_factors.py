"""Second factors: the secret that an authenticator app shares with us, and recovery codes."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import pyotp
from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from core.errors import Conflict, NotFound
from core.staff import (
    OFFER_LASTS,
    RECOVERY_ALPHABET,
    RECOVERY_CODE_LENGTH,
    RECOVERY_CODES,
    OfferOver,
    StaffMember,
    WrongCode,
    WrongRecoveryCode,
    in_groups,
    read_app_code,
    read_recovery_code,
    steps_open,
)
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.schema import recovery_codes, second_factors, staff
from store.sealing import Seal, SealBroken
from store.staff.sessions import end_sessions
from store.staff.tokens import token_hash

_NEVER = -1  # the step of the latest code that was used, before any was


class AlreadySetUp(Conflict):
    """Two-factor sign-in is on already. Turn it off first to use another app."""


class NotSetUp(NotFound):
    """Two-factor sign-in is off for this account. There is nothing to reset."""


class SecretUnreadable(Conflict):
    """Your app's codes cannot be checked: this installation's secret has changed. Use a recovery
    code, or ask an admin to reset your two-factor sign-in.
    """


@dataclass(frozen=True)
class SecondFactor:
    """What is known of somebody's: since when, and how many recovery codes are left."""

    since: datetime
    codes_left: int


@dataclass(frozen=True)
class FactorOffer:
    """A fresh secret for an app: as people type it, as apps read it, and sealed for the form."""

    secret: str
    address: str
    sealed: str


class SecondFactors:
    """Setting up, checking and taking back second factors.

    secret: the installation's; without it nobody reads the apps' secrets in the record
    """

    def __init__(self, database: Database, secret: str) -> None:
        self._database = database
        self._kept, self._offered = Seal(secret, "second factor"), Seal(secret, "factor offer")

    def of(self, member: str) -> SecondFactor | None:
        """Return what is known of someone's second factor, None without one."""
        left = (
            select(func.count())
            .where(recovery_codes.c.staff == second_factors.c.staff)
            .scalar_subquery()
        )
        query = select(second_factors.c.since, left).where(second_factors.c.staff == member)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else SecondFactor(*row)

    def offer(self, member: StaffMember, issuer: str) -> FactorOffer:
        """Make a secret for someone's app; it counts once they confirm it by a code.

        issuer: whose account it is, as their app calls it
        """
        secret = pyotp.random_base32()
        return self._offer(member, issuer, secret)

    def offer_again(self, member: StaffMember, issuer: str, sealed: str) -> FactorOffer:
        """Return an offer as it was made before; raises OfferOver."""
        return self._offer(member, issuer, self._offered_secret(member, sealed))

    def set_up(self, member: StaffMember, sealed: str, code: str) -> tuple[str, ...]:
        """Confirm an offer by the app's first code; return the recovery codes, this once.

        Every session ends: they were begun by a password alone. Raises WrongCode, OfferOver or
        AlreadySetUp.
        """
        secret, at = self._offered_secret(member, sealed), now()
        step = _matching(secret, read_app_code(code), steps_open(at, _NEVER))
        codes = tuple(_new_recovery_code() for _ in range(RECOVERY_CODES))
        factor = {
            "staff": member.id,
            "secret": self._kept.close(secret),
            "last_step": step,
            "since": at,
        }
        with self._database.writing() as connection:
            try:
                connection.execute(insert(second_factors).values(**factor))
            except IntegrityError:
                raise AlreadySetUp from None
            rows = [{"code_hash": token_hash(code), "staff": member.id} for code in codes]
            connection.execute(insert(recovery_codes), rows)
            end_sessions(connection, member.id)
            write_audit(connection, member.email, "staff.second_factor_on", member.email)
        return tuple(map(in_groups, codes))

    def check(self, member: StaffMember, code: str) -> None:
        """Use a code of the app, which counts once; raises WrongCode or SecretUnreadable."""
        typed = read_app_code(code)
        with self._database.writing() as connection:
            self._use(connection, member, typed)

    def use_recovery_code(self, member: StaffMember, code: str) -> None:
        """Use a recovery code, which is gone then; raises WrongRecoveryCode."""
        typed = read_recovery_code(code)
        with self._database.writing() as connection:
            used = connection.execute(
                delete(recovery_codes).where(
                    recovery_codes.c.code_hash == token_hash(typed),
                    recovery_codes.c.staff == member.id,
                )
            )
            if not used.rowcount:
                raise WrongRecoveryCode
            count = select(func.count()).where(recovery_codes.c.staff == member.id)
            left = f"{connection.execute(count).scalar_one()} left"
            write_audit(connection, member.email, "staff.recovery_code", member.email, left)

    def turn_off(self, member: StaffMember, code: str) -> None:
        """Do without from now on, by a last code; raises WrongCode or SecretUnreadable."""
        typed = read_app_code(code)
        with self._database.writing() as connection:
            self._use(connection, member, typed)
            _drop(connection, member.id)
            write_audit(connection, member.email, "staff.second_factor_off", member.email)

    def reset(self, member: str, by: str) -> None:
        """Take back what someone lost, and sign them out everywhere; raises NotSetUp."""
        query = select(staff.c.email).where(staff.c.id == member)
        with self._database.reading() as connection:
            email = connection.execute(query).scalar_one_or_none()
        if email is None:
            raise NotSetUp
        reset_second_factor(self._database, email, by)

    def _use(self, connection: Connection, member: StaffMember, code: str) -> None:
        """Two who send the same code at once: one of them is let in."""
        query = select(second_factors).where(second_factors.c.staff == member.id)
        factor = connection.execute(query.with_for_update()).one_or_none()
        if factor is None:
            raise WrongCode
        step = _matching(self._secret_of(factor), code, steps_open(now(), factor.last_step))
        used = connection.execute(
            update(second_factors)
            .where(second_factors.c.staff == member.id, second_factors.c.last_step < step)
            .values(last_step=step)
        )
        if not used.rowcount:
            raise WrongCode

    def _secret_of(self, factor: Row[tuple[object, ...]]) -> str:
        try:
            return self._kept.open(factor.secret)
        except SealBroken:
            raise SecretUnreadable from None

    def _offer(self, member: StaffMember, issuer: str, secret: str) -> FactorOffer:
        address = pyotp.TOTP(secret).provisioning_uri(name=member.email, issuer_name=issuer)
        return FactorOffer(secret, address, self._offered.close(f"{member.id}:{secret}"))

    def _offered_secret(self, member: StaffMember, sealed: str) -> str:
        try:
            whose, _, secret = self._offered.open(sealed, within=OFFER_LASTS).partition(":")
        except SealBroken:
            raise OfferOver from None
        if whose != member.id:
            raise OfferOver
        return secret


def reset_second_factor(database: Database, email: str, by: str) -> None:
    """Take back what the owner of an address lost; raises NotSetUp."""
    with database.writing() as connection:
        query = select(staff.c.id).where(staff.c.email == email)
        member = connection.execute(query).scalar_one_or_none()
        if member is None or not _drop(connection, member):
            raise NotSetUp
        end_sessions(connection, member)
        write_audit(connection, by, "staff.second_factor_reset", email)


def _matching(secret: str, code: str, steps: Iterable[int]) -> int:
    """Return the step that a code is of, in a time that does not tell which; raises WrongCode."""
    app, found = pyotp.TOTP(secret), _NEVER
    for step in steps:
        if hmac.compare_digest(app.generate_otp(step), code):
            found = step
    if found == _NEVER:
        raise WrongCode
    return found


def _drop(connection: Connection, member: str) -> bool:
    connection.execute(delete(recovery_codes).where(recovery_codes.c.staff == member))
    return bool(
        connection.execute(delete(second_factors).where(second_factors.c.staff == member)).rowcount
    )


def _new_recovery_code() -> str:
    return "".join(secrets.choice(RECOVERY_ALPHABET) for _ in range(RECOVERY_CODE_LENGTH))
