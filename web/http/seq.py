"""The place of an utterance, as a request names it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sanic.request import RequestParameters

from core.errors import BadInput

_LARGEST_SEQ = 2**31 - 1  # what the record can hold


def read_seq(body: Mapping[str, Any]) -> int:
    """Return the place of an utterance that a request names; raises BadInput."""
    seq = body.get("seq")
    if isinstance(seq, int) and not isinstance(seq, bool) and 0 < seq <= _LARGEST_SEQ:
        return seq
    raise BadInput("'seq' must be the seq of the last utterance seen.")


def read_place(text: str | None) -> int | None:
    """Return the place that an address names; None if that is no number."""
    given = text or ""
    if not (given.isascii() and given.isdecimal() and len(given) < 16):
        return None
    return min(int(given), _LARGEST_SEQ)


def read_before(query: RequestParameters) -> int:
    """Return the place that a page of earlier utterances ends at; raises BadInput."""
    seq = read_place(query.get("before"))
    if seq is None:
        raise BadInput("'before' must be the seq of the first utterance that the page has.")
    return seq
