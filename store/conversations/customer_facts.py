"""What agents have written down of a customer, for whoever talks to them next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from core.staff import StaffMember
from store.audit import write_audit
from store.clock import now
from store.conversations.person import person_of
from store.conversations.record import get_conversation
from store.database import Database
from store.schema import customer_facts


@dataclass(frozen=True)
class CustomerFact:
    """One thing about a customer, who wrote it down last, and when."""

    value: str
    by_name: str
    at: datetime


class CustomerFacts:
    """The facts of all customers; they belong to the customer, not to one conversation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, conversation: str) -> dict[str, CustomerFact]:
        """Return what is written down of a conversation's customer, by name. Raises NotFound."""
        with self._database.reading() as connection:
            return _known(connection, _names(connection, conversation))

    def set(self, conversation: str, name: str, value: str, member: StaffMember) -> None:
        """Write one down in place of what was known before, "" to forget it. Raises NotFound."""
        with self._database.writing() as connection:
            names = _names(connection, conversation)
            before = _known(connection, names).get(name)
            if (before.value if before else "") == value:
                return
            theirs = customer_facts.c.whose.in_(names)
            connection.execute(delete(customer_facts).where(theirs, customer_facts.c.name == name))
            if value:
                told = {"name": name, "value": value, "by_name": member.name, "at": now()}
                connection.execute(customer_facts.insert().values(whose=names[0], **told))
            detail = f"{name}: from “{before.value if before else ''}” to “{value}”"
            write_audit(connection, member.email, "customer.fact", names[0], detail)


def _names(connection: Connection, conversation: str) -> list[str]:
    return person_of(connection, get_conversation(connection, conversation)).names


def _known(connection: Connection, names: list[str]) -> dict[str, CustomerFact]:
    """The last word counts, where two were one customer's all along."""
    query = select(customer_facts).where(customer_facts.c.whose.in_(names))
    rows = connection.execute(query.order_by(customer_facts.c.at))
    return {row.name: CustomerFact(row.value, row.by_name, row.at) for row in rows}
