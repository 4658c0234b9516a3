"""Who gave the right password and owes the code: a browser, for some minutes."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from core.staff import HALF_LASTS, StaffMember
from store.clock import now
from store.database import Database
from store.rows import read_row
from store.schema import half_sign_ins, staff
from store.staff.tokens import new_token, token_hash


class HalfSignIns:
    """The browsers that are between a password and a code; none of them is signed in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, member: StaffMember) -> str:
        """Return the secret that this browser comes back with; only a hash of it is kept."""
        token, at = new_token(), now()
        values = {
            "token_hash": token_hash(token),
            "staff": member.id,
            "expires_at": at + HALF_LASTS,
        }
        with self._database.writing() as connection:
            connection.execute(delete(half_sign_ins).where(half_sign_ins.c.expires_at <= at))
            connection.execute(insert(half_sign_ins).values(**values))
        return token

    def owner(self, token: str) -> StaffMember | None:
        """Return who may give the code with this secret, if it is still good."""
        query = (
            select(staff)
            .join(half_sign_ins, half_sign_ins.c.staff == staff.c.id)
            .where(
                half_sign_ins.c.token_hash == token_hash(token),
                half_sign_ins.c.expires_at > now(),
                staff.c.active,
            )
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else read_row(StaffMember, staff, row)

    def end(self, token: str) -> None:
        """Forget it: the browser is signed in now."""
        with self._database.writing() as connection:
            connection.execute(
                delete(half_sign_ins).where(half_sign_ins.c.token_hash == token_hash(token))
            )


def end_half_sign_ins(connection: Connection, member: str) -> None:
    """Let nobody go on with a password that was good before, in the caller's transaction."""
    connection.execute(delete(half_sign_ins).where(half_sign_ins.c.staff == member))
