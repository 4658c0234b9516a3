"""Reading rated contacts: one on each line, as a JSON object.

{"at": "2026-03-01T09:15:00+01:00", "score": 4, "segment": "novice", "turns": 6,
 "failed_answers": 1, "waiting": 2.5, "transfers": 1, "channel_switches": 0, "re_asked": 0,
 "is_repeat": true}

(on one line). `waiting` is in minutes; all but time and score may be missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from commands.files.json_lines import JsonLine, json_lines
from core.conversations import read_score
from core.errors import BadInput
from core.insights import RatedContact

_COUNTS = ("turns", "failed_answers", "transfers", "channel_switches", "re_asked")
_KEYS = ("at", "score", "segment", *_COUNTS, "waiting", "is_repeat")
MAX_PER_CONTACT = 1_000_000  # of anything; more is a mistake in the file


def read_contacts(path: Path) -> Iterator[RatedContact]:
    """Yield the contacts, a line at a time; raises Fault naming file, line and what to do."""
    return (_contact(line) for line in json_lines(path, "contact"))


def _contact(line: JsonLine) -> RatedContact:
    values = line.values(_KEYS)
    line.time(values.get("at"))
    is_repeat = values.get("is_repeat", False)
    if not isinstance(is_repeat, bool):
        raise line.fault("'is_repeat' must be true or false.")
    counts = {key: _count(line, values, key) for key in _COUNTS if key in values}
    return RatedContact(
        score=_score(line, values.get("score")),
        segment=line.name(values, "segment", needed=False),
        hour=datetime.fromisoformat(str(values["at"])).hour,  # on the clock it was written by
        waiting=_number(line, "waiting", values.get("waiting", 0)),
        is_repeat=is_repeat,
        **counts,
    )


def _score(line: JsonLine, value: object) -> int:
    try:
        return read_score(value)
    except BadInput as error:
        raise line.fault(f"'score' is not one. {error.message}") from None


def _count(line: JsonLine, values: Mapping[str, object], key: str) -> int:
    value = _number(line, key, values[key])
    if value != int(value):
        raise line.fault(f"'{key}' must be a whole number.")
    return int(value)


def _number(line: JsonLine, key: str, value: object) -> float:
    given = None if isinstance(value, bool) else value
    if isinstance(given, (int, float)) and 0 <= given <= MAX_PER_CONTACT:
        return float(given)
    raise line.fault(f"'{key}' must be a number from 0 to {MAX_PER_CONTACT:,}.")
