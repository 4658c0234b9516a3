"""Reading what pages send, one field at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from sanic import Request

from core.articles import SLUG
from core.conversations import Privacy
from core.errors import BadInput, NotFound
from core.text import MAX_MESSAGE_LENGTH, clean_text, read_message

_MAX_NUMBER = 2**31 - 1  # what the record's keys can hold


def read_query(request: Request, longest: int, name: str = "q") -> str:
    """Return what somebody looks for, from the address, on one line; "" for nothing."""
    return " ".join(clean_text(request.args.get(name, "")).split())[:longest]


def read_words(request: Request, value: object, longest: int = MAX_MESSAGE_LENGTH) -> str:
    """Return what somebody has typed, cleaned, with what `settings/privacy.yml` names masked.

    Raises BadInput.
    """
    privacy: Privacy = request.app.ctx.services.settings.privacy
    return privacy.mask(read_message(value, longest))


def read_slug(slug: str) -> str:
    """Refuse what cannot be an article's name, before it gets anywhere; raises NotFound."""
    if SLUG.match(slug):
        return slug
    raise NotFound("There is no article of that name. Look for it in the list.")


def read_number(value: int) -> int:
    """Refuse numbers the record cannot hold, before they reach it; raises NotFound."""
    if 0 < value <= _MAX_NUMBER:
        return value
    raise NotFound


def read_count(body: Mapping[str, Any], name: str) -> int:
    """Return a whole number from 0 on; raises BadInput."""
    value = body.get(name, 0)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MAX_NUMBER:
        return value
    raise BadInput(f"'{name}' must be a whole number from 0 on.")


def read_line(body: Mapping[str, Any], name: str, longest: int) -> str:
    """Return a line of text, "" if it is missing; raises BadInput."""
    value = body.get(name) or ""
    if not isinstance(value, str):
        raise BadInput(f"'{name}' must be text.")
    line = " ".join(clean_text(value).split())
    if len(line) > longest:
        raise BadInput(f"'{name}' may have {longest} characters at most.")
    return line


def read_moment(body: Mapping[str, Any], name: str) -> datetime | None:
    """Return a moment with its time zone, None if it is missing; raises BadInput."""
    value = body.get(name)
    if value in (None, ""):
        return None
    try:
        moment = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
        if moment.tzinfo is not None:
            return moment.astimezone(timezone.utc)
    except (ValueError, OverflowError):  # the first and the last day of all, elsewhere
        pass
    raise BadInput(f"'{name}' must be a moment, as 2027-05-15T09:00+00:00.")
