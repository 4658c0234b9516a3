"""Reading what the desk's page sends."""

from __future__ import annotations

from typing import Any

from sanic import Request

from core.errors import BadInput, NotFound

_MAX_NUMBER = 2**31 - 1  # what the record's keys can hold


def read_body(request: Request) -> dict[str, Any]:
    """Return the JSON object a request carries; raises BadInput."""
    body = request.json  # the app explains what is not JSON
    if not isinstance(body, dict):
        raise BadInput("The request must be a JSON object.")
    return body


def read_number(value: int) -> int:
    """Refuse numbers the record cannot hold, before they reach it."""
    if 0 < value <= _MAX_NUMBER:
        return value
    raise NotFound
