"""Each field of each body in its turn with what it cannot hold: nothing of it is left to chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from commands.hostile.bodies import Target
from commands.hostile.requests import HostileRequest, as_sent, written

# Nothing; what no set takes in; what is longer than Python reads as a number.
_WRONG: tuple[Any, ...] = (None, [{}], {"a": []}, "9" * 5_000)


@dataclass(frozen=True)
class WrongField:
    """A request that is right but for one field."""

    target: Target
    name: str
    value: Any

    def request(self, number: int, known: Mapping[str, Sequence[str]]) -> HostileRequest:
        """Return it as the first who gets past the door sends it."""
        target = self.target
        path = target.at(quote(known.get(name, "1")[0], safe="") for name in target.names)
        body, kind = written(target, {**target.body, self.name: self.value})
        headers = {"Content-Type": kind, "Accept": "*/*"}
        return as_sent(number, target.callers[0], target.method, path, headers, body)


def wrong_fields(targets: Iterable[Target]) -> list[WrongField]:
    return [
        WrongField(target, name, value)
        for target in targets
        for name in target.body
        for value in _WRONG
        if target.method not in {"GET", "HEAD", "OPTIONS"}
    ]
