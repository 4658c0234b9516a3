"""Reading what a stream's entry says: anything may have written it, also another version."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NoReturn

from redis.asyncio import Redis

EVENTS = "events"

Fields = Mapping[str, str]


def read_object(text: str | None) -> dict[str, Any]:
    """Return the JSON object that an entry holds; raises ValueError saying what is wrong with it.

    Refused as well is what could be kept but never shown again: half characters, and numbers
    that JSON does not have.
    """
    if text is None:
        raise ValueError("It has nothing under the name that is read.")
    try:
        found = json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("It is nested too deeply.") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"It is no JSON: {error}.") from None
    if not isinstance(found, dict):
        raise ValueError("It is no JSON object.")
    if "\\ud" in text.lower():  # half a character can only be written like this
        _require_whole_characters(found)
    return found


async def age_of(redis: Redis, entry_id: str) -> timedelta:
    """Return for how long an entry has been in its stream, by Redis's clock."""
    seconds, _ = await redis.time()
    since = int(str(entry_id).partition("-")[0]) / 1000
    return timedelta(seconds=max(0.0, seconds - since))


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"It holds {constant}, which is no number.")


def _require_whole_characters(found: dict[str, Any]) -> None:
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise ValueError("It holds half of a character.") from None
