"""Several servers that do the same work: which of them to ask."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

_RESTS = 5.0  # seconds for which one that did not answer is asked only where all rest
_WEIGHT = 0.2  # of the latest answer in how long one takes
_FORGOTTEN = 5.0  # seconds after which half of how long one took is forgotten


@dataclass
class _Server:
    url: str
    under_way: int = 0
    seconds: float = 0.0  # an answer takes, by the latest ones
    last_asked: float = 0.0
    rests_until: float = 0.0

    def usual(self, now: float) -> float:
        """How long an answer takes, as far as that is remembered."""
        return self.seconds * math.pow(0.5, (now - self.last_asked) / _FORGOTTEN)


class Servers:
    """Servers in the order in which they are best asked.

    The one that is likely to answer first comes first, by what is under way there and by how long
    its latest answers took; what was slow is forgotten in time, so that it is asked again. One
    that has not answered rests, and comes last.
    """

    def __init__(self, urls: Sequence[str], clock: Callable[[], float] = time.monotonic) -> None:
        self._servers, self._clock = [_Server(url) for url in urls], clock

    def best(self) -> list[str]:
        """Return all of them, the one to ask first at the beginning; the last ones may rest."""
        now = self._clock()

        def order(each: _Server) -> tuple[bool, float, float]:
            waits = (each.under_way + 1) * each.usual(now)
            return now < each.rests_until, waits, each.last_asked  # of equal ones in turn

        return [each.url for each in sorted(self._servers, key=order)]

    def all_rest(self) -> bool:
        """Tell whether none of them has answered lately."""
        return all(self._clock() < each.rests_until for each in self._servers)

    def rest(self, url: str) -> None:
        """Let one rest that has not answered."""
        self._of(url).rests_until = self._clock() + _RESTS

    @contextmanager
    def asking(self, url: str) -> Iterator[None]:
        """Count a request as under way for the length of the block, and note how long it took."""
        server, began = self._of(url), self._clock()
        server.under_way += 1
        server.seconds, server.last_asked = server.usual(began), began
        try:
            yield
            server.seconds += _WEIGHT * (self._clock() - began - server.seconds)
            server.rests_until = 0.0
        finally:
            server.under_way -= 1

    def _of(self, url: str) -> _Server:
        return next(each for each in self._servers if each.url == url)
