"""Policies as agents name them when they refuse something, and as who leads reviews them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, Row, and_, func, select, update

from core.errors import BadInput, NotFound
from core.policies import Policy, PolicyOutcome, PolicyReview
from core.staff import StaffMember
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.inserts import insert_once
from store.rows import read_row
from store.schema import policies, refusals

MERGED = "policy.merge"  # in the audit log
_LATELY = timedelta(days=90)
_NOBODY = {"owner": "", "owner_name": ""}


@dataclass(frozen=True)
class Refusal:
    """Why a customer was refused something: a policy by its id, or one in new words."""

    policy: int = 0
    words: str = ""


class Policies:
    """All of them; which refusals count in a time, `store.insights` says."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def everything(self) -> list[Policy]:
        """Return all policies, the latest first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(policies).order_by(policies.c.id.desc())).all()
        return [_policy(row) for row in rows]

    def offered(self, most: int) -> list[Policy]:
        """Return what agents can press: what they lately refused most because of, at the front.

        A policy that was changed is none any more; who names it again has it reviewed again.
        """
        lately = and_(refusals.c.policy == policies.c.id, refusals.c.at >= now() - _LATELY)
        query = (
            select(policies)
            .outerjoin(refusals, lately)
            .where(policies.c.outcome != PolicyOutcome.CHANGED)
            .group_by(policies.c.id)
            .order_by(func.count(refusals.c.handoff).desc(), policies.c.id.desc())
            .limit(most)
        )
        with self._database.reading() as connection:
            return [_policy(row) for row in connection.execute(query)]

    def get(self, policy: int) -> Policy:
        """Return a policy; raises NotFound."""
        with self._database.reading() as connection:
            return _get(connection, policy)

    def give_to(self, policy: int, owner: StaffMember | None, by: StaffMember) -> None:
        """Have somebody look after it, or nobody; raises NotFound."""
        whose = {"owner": owner.id, "owner_name": owner.name} if owner else _NOBODY
        with self._database.writing() as connection:
            before = _get(connection, policy)
            if before.owner != whose["owner"]:
                _set(connection, policy, **whose)
                write_audit(
                    connection, by.name, "policy.owner", subject_of(policy), whose["owner_name"]
                )

    def review(self, policy: int, decided: PolicyReview, by: StaffMember) -> None:
        """Keep what was decided; raises NotFound."""
        with self._database.writing() as connection:
            _get(connection, policy)
            _set(
                connection,
                policy,
                outcome=decided.outcome,
                why=decided.why,
                told=decided.told,
                reviewed_at=now(),
                reviewed_by_name=by.name,
            )
            detail = f"{decided.outcome.value}: {decided.why}"
            write_audit(connection, by.name, "policy.review", subject_of(policy), detail)

    def merge(self, policy: int, into: int, by: StaffMember) -> None:
        """Have one count as another, which says the same; raises NotFound or BadInput."""
        if policy == into:
            raise BadInput("That is this policy itself. Choose another one.")
        with self._database.writing() as connection:
            # Held in one order: nobody names, or puts together, what is about to be gone.
            found = {each: _get(connection, each, held=True) for each in sorted((policy, into))}
            gone, kept = found[policy], found[into]
            theirs = refusals.c.policy == policy
            connection.execute(update(refusals).where(theirs).values(policy=into))
            connection.execute(policies.delete().where(policies.c.id == policy))
            write_audit(connection, by.name, MERGED, subject_of(kept.id), gone.words)


def subject_of(policy: int) -> str:
    """Return what the audit log calls a policy."""
    return f"policy {policy}"


def note_refusal(
    connection: Connection, handoff: int, conversation: str, why: Refusal, by: StaffMember
) -> None:
    """Keep that a customer was refused something, once a handoff; raises NotFound."""
    policy = (
        policy_named(connection, why.words, by.name)
        if why.words
        else _get(connection, why.policy, held=True).id
    )
    values = {
        "handoff": handoff,
        "conversation": conversation,
        "policy": policy,
        "by_name": by.name,
        "at": now(),
    }
    insert_once(connection, refusals, values)


def policy_named(connection: Connection, words: str, by: str) -> int:
    """Return the policy of these words, which is made if there is none.

    by: the name of who says so; one that was changed is to be reviewed again
    """
    same = words.casefold()[:160]
    values = {"sameness": same, "words": words, "made_at": now(), "made_by_name": by}
    insert_once(connection, policies, {**values, "outcome": PolicyOutcome.OPEN})
    of = policies.c.sameness == same
    changed = policies.c.outcome == PolicyOutcome.CHANGED
    connection.execute(update(policies).where(of, changed).values(outcome=PolicyOutcome.OPEN))
    named = select(policies.c.id).where(of).with_for_update()
    return int(connection.execute(named).scalar_one())


def _get(connection: Connection, policy: int, held: bool = False) -> Policy:
    """held: until the end of the transaction it is neither changed nor gone."""
    query = select(policies).where(policies.c.id == policy)
    row = connection.execute(query.with_for_update() if held else query).first()
    if row is None:
        raise NotFound("There is no such policy. It may have been put together with another one.")
    return _policy(row)


def _set(connection: Connection, policy: int, **values: object) -> None:
    connection.execute(update(policies).where(policies.c.id == policy).values(**values))


def _policy(row: Row[tuple[object, ...]]) -> Policy:
    return read_row(Policy, policies, row)
