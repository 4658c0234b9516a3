"""What stands beside the words of a conversation: notes and seen marks, live."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from core.staff import StaffMember
from store.conversations import Reader
from web.desk.deliveries import changes_json, deliveries_json
from web.desk.notes import note_json
from web.http import event, in_thread
from web.services import Services


class Sidebar:
    """What one open page knows of them, and what is new since the last look."""

    def __init__(self, services: Services, conversation: str) -> None:
        self._services, self._conversation = services, conversation
        self._last_note, self._last_change = 0, 0
        self._seen: dict[Reader, int] = {}
        self._deliveries: list[dict[str, Any]] | None = None

    async def changes(self, member: StaffMember) -> AsyncIterator[str]:
        """Yield an event for each new note, each reader who has read on, and each delivery."""
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
