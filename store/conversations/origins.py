"""Which browser and which network a conversation of the website began from."""

from __future__ import annotations

from sqlalchemy import select

from store.database import Database
from store.inserts import insert_once
from store.schema import conversation_origins


class Origins:
    """Where conversations came from; tells apart who is who, and not where anybody is."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, conversation: str, network: str, before: str = "") -> None:
        """Remember it once.

        network: a digest, never the address itself
        before: another conversation of the same browser; "" if it has shown none
        """
        same = conversation_origins.c.conversation == before
        query = select(conversation_origins.c.browser).where(same)
        with self._database.writing() as connection:
            known = connection.execute(query).scalar_one_or_none()
            browser = known or before or conversation
            values = {"conversation": conversation, "browser": browser, "network": network}
            insert_once(connection, conversation_origins, values)
