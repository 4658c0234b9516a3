"""What agents have written down of customers."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, UniqueConstraint

from store.schema.base import Utc, metadata

customer_facts = Table(
    "customer_facts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("whose", String(240), nullable=False),  # a customer, a person or a conversation
    Column("name", String(80), nullable=False),
    Column("value", String(200), nullable=False),
    Column("by_name", String(200), nullable=False),
    Column("at", Utc, nullable=False),
    UniqueConstraint("whose", "name", name="one_fact_a_name"),
)
