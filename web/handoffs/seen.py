"""Noting how far each side has read, and telling the other."""

from __future__ import annotations

from store.conversations import Reader
from web.http import in_thread
from web.services import Services


async def note_seen(services: Services, conversation: str, reader: Reader, seq: int) -> None:
    """Remember that everything up to `seq` was seen, and tell whoever watches if that is news."""
    if await in_thread(services.seen.note, conversation, reader, seq):
        await services.news.publish(conversation, kind="seen")
