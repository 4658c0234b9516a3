"""Why something could not be taken in or sent."""

from __future__ import annotations

from core.errors import BadInput, Conflict, EffieError, NotAllowed, Unavailable


class Forged(NotAllowed):
    """The signature does not fit. Check the connection's secret on both sides."""

    status = 401


class FileLost(BadInput):
    """It can't be had from where you sent it any more. Please send it again."""


class NotSent(EffieError):
    """A message was not sent."""


class NotSentNow(NotSent, Unavailable):
    """The vendor did not take it this time.

    wait: seconds that the vendor asks for, None if it does not say
    everybody: whether the vendor takes nothing at all from this connection meanwhile
    perhaps: whether it may have taken it all the same, and its answer was lost
    """

    def __init__(
        self,
        reason: str,
        wait: float | None = None,
        everybody: bool = False,
        perhaps: bool = False,
    ) -> None:
        super().__init__(reason)
        self.wait, self.everybody, self.perhaps = wait, everybody, perhaps


class PerhapsSent(NotSent, Conflict):
    """Nobody knows whether the file arrived. Ask them; if it did not, send it again."""


class FileNotTaken(NotSent, Conflict):
    """The vendor does not take this file. Send its link."""


class NeverSent(NotSent, Conflict):
    """The vendor will not take it, however often it is tried; the reason is told in words.

    unreachable: whether nothing can reach this customer here any more
    """

    def __init__(self, reason: str, unreachable: bool = False) -> None:
        super().__init__(reason)
        self.unreachable = unreachable
