"""What all tables share."""

from __future__ import annotations

from datetime import datetime, timezone
from enum import Enum
from typing import TypeVar

from sqlalchemy import DateTime, Dialect, MetaData, String, TypeDecorator

metadata = MetaData()
Member = TypeVar("Member", bound=Enum)


class Utc(TypeDecorator[datetime]):
    """A moment, kept in UTC and always given back aware; SQLite forgets time zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(timezone.utc).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=timezone.utc)


class EnumText(TypeDecorator[Member]):
    """A member of an enum, kept as its value; "" where a column that is never null has none."""

    impl = String
    cache_ok = True

    def __init__(self, members: type[Member], length: int) -> None:
        super().__init__(length)
        self.members = members

    def process_bind_param(self, value: Member | str | None, dialect: Dialect) -> str:
        return str(self.members(value).value) if value else ""

    def process_result_value(self, value: str | None, dialect: Dialect) -> Member | None:
        return self.members(value) if value else None
