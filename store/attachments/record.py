"""What is known of the files that were sent, and the files with it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Select, delete, func, select, update

from core.attachments import MAX_ATTACHMENTS_KEPT, Attached, FileState
from core.errors import BadInput, Conflict, NotFound, TooMany
from store.attachments.examining import Examined
from store.attachments.files import Files
from store.clock import now
from store.database import Database
from store.inserts import insert_once
from store.rows import read_row, row_values
from store.schema import attachments

_ID_LENGTH = 32


@dataclass(frozen=True)
class KeptFile:
    """A file of a conversation.

    agent: who sent it, "" for the customer
    message: the one that brings it, "" until it is sent
    problem: what the scanner has found
    """

    id: str
    conversation: str
    agent: str
    message: str
    name: str
    type: str
    size: int
    width: int
    height: int
    state: FileState
    problem: str
    at: datetime

    @property
    def key(self) -> str:
        return f"{self.conversation}/{self.id}"

    @property
    def preview_key(self) -> str:
        return f"{self.key}.preview"

    def attached(self, alt: str) -> Attached:
        return Attached(self.id, self.name, self.type, self.size, self.width, self.height, alt)


class Attachments:
    """The files of all conversations. One is kept before its row is; so no row is without one."""

    def __init__(self, database: Database, files: Files) -> None:
        self._database, self.files = database, files

    def keep(
        self, conversation: str, agent: str, upload: str, file: Examined, state: FileState
    ) -> KeptFile:
        """Keep a file, durably. The same upload of the same sender twice is one file.

        Raises TooMany when the conversation has as many as we keep.
        """
        name = file_id(conversation, agent, upload)
        kept = KeptFile(
            id=name,
            conversation=conversation,
            agent=agent,
            message="",
            name=file.name,
            type=file.type,
            size=len(file.data),
            width=file.width,
            height=file.height,
            state=state,
            problem="",
            at=now(),
        )
        known = self.find(name)
        if known is not None:
            return known
        self._make_sure_of_room(conversation)
        self.files.write(kept.key, file.data)
        if file.preview:
            self.files.write(kept.preview_key, file.preview)
        with self._database.writing() as connection:
            insert_once(connection, attachments, row_values(attachments, kept))
        return self.get(name)

    def _make_sure_of_room(self, conversation: str) -> None:
        count = select(func.count()).where(attachments.c.conversation == conversation)
        with self._database.reading() as connection:
            if connection.execute(count).scalar_one() >= MAX_ATTACHMENTS_KEPT:
                raise TooMany(
                    f"This conversation has {MAX_ATTACHMENTS_KEPT} files already. "
                    "Describe what is on this one in words."
                )

    def find(self, name: str) -> KeptFile | None:
        with self._database.reading() as connection:
            row = connection.execute(select(attachments).where(attachments.c.id == name)).first()
        return read_row(KeptFile, attachments, row) if row else None

    def get(self, name: str) -> KeptFile:
        """Return a file; raises NotFound."""
        found = self.find(name)
        if found is None:
            raise NotFound("There is no such file any more. Attach it again.")
        return found

    def bring(
        self, conversation: str, agent: str, message: str, asked: dict[str, str]
    ) -> tuple[Attached, ...]:
        """Return the files that a message brings, and let them be its own from now on.

        asked: what each shows in words, by id. Raises Conflict for one that is not there, not the
        sender's or another message's, BadInput for one that the scanner has refused.
        """
        if not asked:
            return ()
        found: dict[str, KeptFile] = {}
        for name in asked:
            kept = self.find(name)
            if kept is None or kept.conversation != conversation or kept.agent != agent:
                raise Conflict("There is no such file in this conversation. Attach it again.")
            found[name] = kept
            if kept.message not in {"", message}:
                raise Conflict("This file was sent with another message. Attach it again.")
            if kept.state is FileState.REFUSED:
                raise BadInput(f"“{kept.name}” was refused: {kept.problem}. Remove it.")
        with self._database.writing() as connection:
            connection.execute(
                update(attachments)
                .where(attachments.c.id.in_(list(found)), attachments.c.message == "")
                .values(message=message)
            )
        return tuple(kept.attached(asked[name]) for name, kept in found.items())

    def of(self, conversation: str) -> list[KeptFile]:
        """Return the files of a conversation, the oldest first."""
        query = select(attachments).where(attachments.c.conversation == conversation)
        return self._several(query.order_by(attachments.c.at, attachments.c.id))

    def held(self, most: int = 20) -> list[KeptFile]:
        """Return files that wait for the scanner, the oldest first."""
        query = select(attachments).where(attachments.c.state == FileState.HELD)
        return self._several(query.order_by(attachments.c.at).limit(most))

    def settle(self, kept: KeptFile, found: str) -> None:
        """Note what was found in a held file, "" for nothing; the first verdict stays.

        What is infected is deleted, its row first: a file that is still held is always there.
        """
        state = FileState.REFUSED if found else FileState.READY
        is_held = (attachments.c.id == kept.id) & (attachments.c.state == FileState.HELD)
        with self._database.writing() as connection:
            connection.execute(
                update(attachments).where(is_held).values(state=state, problem=found)
            )
        if found:
            self.files.delete(kept.key)
            self.files.delete(kept.preview_key)

    def forget_unsent(self, before: datetime, most: int = 100) -> int:
        """Delete files that no message has brought since then; returns how many."""
        query = select(attachments).where(attachments.c.message == "", attachments.c.at < before)
        unsent = self._several(query.limit(most))
        for kept in unsent:
            # The row goes first: a message that comes in between is told, and loses nothing.
            with self._database.writing() as connection:
                gone = connection.execute(
                    delete(attachments).where(
                        attachments.c.id == kept.id, attachments.c.message == ""
                    )
                )
                is_gone = gone.rowcount > 0
            if is_gone:
                self.files.delete(kept.key)
                self.files.delete(kept.preview_key)
        return len(unsent)

    def erase(self, conversations: Collection[str]) -> None:
        """Delete every file of these conversations, and what is known of them."""
        for conversation in conversations:
            self.files.delete_all(conversation)
        with self._database.writing() as connection:
            connection.execute(
                delete(attachments).where(attachments.c.conversation.in_(conversations))
            )

    def _several(self, query: Select[Any]) -> list[KeptFile]:
        with self._database.reading() as connection:
            rows = connection.execute(query)
            return [read_row(KeptFile, attachments, row) for row in rows]


def file_id(conversation: str, agent: str, upload: str) -> str:
    """Return the id of an upload: of the same one always the same."""
    return sha256(f"{conversation}:{agent}:{upload}".encode()).hexdigest()[:_ID_LENGTH]
