"""Noting how far each side has read, and telling the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.errors import BadInput
from store.seen import Reader
from web.services import Services
from web.threads import in_thread

_LARGEST_SEQ = 2**31 - 1  # what the record can hold


def read_seq(body: Mapping[str, Any]) -> int:
    """Return the place of an utterance that a request names; raises BadInput."""
    seq = body.get("seq")
    if isinstance(seq, int) and not isinstance(seq, bool) and 0 < seq <= _LARGEST_SEQ:
        return seq
    raise BadInput("'seq' must be the seq of the last utterance seen.")


async def note_seen(services: Services, conversation: str, reader: Reader, seq: int) -> None:
    """Remember that everything up to `seq` was seen, and tell whoever watches if that is news."""
    if await in_thread(services.seen.note, conversation, reader, seq):
        await services.news.tell(conversation, kind="seen")
