"""Settling messages in a real Redis, as the worker does."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from redis.asyncio import Redis

from core.conversations import InboxMessage, InboxMessageKind
from store.realtime import Delivered, Inbox
from tests.support.only_bot import OnlyBot


async def delivered(redis: Redis, conversation: str = "c") -> Delivered:
    """Put a message and take it."""
    inbox = Inbox(redis)
    kind = InboxMessageKind.CUSTOMER
    await inbox.put(InboxMessage(uuid.uuid4().hex, conversation, kind, "hello", 1.0))
    (message,) = await OnlyBot(redis).next()
    return message


async def settle(
    redis: Redis, events: Sequence[Mapping[str, Any]], conversation: str = "c"
) -> None:
    """Settle a message with the events it led to."""
    await OnlyBot(redis).settle(await delivered(redis, conversation), events)
