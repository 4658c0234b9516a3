"""Sending something into a conversation: once, by what the record holds."""

from __future__ import annotations

from core.conversations import InboxMessage
from store.tracing import span
from web.http import in_thread
from web.services import Services


async def send_once(services: Services, message: InboxMessage, sender: str = "") -> None:
    """Put a message into the inbox, unless it has been put there or said before.

    sender: whose it is, of a customer. Raises TooManyWaiting or InboxFull.

    Redis knows for a week what it was given; the record knows what was said, also where Redis has
    lost its data.
    """
    with span("puts into the inbox", conversation=message.conversation, turn=message.id):
        said = await in_thread(services.transcripts.holds, message.conversation, message.id)
        if not said:
            await services.inbox.put(message, sender, services.settings.limits.inbox)
