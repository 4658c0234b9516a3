"""Reading the JSON that pages and scripts send: the one door for all of it."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from sanic import Request

from core.errors import BadInput

MAX_JSON_DEPTH = 20  # objects and lists within one another; an article's draft has four
MAX_NUMBER = 2**53  # as far as JavaScript counts without gaps


def read_body(request: Request) -> dict[str, Any]:
    """Return the JSON object a request carries, without NULs, which no database keeps.

    What nobody can keep or send on is refused, wherever it stands: half a character (a lone
    surrogate), numbers beyond MAX_NUMBER, nesting beyond MAX_JSON_DEPTH. Raises BadInput.
    """
    try:
        body = json.loads(request.body, parse_constant=_refuse_number)
    except (ValueError, RecursionError):
        raise BadInput("The request must be JSON, in UTF-8.") from None
    if not isinstance(body, dict):
        raise BadInput("The request must be a JSON object.")
    return {_text(name): _checked(value, MAX_JSON_DEPTH - 1) for name, value in body.items()}


def _checked(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, float | int) and not -MAX_NUMBER <= value <= MAX_NUMBER:
        _refuse_number(str(value))
    if isinstance(value, list | dict) and depth == 0:
        raise BadInput(f"The JSON may be nested {MAX_JSON_DEPTH} deep at most.")
    if isinstance(value, list):
        return [_checked(each, depth - 1) for each in value]
    if isinstance(value, dict):
        return {_text(name): _checked(each, depth - 1) for name, each in value.items()}
    return value


def _text(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadInput(
            "The text holds half a character (a lone surrogate). Remove what is shown as a box "
            "or a question mark, and send it again."
        ) from None
    return text.replace("\0", "")


def _refuse_number(number: str) -> NoReturn:
    raise BadInput(f"The number {number[:20]} is too large to be kept. Send a smaller one.")
