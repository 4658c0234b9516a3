"""Changes of the settings that were made in the product, and what was taken in from the files."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text, UniqueConstraint

from core.setting_versions import Origin
from store.schema.base import EnumText, Utc, metadata

setting_clock = Table(  # one row
    "setting_clock",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision", Integer, nullable=False),
)

setting_files = Table(
    "setting_files",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("base", Text, nullable=False),  # what stood on the disk when it was taken in last
    Column("changed", Text),  # the product's text, which holds instead; null: the file's holds
    Column("version", Integer, nullable=False),
)

setting_versions = Table(
    "setting_versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file", String(80), nullable=False),
    Column("number", Integer, nullable=False),
    Column("origin", EnumText(Origin, 20), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("who", String(200), nullable=False),
    Column("why", Text, nullable=False),
    Column("at", Utc, nullable=False),
    UniqueConstraint("file", "number", name="one_version_of_each_number"),
)
