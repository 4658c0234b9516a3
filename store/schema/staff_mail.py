"""What members of staff are to be told by e-mail, and who wants which of it not."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table

from core.staff_mail import MailState, StaffMailKind
from store.schema.base import EnumText, Utc, metadata

staff_mails = Table(
    "staff_mails",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(120), nullable=False, unique=True),  # what it tells of: once for each
    Column("staff", String(64), nullable=False, index=True),
    Column("kind", EnumText(StaffMailKind, 20), nullable=False),
    Column("conversation", String(64), nullable=False, index=True),  # "" for none
    Column("about", Integer, nullable=False),  # the notice or follow-up, 0 for none
    Column("state", EnumText(MailState, 20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("reason", String(300), nullable=False),  # why it was not taken
    Column("due_at", Utc, nullable=False),
    Column("created_at", Utc, nullable=False, index=True),
    Index("staff_mails_due", "state", "due_at"),
)

staff_mail_declined = Table(
    "staff_mail_declined",
    metadata,
    Column("staff", String(64), primary_key=True),
    Column("kind", EnumText(StaffMailKind, 20), primary_key=True),
)
