"""Forms that may hold a whole settings file, which is more than any other form may."""

from __future__ import annotations

from functools import wraps
from typing import Any
from urllib.parse import parse_qs

from sanic import Request
from sanic.request import RequestParameters

from core.errors import BadInput, NotSignedIn
from web.auth import who_asks
from web.auth.access import Handler

MAX_SETTINGS_FORM_BYTES = 1_500_000  # a file's 256,000, each byte written with three, twice

MAX_SETTINGS_FORM_FIELDS = 3_000


def large_form(handler: Handler) -> Handler:
    """Read the form before the handler runs; for handlers that stream.

    What was left empty is kept: that is how something is taken away. Raises BadInput, and
    NotSignedIn before anything is read: only members of staff may send that much.
    """

    @wraps(handler)
    async def read(request: Request, *args: Any, **kwargs: Any) -> Any:
        if await who_asks(request) is None:
            raise NotSignedIn
        parts, size = [], 0
        assert request.stream is not None
        while chunk := await request.stream.read():  # type: ignore[attr-defined]
            size += len(chunk)
            if size > MAX_SETTINGS_FORM_BYTES:
                raise BadInput("That is larger than a settings file may be. Make it shorter.")
            parts.append(chunk)
        request.body = b"".join(parts)
        request.parsed_form = RequestParameters(_read_form(request.body))
        return await handler(request, *args, **kwargs)

    return read


def _read_form(body: bytes) -> dict[str, list[str]]:
    try:
        most = MAX_SETTINGS_FORM_FIELDS
        return parse_qs(body.decode(), True, errors="strict", max_num_fields=most)
    except ValueError:
        problem = "The form could not be read, or has too many lines. Change the file as text."
        raise BadInput(problem) from None
