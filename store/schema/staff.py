"""Who works here, and what they did."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from core.handoffs import Status
from core.staff import NoticeKind, Role
from store.schema.base import EnumText, Utc, metadata

staff = Table(
    "staff",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("email", String(200), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("role", EnumText(Role, 40), nullable=False),
    Column("password_hash", Text, nullable=False),  # "" until its owner sets a password
    Column("active", Boolean, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("status", EnumText(Status, 20), nullable=False, server_default="available"),
    Column("capacity", Integer, nullable=False, server_default="3"),
    Column("queues", JSON, nullable=False, server_default="[]"),  # which they serve; [] all
    Column("languages", JSON, nullable=False, server_default="[]"),  # codes, as es
    Column("changed_at", Utc),
)

staff_notices = Table(
    "staff_notices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("staff", String(64), nullable=False, index=True),  # whose it is
    Column("conversation", String(64), nullable=False, index=True),
    Column("key", String(80), nullable=False),  # what it tells of: once for each of them
    Column("kind", EnumText(NoticeKind, 20), nullable=False),
    Column("words", Text, nullable=False),
    Column("by_name", String(200), nullable=False, server_default=""),
    Column("at", Utc, nullable=False),
    Column("read_at", Utc),
    UniqueConstraint("staff", "key", name="one_notice_of_each"),
    Index(
        "staff_notices_unread",
        "at",
        sqlite_where=text("read_at IS NULL"),
        postgresql_where=text("read_at IS NULL"),
    ),
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("staff", String(64), nullable=False, index=True),
    Column("expires_at", Utc, nullable=False),
    Column("started_at", Utc, nullable=False),
    Column("used_at", Utc, nullable=False),
    Column("address", String(100), nullable=False),
    Column("browser", String(100), nullable=False),
    # Whether a provider vouched for them, which asks for second factors itself.
    Column("vouched_for", Boolean, nullable=False, server_default=false()),
)

password_links = Table(
    "password_links",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("staff", String(64), nullable=False, unique=True),  # the latest one only
    Column("expires_at", Utc, nullable=False),
)

second_factors = Table(
    "second_factors",
    metadata,
    Column("staff", String(64), primary_key=True),
    Column("secret", Text, nullable=False),  # sealed with the installation's secret
    Column("last_step", Integer, nullable=False),  # of 30 s: the latest whose code was used
    Column("since", Utc, nullable=False),
)

staff_identities = Table(
    "staff_identities",
    metadata,
    Column("issuer", String(500), primary_key=True),
    Column("subject", String(255), primary_key=True),  # the provider's id for them
    Column("staff", String(64), nullable=False, index=True),
    Column("since", Utc, nullable=False),
    UniqueConstraint("issuer", "staff", name="one_identity_of_each"),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    Column("staff", String(64), nullable=False, index=True),
)

half_sign_ins = Table(
    "half_sign_ins",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("staff", String(64), nullable=False, index=True),
    Column("expires_at", Utc, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("who", String(200), nullable=False),
    Column("what", String(80), nullable=False),
    Column("subject", String(200), nullable=False, index=True),
    Column("detail", Text, nullable=False),
    Index("audit_by_time", "at"),
    Index("audit_by_who", "who", "id"),
    Index("audit_by_what", "what", "id"),
)
