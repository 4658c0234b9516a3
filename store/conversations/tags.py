"""What agents have tagged conversations with."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, delete, select

from core.staff import StaffMember
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.inserts import insert_once
from store.schema import conversation_tags


class Tags:
    """The tags of all conversations."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, conversation: str) -> list[str]:
        """Return a conversation's tags, by name."""
        return self.of_several([conversation]).get(conversation, [])

    def of_several(self, conversations: Collection[str]) -> dict[str, list[str]]:
        """Return the tags of those of these conversations that have any, by name."""
        with self._database.reading() as connection:
            return tags_of(connection, conversations)

    def set(self, conversation: str, tags: Collection[str], member: StaffMember) -> None:
        """Let a conversation have exactly these tags."""
        with self._database.writing() as connection:
            other = conversation_tags.c.tag.not_in(tags)
            own = conversation_tags.c.conversation == conversation
            connection.execute(delete(conversation_tags).where(own, other))
            add_tags(connection, conversation, tags, member)
            write_audit(connection, member.name, "tags.set", conversation, ", ".join(tags))


def tags_of(connection: Connection, conversations: Collection[str]) -> dict[str, list[str]]:
    """Return the tags of those of these conversations that have any, by name."""
    these = conversation_tags.c.conversation.in_(conversations)
    query = select(conversation_tags).where(these).order_by(conversation_tags.c.tag)
    found: dict[str, list[str]] = {}
    for row in connection.execute(query):
        found.setdefault(row.conversation, []).append(row.tag)
    return found


def add_tags(
    connection: Connection, conversation: str, tags: Collection[str], member: StaffMember
) -> None:
    """Tag a conversation within the caller's transaction; tagged so before, nothing happens."""
    for tag in tags:
        values = {
            "conversation": conversation,
            "tag": tag,
            "by_name": member.name,
            "at": now(),
        }
        insert_once(connection, conversation_tags, values)
