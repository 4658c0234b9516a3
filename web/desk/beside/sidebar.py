"""What stands beside the words of a conversation: notes and seen marks, live."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from core.staff import StaffMember
from store.conversations import Reader
from web.desk.beside.around import Readers
from web.desk.beside.deliveries import changes_json, deliveries_json
from web.desk.beside.notes import note_json
from web.http import event, in_thread
from web.services import Services


class Sidebar:
    """What one open page knows of them, and what is new since the last look."""

    def __init__(self, services: Services, conversation: str) -> None:
        self._services, self._conversation = services, conversation
        self._last_note, self._last_change = 0, 0
        self._readers, self._others = Readers(services, conversation), list[str]()
        self._seen: dict[Reader, int] = {}
        self._deliveries: list[dict[str, Any]] | None = None

    async def show_reader(self, member: StaffMember, arrives: bool) -> None:
        """Let colleagues who have the conversation open see who reads along."""
        if self._conversation:
            await self._readers.beat(member, arrives)

    async def hide_reader(self, member: StaffMember) -> None:
        if self._conversation:
            await self._readers.leave(member)

    async def changes(self, member: StaffMember) -> AsyncIterator[str]:
        """Yield an event for each new note, each reader who has read on, and each delivery."""
        others = await self._readers.others(member)
        if others is not None and others != self._others:  # nobody has left because Redis is away
            self._others = others
            yield event("readers", {"readers": others})
        for note in await in_thread(self._services.notes.of, self._conversation, self._last_note):
            self._last_note = note.id
            yield event("note", note_json(note, member))
        for reader, seq in (await in_thread(self._services.seen.of, self._conversation)).items():
            if seq and self._seen.get(reader) != seq:
                self._seen[reader] = seq
                yield event("seen", {"reader": reader.value, "seq": seq})
        deliveries = await in_thread(deliveries_json, self._services, self._conversation)
        if deliveries != self._deliveries:
            self._deliveries = deliveries
            yield event("deliveries", {"deliveries": deliveries})
        for change in await in_thread(changes_json, self._services, self._conversation):
            if change["id"] > self._last_change:
                self._last_change = change["id"]
                yield event("change", change)
