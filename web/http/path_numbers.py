"""Numbers in addresses: the record's, which are whole, not negative and of 31 bits."""

from __future__ import annotations

from typing import Any

from sanic import Sanic

MAX_PATH_NUMBER = 2**31 - 1  # PostgreSQL refuses to compare its integers with a larger one


def bound_numbers(app: Sanic[Any, Any]) -> None:
    """Let `<…:int>` in a route stand for such a number; any other leads nowhere: 404."""
    app.router.register_pattern("int", _read_number, r"\d{1,10}")


def _read_number(text: str) -> int:
    number = int(text)
    if number > MAX_PATH_NUMBER:
        raise ValueError(f"{text} is no number of ours.")
    return number
