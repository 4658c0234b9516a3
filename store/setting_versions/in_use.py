"""What may not be taken out of the settings because open conversations need it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, func, select

from core.errors import Conflict
from core.handoffs import OPEN_STATES
from core.settings import Settings
from store.schema import handoffs, staff


class SettingInUse(Conflict):
    """This is in use. Let what uses it come to an end first."""


def check_removed(connection: Connection, before: Settings, after: Settings) -> None:
    """Refuse to take away a segment or queue that somebody waits in; raises SettingInUse."""
    for name in before.segments.by_name.keys() - after.segments.by_name.keys():
        if waiting := _open(connection, handoffs.c.segment == name):
            raise SettingInUse(
                f"The segment '{name}' is in use: {_conversations(waiting)} of it. "
                "Remove it once they are closed."
            )
    for name in before.queues.keys() - after.queues.keys():
        if waiting := _open(connection, handoffs.c.queue == name):
            raise SettingInUse(
                f"The queue '{name}' is in use: {_conversations(waiting)} in it. "
                "Transfer or close them, then remove it."
            )
        served = connection.execute(select(staff.c.name, staff.c.queues).where(staff.c.active))
        if who := [person for person, queues in served if name in (queues or ())]:
            raise SettingInUse(
                f"The queue '{name}' is in use: {', '.join(who[:5])} chose to serve it. "
                "Let them choose others on the team page first."
            )


def _open(connection: Connection, where: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(handoffs)
    query = query.where(where, handoffs.c.state.in_(OPEN_STATES))
    return int(connection.execute(query).scalar_one())


def _conversations(number: int) -> str:
    return "one open conversation is" if number == 1 else f"{number} open conversations are"
