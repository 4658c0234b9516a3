"""Saved views of the list of conversations; `core.staff.saved_view` says whose is which."""

from __future__ import annotations

from sqlalchemy import delete, func, select

from core.staff import (
    MAX_VIEWS_OF_ONE,
    NoSuchView,
    SavedView,
    StaffMember,
    TooManyViews,
    check_removal,
    owner_of_view,
)
from store.clock import now
from store.database import Database
from store.inserts import insert_new
from store.rows import read_row
from store.schema import saved_views


class SavedViews:
    """The views that staff keep."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, member: StaffMember) -> list[SavedView]:
        """Return everybody's and then the member's own, by title."""
        query = select(saved_views).where(saved_views.c.owner.in_(("", member.id)))
        with self._database.reading() as connection:
            found = [read_row(SavedView, saved_views, row) for row in connection.execute(query)]
        return sorted(found, key=lambda view: (bool(view.owner), view.title.casefold(), view.id))

    def add(self, member: StaffMember, title: str, query: str, shared: bool = False) -> None:
        """Keep a view; raises SharedView or TooManyViews. Kept under this title already, it is
        changed.
        """
        owner = owner_of_view(member, shared)
        own = saved_views.c.owner == owner
        with self._database.writing() as connection:
            connection.execute(delete(saved_views).where(own, saved_views.c.title == title))
            count = connection.execute(select(func.count()).where(own)).scalar_one()
            if count >= MAX_VIEWS_OF_ONE:
                raise TooManyViews
            values = {"owner": owner, "title": title, "query": query, "changed_at": now()}
            insert_new(connection, saved_views, values)

    def remove(self, view: int, member: StaffMember) -> None:
        """Delete a view; raises NoSuchView or SharedView."""
        same = saved_views.c.id == view
        with self._database.writing() as connection:
            row = connection.execute(select(saved_views).where(same)).one_or_none()
            if row is None:
                raise NoSuchView
            check_removal(read_row(SavedView, saved_views, row), member)
            connection.execute(delete(saved_views).where(same))
